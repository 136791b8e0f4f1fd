// Records of a real topic, through KafkaJS: {key, value, headers}, in hex.
const { Kafka, logLevel } = require('kafkajs')

const kafka = (broker) =>
  new Kafka({ clientId: 'stele', brokers: [broker], logLevel: logLevel.ERROR })
const bytes = (hex) => (hex == null ? null : Buffer.from(hex, 'hex'))
const hex = (buffer) => (buffer == null ? null : buffer.toString('hex'))
const map = (headers, f) =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([k, v]) => [k, f(v)]))

exports.send = async (broker, topic, record) => {
  const producer = kafka(broker).producer()
  await producer.connect()
  const { key, value, headers } = record
  const message = { key: bytes(key), value: bytes(value), headers: map(headers, bytes) }
  await producer.send({ topic, messages: [message] })
  await producer.disconnect()
}

// The first record of a topic.
exports.receive = async (broker, topic) => {
  const consumer = kafka(broker).consumer({ groupId: `stele-${topic}-${process.pid}` })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const record = await new Promise((resolve, reject) =>
    consumer
      .run({ eachMessage: async ({ message }) => resolve(message) })
      .catch(reject),
  )
  await consumer.disconnect()
  return { key: hex(record.key), value: hex(record.value), headers: map(record.headers, hex) }
}
