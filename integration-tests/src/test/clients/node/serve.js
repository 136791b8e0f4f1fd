// Plays a client for a test: reads one call a line, ["method", argument...], and answers each with
// a line: {"result": ...} or {"error": {message, status, code}}. Bytes travel as {"$bytes": "..."},
// a character for each.
const readline = require('node:readline')

console.log = console.info = console.warn = console.error // the standard output is for answers

const revive = (_, v) =>
  typeof v?.$bytes === 'string' ? Buffer.from(v.$bytes, 'latin1') : v
const replace = (_, v) =>
  v?.type === 'Buffer' && Array.isArray(v.data)
    ? { $bytes: Buffer.from(v.data).toString('latin1') }
    : v

module.exports = async (methods) => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [method, ...args] = JSON.parse(line, revive)
    let answer
    try {
      answer = { result: await methods[method](...args) }
    } catch (e) {
      console.error(e)
      answer = { error: { message: e.message, status: e.status, code: e.errorCode } }
    }
    process.stdout.write(JSON.stringify(answer, replace) + '\n')
  }
}
