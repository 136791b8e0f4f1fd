// Confluent's client: its own methods, and its serializers with messages as hex.
// Argument: the registry's URL.
const { createFileRegistry, fromJson } = require('@bufbuild/protobuf')
const { FileDescriptorSetSchema } = require('@bufbuild/protobuf/wkt')
const confluent = require('@confluentinc/schemaregistry')
const serve = require('./serve')

const client = new confluent.SchemaRegistryClient({ baseURLs: [process.argv[2]], maxRetries: 0 })
const { VALUE } = confluent.SerdeType

const map = (headers, f) =>
  headers && Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, f(v)]))

// The id goes in front of a message or, where there are headers, the GUID into one of them.
const settled = (settings, headers) =>
  headers ? { ...settings, schemaIdSerializer: confluent.HeaderSchemaIdSerializer } : settings

async function write(serializer, topic, value, headers) {
  const message = await serializer.serialize(topic, value, headers)
  return { message: message.toString('hex'), headers: map(headers, (h) => h.toString('hex')) }
}

// The formats whose values are plain JSON: 'Avro' or 'Json'.
client.serialize = (format, topic, value, settings, headers) =>
  write(
    new confluent[`${format}Serializer`](client, VALUE, settled(settings, headers)),
    topic,
    value,
    headers,
  )
client.deserialize = (format, topic, message, headers) =>
  new confluent[`${format}Deserializer`](client, VALUE, {}).deserialize(
    topic,
    Buffer.from(message, 'hex'),
    map(headers, (h) => Buffer.from(h, 'hex')),
  )

// A message of a type that files declare, each a FileDescriptorProto as JSON, after its imports.
client.serializeProtobuf = (topic, files, type, value, settings) => {
  const registry = createFileRegistry(fromJson(FileDescriptorSetSchema, { file: files }))
  const description = registry.getMessage(type)
  const serializer = new confluent.ProtobufSerializer(client, VALUE, settings)
  serializer.registry.add(description)
  return write(serializer, topic, fromJson(description, value))
}
client.deserializeProtobuf = (topic, message) =>
  new confluent.ProtobufDeserializer(client, VALUE, {}).deserialize(
    topic,
    Buffer.from(message, 'hex'),
  )

serve(client)
