"""Plays Confluent's client for Python, for a test.

Reads one call a line, ["method", argument...], and answers each with a line:
{"result": ...} or {"error": {message, status, code}}. Methods are those of
SchemaRegistryClient, with schemas as objects {schema, schemaType, references}, and those below
with messages as hex. Bytes travel as {"$bytes": "..."}, a character for each. Argument: the
registry's URL, or --check, which only tells whether all that is needed is there.
"""

import json
import sys

import confluent_kafka
from confluent_kafka import Consumer, Producer, avro, schema_registry
from confluent_kafka.avro.serializer.message_serializer import MessageSerializer
from confluent_kafka.schema_registry import (
    RegisteredSchema,
    Schema,
    SchemaReference,
    SchemaRegistryClient,
)
from confluent_kafka.schema_registry.json_schema import JSONDeserializer, JSONSerializer
from confluent_kafka.schema_registry.protobuf import ProtobufDeserializer, ProtobufSerializer
from confluent_kafka.serialization import MessageField, SerializationContext
from google.protobuf import (
    descriptor_pb2,
    descriptor_pool,
    json_format,
    message_factory,
    timestamp_pb2,
)

if sys.argv[1] == "--check":
    sys.exit(0 if confluent_kafka.version()[0].startswith("1.") else "not release 1")

client = SchemaRegistryClient({"url": sys.argv[1]})
older = MessageSerializer(avro.CachedSchemaRegistryClient({"url": sys.argv[1]}))
FIELDS = "schema_id subject version schema schema_str schema_type references name".split()


def schema_of(text):
    references = [SchemaReference(**reference) for reference in text.get("references", [])]
    return Schema(text["schema"], text.get("schemaType", "AVRO"), references)


def plain(value):
    """What a method returned, as JSON has it."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, (Schema, SchemaReference, RegisteredSchema)):
        return {n: plain(getattr(value, n)) for n in FIELDS if hasattr(value, n)}
    return value


def context(topic, key):
    return SerializationContext(topic, MessageField.KEY if key else MessageField.VALUE)


def own(function):
    """Marks a method that is not the client's, but of this script."""
    function.own = True
    return function


# With the client of before, which alone can do Avro with what Debian has.
@own
def serialize_avro(topic, schema, value, key=False):
    return older.encode_record_with_schema(topic, avro.loads(schema), value, is_key=key).hex()


@own
def deserialize_avro(topic, message, key=False):
    return older.decode_message(bytes.fromhex(message), is_key=key)


@own
def echo_avro(topic, schema, message):
    """Writes what it has read."""
    return serialize_avro(topic, schema, deserialize_avro(topic, message))


def strategy(name):
    return {"subject.name.strategy": getattr(schema_registry, name)} if name else {}


@own
def serialize_json(topic, schema, value, subjects=None, key=False):
    serializer = JSONSerializer(schema, client, conf=strategy(subjects))
    return serializer(value, context(topic, key)).hex()


@own
def deserialize_json(topic, schema, message, key=False):
    return JSONDeserializer(schema)(bytes.fromhex(message), context(topic, key))


def message_class(files, name):
    """Of a message type that files declare, each a FileDescriptorProto as JSON."""
    pool = descriptor_pool.DescriptorPool()
    pool.Add(descriptor_pb2.FileDescriptorProto.FromString(timestamp_pb2.DESCRIPTOR.serialized_pb))
    for file in files:
        pool.Add(json_format.ParseDict(file, descriptor_pb2.FileDescriptorProto()))
    return message_factory.MessageFactory(pool).GetPrototype(pool.FindMessageTypeByName(name))


@own
def serialize_protobuf(topic, files, name, value, subjects=None, key=False):
    kind = message_class(files, name)
    serializer = ProtobufSerializer(kind, client, strategy(subjects))
    return serializer(json_format.ParseDict(value, kind()), context(topic, key)).hex()


@own
def deserialize_protobuf(topic, files, name, message, key=False):
    deserializer = ProtobufDeserializer(message_class(files, name))
    return json_format.MessageToDict(deserializer(bytes.fromhex(message), context(topic, key)))


# Records of a real topic: {key, value, headers}, in hex.
@own
def send(broker, topic, record):
    producer = Producer({"bootstrap.servers": broker})
    headers = {name: bytes.fromhex(value) for name, value in record["headers"].items()}
    producer.produce(
        topic,
        key=bytes.fromhex(record["key"]),
        value=bytes.fromhex(record["value"]),
        headers=headers,
    )
    return producer.flush(30)


@own
def receive(broker, topic):
    """The first record of a topic."""
    consumer = Consumer(
        {"bootstrap.servers": broker, "group.id": "python", "auto.offset.reset": "earliest"}
    )
    consumer.subscribe([topic])
    record = consumer.poll(30)
    consumer.close()
    headers = {name: value.hex() for name, value in record.headers() or []}
    return {"key": record.key().hex(), "value": record.value().hex(), "headers": headers}


def call(method, *arguments):
    arguments = [schema_of(a) if isinstance(a, dict) and "schema" in a else a for a in arguments]
    return plain(getattr(client, method)(*arguments))


def revive(value):
    return value["$bytes"].encode("latin-1") if "$bytes" in value else value


def show(value):
    """As JSON, what JSON has no word for."""
    return {"$bytes": value.decode("latin-1")} if isinstance(value, bytes) else str(value)


for line in sys.stdin:
    method, *arguments = json.loads(line, object_hook=revive)
    try:
        here = globals().get(method)
        answer = here(*arguments) if hasattr(here, "own") else call(method, *arguments)
        answer = {"result": answer}
    except Exception as e:  # whatever the client throws is an answer
        answer = {
            "error": {
                "message": str(e),
                "status": getattr(e, "http_status_code", None),
                "code": getattr(e, "error_code", None),
            }
        }
    print(json.dumps(answer, default=show), flush=True)
