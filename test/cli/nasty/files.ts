/** Users' files that do what must not keep the command from ending. */

/** A program that does `body` where a process begins in the middle of a partition. */
export const program = (body: string, top = '') => `${top}
export const mine = {
  name: 'mine',
  claims: 'at-least-once',
  *run({ consumer, process: handle, now, sleep }) {
    let isFirst = true
    for (;;) {
      for (const record of yield* consumer.poll()) {
        if (isFirst && record.offset > 2) { ${body} }
        isFirst = false
        yield* handle(record)
      }
      yield* consumer.commitSync()
    }
  },
}`

/** A kafkajs service that does `body` there. */
export const service = (body: string, top = '') => `${top}
export default async function start({ kafka, topic, process: handle }) {
  const consumer = kafka.consumer({ groupId: 'g' })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  let isFirst = true
  await consumer.run({ eachMessage: async ({ topic, partition, message }) => {
    if (isFirst && Number(message.offset) > 2) { ${body} }
    isFirst = false
    await handle({ topic, partition, message })
  } })
  return () => consumer.disconnect()
}`

const printMuch = "for (let i = 0; i < 100; i++) console.log('x'.repeat(1e6))"
const proxy =
  'new Proxy({}, { get() { throw new Error("trap") }, has() { throw new Error("trap") } })'

/** By what they do. */
export const nastyFiles: Readonly<Record<string, string>> = {
  loop: program('for (;;) {}'),
  'loop at the top': 'for (;;) {}',
  'loop in the main thread': program(
    '',
    'if (process.getBuiltinModule?.("node:worker_threads").isMainThread) for (;;) {}',
  ),
  'loop now and then at the top': program('', 'if (Math.random() < 0.3) for (;;) {}'),
  microtasks: program('const again = () => queueMicrotask(again); again()'),
  'microtasks at the top': program(
    '',
    'const again = () => Promise.resolve().then(again); again()',
  ),
  'yields for ever': program('for (;;) yield* now()'),
  'sleeps of 0 ms for ever': program('for (;;) yield* sleep(0)'),
  'foreign yields for ever': program('for (;;) yield undefined'),
  exits: program('process.exit(0)'),
  'exits at the top': 'process.exit(0)',
  'loops at exit': program('', "process.on('exit', () => { for (;;) {} })"),
  'prints 100 MB': program(printMuch),
  'prints for ever': program("for (;;) console.log('x'.repeat(1e5))"),
  'patches globals': program('Array.prototype.push = () => { for (;;) {} }'),
  'patches promises': program('', 'Promise.prototype.then = () => { for (;;) {} }'),
  'patches timers': program('', 'globalThis.setTimeout = () => { for (;;) {} }'),
  'a getter that throws':
    "export const mine = { name: 'a', claims: 'at-least-once', get run() { throw 1 } }",
  'a getter that loops':
    "export const mine = { name: 'a', get claims() { for (;;) {} }, *run() {} }",
  'a proxy that throws': `export const mine = ${proxy}`,
  'throws a proxy': program(`throw ${proxy}`),
  'rejections that nobody handles': program('Promise.reject(new Error("late"))'),
  'an interval at the top': program('', 'setInterval(() => {}, 0)'),
  'grows an array': program('const all = []; for (;;) all.push({ a: [all.length] })'),
  'grows a list of numbers': program('const all = []; for (;;) all.push(1)'),
  'grows a set': program('const all = new Set(); for (let i = 0; ; i++) all.add(i)'),
  'grows buffers': program('const all = []; for (;;) all.push(Buffer.alloc(2 ** 22, 1))'),
  'grows strings': program(
    "const all = []; for (;;) all.push(Buffer.alloc(2 ** 22, 97).toString('latin1'))",
  ),
  'one huge string': program("let s = 'x'; for (;;) { s += s; s.charCodeAt(s.length - 1) }"),
  'one huge array': program('const all = []; for (;;) all.push(new Array(2 ** 26).fill(0))'),
  'a stack without end': program('const f = (n) => 1 + f(n + 1); f(0)'),
  'waits for ever': program('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)'),
  'a child that is waited for': program(
    "process.getBuiltinModule('node:child_process').execSync('sleep 60')",
  ),
  'a native loop': program('Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1)'),
  'a native call': program(
    "process.getBuiltinModule('node:crypto').pbkdf2Sync('a', 'b', 2 ** 31 - 1, 64, 'sha512')",
  ),
  'a regular expression': program("/^(a+)+$/.test('a'.repeat(40) + 'b')"),
  'a timer that sets itself again': program('const f = () => setTimeout(f, 0); f()'),
  'a thread left running': program(
    '',
    "process.getBuiltinModule?.('node:worker_threads')" +
      " && new (process.getBuiltinModule('node:worker_threads').Worker)" +
      "('for (;;) {}', { eval: true })",
  ),
  'a child left running': program(
    '',
    "process.getBuiltinModule?.('node:child_process')" +
      ".spawn('sleep', ['20'], { stdio: 'inherit' })",
  ),
  'an async generator':
    "export const mine = { name: 'a', claims: 'at-least-once', async *run() { for (;;) yield 1 } }",
  'a service that loops': service('for (;;) {}'),
  'a service of microtasks': service('for (;;) await 0'),
  'a service that never settles': service('await new Promise(() => {})'),
  'a service of timers': service('const f = () => setTimeout(f, 0); f()'),
  'a service that waits 0 ms for ever': service(
    'for (;;) await new Promise((r) => setTimeout(r, 0))',
  ),
  'a service of immediates': service('for (;;) await new Promise((r) => setImmediate(r))'),
  'a service that prints 100 MB': service(printMuch),
  'a service that exits': service('process.exit(1)'),
  'a service that rejects late': service('Promise.reject(new Error("late"))'),
}
