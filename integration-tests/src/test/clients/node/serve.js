// Plays a client for a test: reads one call a line, ["method", argument...], and answers each with
// a line: {"result": ...} or {"error": {message, status, code}}.
const readline = require('node:readline')

console.log = console.info = console.warn = console.error // the standard output is for answers

module.exports = async (methods) => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [method, ...args] = JSON.parse(line)
    let answer
    try {
      answer = { result: await methods[method](...args) }
    } catch (e) {
      console.error(e)
      answer = { error: { message: e.message, status: e.status, code: e.errorCode } }
    }
    process.stdout.write(JSON.stringify(answer) + '\n')
  }
}
