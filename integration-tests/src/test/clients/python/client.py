"""Plays Confluent's client for Python, for a test.

Reads one call a line, ["method", argument...], and answers each with a line:
{"result": ...} or {"error": {message, status, code}}. Methods are those of
SchemaRegistryClient, with schemas as objects {schema, schemaType, references}, and the
serializers below with messages as hex. Argument: the registry's URL, or --check, which only tells
whether all that is needed is there.
"""

import json
import sys

import confluent_kafka
from confluent_kafka import avro, schema_registry
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
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory

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


def context(topic):
    return SerializationContext(topic, MessageField.VALUE)


# With the client of before, which alone can do Avro with what Debian has.
def serialize_avro(topic, schema, value):
    return older.encode_record_with_schema(topic, avro.loads(schema), value).hex()


def deserialize_avro(topic, message):
    return older.decode_message(bytes.fromhex(message))


def strategy(name):
    return {"subject.name.strategy": getattr(schema_registry, name)} if name else {}


def serialize_json(topic, schema, value, subjects=None):
    return JSONSerializer(schema, client, conf=strategy(subjects))(value, context(topic)).hex()


def deserialize_json(topic, schema, message):
    return JSONDeserializer(schema)(bytes.fromhex(message), context(topic))


def message_class(files, name):
    """Of a message type that files declare, each a FileDescriptorProto as JSON."""
    pool = descriptor_pool.DescriptorPool()
    for file in files:
        pool.Add(json_format.ParseDict(file, descriptor_pb2.FileDescriptorProto()))
    return message_factory.MessageFactory(pool).GetPrototype(pool.FindMessageTypeByName(name))


def serialize_protobuf(topic, files, name, value, subjects=None):
    kind = message_class(files, name)
    serializer = ProtobufSerializer(kind, client, strategy(subjects))
    return serializer(json_format.ParseDict(value, kind()), context(topic)).hex()


def deserialize_protobuf(topic, files, name, message):
    deserializer = ProtobufDeserializer(message_class(files, name))
    return json_format.MessageToDict(deserializer(bytes.fromhex(message), context(topic)))


def call(method, *arguments):
    arguments = [schema_of(a) if isinstance(a, dict) and "schema" in a else a for a in arguments]
    return plain(getattr(client, method)(*arguments))


for line in sys.stdin:
    method, *arguments = json.loads(line)
    try:
        own = globals().get(method) if "serialize_" in method else None
        answer = {"result": own(*arguments) if own else call(method, *arguments)}
    except Exception as e:  # whatever the client throws is an answer
        answer = {
            "error": {
                "message": str(e),
                "status": getattr(e, "http_status_code", None),
                "code": getattr(e, "error_code", None),
            }
        }
    print(json.dumps(answer), flush=True)
