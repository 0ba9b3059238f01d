/** What is wrong with a user's service is one line that says what to mend; nothing is written. */
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ackurate } from '../cli/fake-terminal.ts'
import { folderWith } from './folder.ts'

const small = '--partitions 1 --records 2 --members 1 --schedules 1 --faults none'.split(' ')

const start = (body: string) => `export default async function start(service) { ${body} }`

/** A service whose handler does this with what it is given. */
const handling = (body: string, subscription = '{ topics: [topic], fromBeginning: true }') =>
  start(`
    const { kafka, topic, process: work } = service
    const consumer = kafka.consumer({ groupId: 'g', allowAutoTopicCreation: topic !== 'none' })
    await consumer.connect()
    await consumer.subscribe(${subscription})
    await consumer.run({ eachMessage: async (given) => { ${body} } })`)

const shape = 'a kafkajs service is export default async function start({ kafka, topic, process })'

test.each<[what: string, file: string, text: string, line: string]>([
  ['throws on load', 'x.ts', '\nthrow new Error("no luck")', 'x.ts: no luck (x.ts:2)'],
  ['throws no error', 'x.ts', 'throw "words"', 'it throws words'],
  [
    'syntax error, TypeScript',
    'x.ts',
    'const a = 1\nexport default (',
    'Unexpected token (x.ts:2:17)',
  ],
  ['syntax error, JavaScript', 'x.js', 'const a = 1\nx y', "Unexpected identifier 'y' (x.js:2)"],
  ['top-level await', 'x.ts', `await 1\n${start('')}`, 'awaits outside of async functions'],
  ['lacks a package', 'x.ts', "import 'not-there'", "Cannot find module 'not-there' (x.ts:1:8)"],
  ['exports nothing', 'x.ts', 'const a = 1', `it exports nothing; a strategy is an object`],
  ['exports something else', 'x.ts', 'export default 5', `default (a number)`],
  ['exports a class', 'x.ts', 'export default class A {}', shape],
  ['exports an object', 'x.ts', 'export default { start() {} }', shape],
  ['claims what is none', 'x.ts', `export const claims = 'all'\n${start('')}`, 'claims "all"'],
  ['leaves on load', 'x.ts', 'process.exit(1)', 'it calls process.exit(1) while it is loaded'],
  [
    'connects on load',
    'x.ts',
    "import { Kafka } from 'kafkajs'\nnew Kafka({ brokers: ['a:1'] }).admin().connect()",
    'it connects to Kafka while it is loaded',
  ],
  ['listens on load', 'x.ts', "import net from 'net'\nnet.createServer()", 'x.ts:2 uses node:net'],
  ['start never resolves', 'x.ts', start('await new Promise(() => {})'), 'no consumer of it joins'],
  ['never subscribes', 'x.ts', handling('', '{ topics: [] }'), 'gets no records when nothing goes'],
  ['never runs', 'x.ts', start('await service.kafka.admin().connect()'), 'never call consumer.run'],
  ['throws in start', 'x.ts', start("throw new Error('no')"), 'it dies of Error: no'],
  ['throws before it waits', 'x.cjs', 'module.exports = () => { null.x }', 'it dies of TypeError'],
  ['is rejected', 'x.ts', start("Promise.reject(new RangeError('r'))"), 'it dies of RangeError: r'],
  ['leaves in start', 'x.ts', start('process.exit(2)'), 'the process left with exit code 2'],
  ['returns at once', 'x.ts', start('process.exit()'), 'it returns at once'],
  ['never processes', 'x.ts', handling(''), 'the work on a record must go through the process()'],
  ['fails before', 'x.ts', handling('given.x.y'), 'its consumer crashes with TypeError'],
  ['processes half', 'x.ts', handling('await work(given.message)'), 'x.ts:6 passes something else'],
  [
    'another topic',
    'x.ts',
    handling('', "{ topics: ['payments'] }"),
    'it reads payments, but records are produced to orders, which --topic changes',
  ],
  ['a socket', 'x.ts', handling("await work(given); fetch('x')"), 'x.ts:6 uses fetch, which'],
  [
    'a process',
    'x.js',
    "const { exec } = require('child_process')\nmodule.exports = async () => exec('ls')",
    'x.js:2 uses node:child_process (exec)',
  ],
  [
    'writes a file',
    'x.ts',
    `import { writeFile } from 'node:fs/promises'\n${start("await writeFile('out', '')")}`,
    'x.ts:2 uses node:fs/promises (writeFile)',
  ],
])('%s', async (_, file, text, line) => {
  const folder = folderWith({ [file]: text })
  const before = readdirSync(folder)
  const ran = await ackurate(['check', `./${file}`, ...small], folder)
  expect(ran.err).toContain(line)
  expect(ran.err).toMatch(/^ackurate: [^\n]+\n$/)
  expect(ran).toMatchObject({ code: 2, out: '' })
  expect(readdirSync(folder)).toEqual(before)
})

test('a topic that is not there, and may not be made, is named with the one that is', async () => {
  const text = handling('await work(given)', "{ topics: ['payments'] }").replaceAll(
    'none',
    'orders',
  )
  const folder = folderWith({ 'x.ts': text })
  const ran = await ackurate(['check', './x.ts', ...small], folder)
  expect(ran.err).toMatch(/^ackurate: x gets no records .* \(records are produced to orders, which/)
  const enough = ['--schedules', '100', '--topic', 'payments']
  const given = await ackurate(['check', './x.ts', ...small, ...enough], folder)
  expect(given).toMatchObject({ code: 0, err: expect.not.stringContaining('ackurate:') })
})

test('--topic is part of the line that plays a story again', async () => {
  const handler = handling('await work(given); work(given)')
  const twice = `export const claims = 'at-most-once'\n${handler}`
  const folder = folderWith({ 'x.ts': twice })
  const checked = await ackurate(['check', './x.ts', ...small, '--topic', 'payments'], folder)
  expect(checked.code).toBe(1)
  const [, line = ''] = /replay: ackurate (.*)\n/.exec(checked.out) ?? []
  expect(line).toContain('--topic payments')
  const replayed = await ackurate(line.split(' '), folder)
  expect(replayed.code).toBe(1)
  expect(replayed.out).toContain('payments-0@')
})

test.each(['a b', '', '..', 'x'.repeat(250)])('--topic %j is refused', async (topic) => {
  const ran = await ackurate(['check', 'kafkajs-each-message', '--topic', topic])
  expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('--topic takes up to 249') })
})

test('timers that are never cleared end with their process', async () => {
  const leaky = handling('setInterval(() => {}, 500); await work(given)')
  const folder = folderWith({ 'x.ts': `setInterval(() => {}, 900)\n${leaky}` })
  const ran = await ackurate(['check', './x.ts', ...small, '--schedules', '100'], folder)
  expect(ran).toMatchObject({ code: 0, err: expect.not.stringContaining('ackurate:') })
})
