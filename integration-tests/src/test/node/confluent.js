// The same with Confluent's client. Arguments: see kafkajs.js.
const {
  AvroDeserializer,
  AvroSerializer,
  SchemaRegistryClient,
  SerdeType,
} = require('@confluentinc/schemaregistry')

async function main([url, subject, schema, message, value]) {
  const registry = new SchemaRegistryClient({ baseURLs: [url], maxRetries: 0 })
  const topic = subject.replace(/-value$/, '')
  const id = await registry.register(subject, { schemaType: 'AVRO', schema })
  const fetched = await registry.getBySubjectAndId(subject, id)
  const serializer = new AvroSerializer(registry, SerdeType.VALUE, {
    autoRegisterSchemas: false,
    useLatestVersion: true,
  })
  const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, {})
  return {
    id,
    latest: (await registry.getLatestSchemaMetadata(subject)).id,
    name: `${JSON.parse(fetched.schema).namespace}.${JSON.parse(fetched.schema).name}`,
    decoded: await deserializer.deserialize(topic, Buffer.from(message, 'hex')),
    encoded: (await serializer.serialize(topic, JSON.parse(value))).toString('hex'),
  }
}

main(process.argv.slice(2)).then(
  (result) => console.log(JSON.stringify(result)),
  (error) => {
    console.error(error)
    process.exitCode = 1
  },
)
