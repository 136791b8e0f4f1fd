// Confluent's client: its own methods, and its serializers with messages as hex.
// Argument: the registry's URL.
const { createFileRegistry, fromJson, toJson } = require('@bufbuild/protobuf')
const {
  FileDescriptorSetSchema,
  file_google_protobuf_timestamp,
} = require('@bufbuild/protobuf/wkt')
const confluent = require('@confluentinc/schemaregistry')
const serve = require('./serve')
const topics = require('./topics')

const client = new confluent.SchemaRegistryClient({ baseURLs: [process.argv[2]], maxRetries: 0 })

const map = (headers, f) =>
  headers && Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, f(v)]))
const bytes = (hex) => Buffer.from(hex, 'hex')
const hex = (buffer) => buffer.toString('hex')

// The serializers' own settings, and {key: true} for a message's key. The id goes in front of a
// message or, where there are headers, the GUID into one of them.
function make(serde, { key, ...settings } = {}, headers) {
  const side = key ? confluent.SerdeType.KEY : confluent.SerdeType.VALUE
  const guid = headers ? { schemaIdSerializer: confluent.HeaderSchemaIdSerializer } : {}
  return new confluent[serde](client, side, { ...settings, ...guid })
}

async function write(serializer, topic, value, headers) {
  const message = await serializer.serialize(topic, value, headers)
  return { message: hex(message), headers: map(headers, hex) }
}

// The formats whose values are plain JSON: 'Avro' or 'Json'.
client.serialize = (format, topic, value, settings, headers) =>
  write(make(`${format}Serializer`, settings, headers), topic, value, headers)
client.deserialize = (format, topic, message, headers, settings) =>
  make(`${format}Deserializer`, settings).deserialize(topic, bytes(message), map(headers, bytes))

// Writes what it has read.
client.echo = async (format, topic, message, settings) =>
  client.serialize(format, topic, await client.deserialize(format, topic, message), settings)

// A message of a type that files declare, each a FileDescriptorProto as JSON, after its imports;
// the value is as Protobuf prints it in JSON.
client.serializeProtobuf = (topic, files, type, value, settings, headers) => {
  const set = fromJson(FileDescriptorSetSchema, { file: files })
  set.file.unshift(file_google_protobuf_timestamp.proto)
  const registry = createFileRegistry(set)
  const description = registry.getMessage(type)
  const serializer = make('ProtobufSerializer', settings, headers)
  serializer.registry.add(description)
  return write(serializer, topic, fromJson(description, value, { registry }), headers)
}
client.deserializeProtobuf = async (topic, message, headers, settings) => {
  const deserializer = make('ProtobufDeserializer', settings)
  const value = await deserializer.deserialize(topic, bytes(message), map(headers, bytes))
  const registry = deserializer.fileRegistry
  const type = value.$typeName
  // The compiled form that a registry gives has no names for JSON.
  const options = { registry, useProtoFieldName: true }
  return { type, value: toJson(registry.getMessage(type), value, options) }
}

serve(Object.assign(client, topics))
