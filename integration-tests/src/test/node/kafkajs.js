// Registers, fetches, encodes and decodes with KafkaJS's client, and prints what it got as JSON.
// Arguments: registry URL, subject, schema, message to decode (hex), value to encode (JSON).
const { SchemaRegistry, SchemaType } = require('@kafkajs/confluent-schema-registry')

async function main([host, subject, schema, message, value]) {
  const registry = new SchemaRegistry({ host, retry: { retries: 0 } })
  const { id } = await registry.register({ type: SchemaType.AVRO, schema }, { subject })
  const fetched = await registry.getSchema(id)
  return {
    id,
    latest: await registry.getLatestSchemaId(subject),
    name: fetched.name,
    decoded: await registry.decode(Buffer.from(message, 'hex')),
    encoded: (await registry.encode(id, JSON.parse(value))).toString('hex'),
  }
}

main(process.argv.slice(2)).then(
  (result) => console.log(JSON.stringify(result)),
  (error) => {
    console.error(error)
    process.exitCode = 1
  },
)
