// KafkaJS's client: its own methods, and messages as hex. Argument: the registry's URL.
const { SchemaRegistry } = require('@kafkajs/confluent-schema-registry')
const serve = require('./serve')
const topics = require('./topics')

const registry = new SchemaRegistry({ host: process.argv[2], retry: { retries: 0 } })

registry.encodeHex = async (id, value) => (await registry.encode(id, value)).toString('hex')
registry.decodeHex = (message) => registry.decode(Buffer.from(message, 'hex'))

serve(Object.assign(registry, topics))
