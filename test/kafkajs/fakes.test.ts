/** `export const fakes` replaces modules for a consumer whose files nobody edits. */
import { expect, test } from 'vitest'
import { ackurate } from '../cli/fake-terminal.ts'
import { folderWith } from './folder.ts'
import { lastWords, ofKind, run, serviceIn } from './run-service.ts'

/** A consumer with a connection and a database of its own; `handle` is what it does per message. */
const consumer = (handler: string) => `
  import { Kafka } from 'kafkajs'
  import pg from 'pg'
  import { saveInvoice } from './db.js'

  const pool = new pg.Pool()
  export async function startConsumer() {
    const consumer = new Kafka({ brokers: ['kafka:9092'] }).consumer({ groupId: 'invoices' })
    await consumer.connect()
    await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
    await consumer.run({ ${handler} })
    return () => consumer.disconnect()
  }`

const db = `
  import net from 'node:net'
  net.connect(5432)
  export const saveInvoice = async () => {}`

const fakes = `
  import { startConsumer } from '../src/consumer.js'
  export const fakes = {
    '../src/db.js': ({ process }) => ({ saveInvoice: process }),
    pg: { Pool: class {} },
  }
  export default startConsumer`

const saving = `eachMessage: async ({ message }) => {
  const invoice = JSON.parse(message.value.toString())
  await null
  await saveInvoice(invoice)
}`

/** Which records were begun, in order. */
const begun = (events: Parameters<typeof ofKind>[0]) =>
  ofKind(events, 'processing-started').map(({ offset }) => offset)

function play(files: Readonly<Record<string, string>>, file = 'check/orders.ts') {
  return run(serviceIn(folderWith(files), file), [], {})
}

test.each<[kind: string, files: Readonly<Record<string, string>>, file: string]>([
  [
    'TypeScript',
    { 'src/consumer.ts': consumer(saving), 'src/db.ts': db, 'check/orders.ts': fakes },
    'check/orders.ts',
  ],
  [
    'ES modules',
    {
      'package.json': '{ "type": "module" }',
      ...{ 'src/consumer.js': consumer(saving), 'src/db.js': db, 'check/orders.js': fakes },
    },
    'check/orders.js',
  ],
  [
    'CommonJS',
    {
      'src/consumer.js': `
        const { Kafka } = require('kafkajs')
        const { saveInvoice } = require('./db')
        const { Pool } = require('pg')
        exports.startConsumer = async () => {
          new Pool()
          const consumer = new Kafka({ brokers: ['kafka:9092'] }).consumer({ groupId: 'g' })
          await consumer.connect()
          await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
          await consumer.run({ ${saving} })
        }`,
      'src/db.js': "require('net').connect(5432); exports.saveInvoice = async () => {}",
      'check/orders.js': `
        exports.fakes = {
          '../src/db': ({ process }) => ({ saveInvoice: process }),
          pg: { Pool: class {} },
        }
        exports.default = require('../src/consumer').startConsumer`,
    },
    'check/orders.js',
  ],
])('a consumer with its own database is checked as it is: %s', (_, files, file) => {
  const events = play(files, file)
  expect(begun(events)).toEqual([0, 1, 2, 3, 4])
  expect(ofKind(events, 'processing-done')).toHaveLength(5)
})

test.each([
  ['map', 'await Promise.all(batch.messages.map(async (m) => { await wait(m); await save(m) }))'],
  ['loop', 'for (const m of batch.messages) { await wait(m); await save(m) }'],
  [
    'entries, side by side',
    `const all = []
     for (const [i, m] of batch.messages.entries()) all.push(wait(m).then(() => save(i)))
     await Promise.all(all)`,
  ],
  [
    'index',
    `for (let i = 0; i < batch.messages.length; i++) {
       const m = batch.messages[i]
       String(m.value)
       await save(m)
     }`,
  ],
  [
    'a copy',
    'for (const m of batch.messages.slice()) { String(m.value); await null; await save(m) }',
  ],
  [
    'timers',
    `for (const m of batch.messages) {
       await new Promise((done) => setTimeout(() => save(m).then(done), 5))
     }`,
  ],
  ['one for all', 'await save(batch.messages.map((m) => String(m.value)))'],
  ['behind a loop', 'const all = []; for (const m of batch.messages) all.push(m); await save(all)'],
])('process() knows its record in a batch: %s', (_, body) => {
  const source = `
    export const fakes = { './store.js': ({ process }) => ({ save: process }) }
    export default async function start({ kafka, topic }) {
      const { save } = await import('./use.ts')
      const wait = () => new Promise((done) => setTimeout(done, 10))
      const consumer = kafka.consumer({ groupId: 'mine' })
      await consumer.connect()
      await consumer.subscribe({ topics: [topic], fromBeginning: true })
      await consumer.run({ eachBatch: async ({ batch }) => { ${body} } })
    }`
  const files = {
    'check/orders.ts': source,
    'check/store.js': '',
    'check/use.ts': "export { save } from './store.js'",
  }
  const events = play(files)
  expect(begun(events)).toEqual([0, 1, 2, 3, 4])
  expect(ofKind(events, 'processing-done')).toHaveLength(5)
})

test('in eachMessage it knows it behind Promise.all, and in work that nobody waits for', () => {
  const handler = `eachMessage: async ({ message }) => {
    const later = async () => { await new Promise((r) => setTimeout(r, 120)); await saveInvoice() }
    if (message.offset === '0') void later()
    else await Promise.all([saveInvoice(1), saveInvoice(2)])
  }`
  const files = { 'src/consumer.ts': consumer(handler), 'src/db.ts': db, 'check/orders.ts': fakes }
  expect(begun(play(files))).toEqual([1, 1, 0, 2, 2, 3, 3, 4, 4])
})

test('a fake may be a class, a function, a default export, part of a module, and fetch', () => {
  const files = {
    'src/keep.js': 'exports.rate = 3; exports.send = () => { throw new Error("real") }',
    'src/mail.js': 'module.exports = class { constructor() { throw new Error("real") } }',
    'src/late.ts': 'export default () => { throw new Error("real") }',
    'src/main.ts': `
      import { rate, send } from './keep.js'
      import Mail from './mail.js'
      import late from './late.ts'
      export const seen = async () => [rate, send(), new Mail().sent, late(), await fetch('x')]`,
    'check/orders.ts': `
      import * as real from '../src/keep.js'
      import { seen } from '../src/main.ts'
      export const fakes = {
        '../src/keep.js': () => ({ ...real, send: () => 'faked' }),
        '../src/mail.js': class { sent = true },
        '../src/late.ts': { default: () => 'default' },
        fetch: () => async (url) => url,
      }
      export default async () => {
        throw Object.assign(new Error(JSON.stringify(await seen())), { name: 'Report' })
      }`,
  }
  expect(lastWords(play(files))).toEqual([3, 'faked', true, 'default', 'x'])
})

const quick = '--partitions 1 --records 2 --members 1 --schedules 1 --faults none'.split(' ')

test.each<[what: string, adapter: string, line: string]>([
  ['of a file that is not there', "export const fakes = { './no.js': {} }", 'replace ./no.js'],
  ['that are a list', 'export const fakes = []', 'fakes must be an object'],
  [
    'that come too late',
    "require('./user.ts'); exports.fakes = { './db.js': {} }; exports.default = () => {}",
    'come too late for ./db.js',
  ],
  [
    'that are promises',
    "import './user.ts'\nexport const fakes = { './db.js': async () => ({}) }",
    'the fake of ./db.js is a promise',
  ],
  [
    'outside of a handler',
    'export const fakes = {}\nexport default async ({ process }) => { await process() }',
    'check/orders.js:2 calls process() and nobody knows for which record, for it is called outside',
  ],
  [
    'in a batch that is read in some way of its own',
    `export const fakes = {}
     export default async ({ kafka, topic, process }) => {
       const consumer = kafka.consumer({ groupId: 'mine' })
       await consumer.connect()
       await consumer.subscribe({ topics: [topic], fromBeginning: true })
       await consumer.run({ eachBatch: async ({ batch }) => {
         for (const { value } of batch.messages.slice()) String(value)
         await process()
       } })
     }`,
    'check/orders.js:8 calls process() and nobody knows for which record, for several messages',
  ],
])('fakes %s: refused with a line that says so', async (_, adapter, line) => {
  const whole = /default/.test(adapter) ? adapter : `${adapter}\nexport default () => {}`
  const folder = folderWith({
    'check/orders.js': whole,
    'check/db.js': '',
    'check/user.ts': "import './db.js'",
  })
  const ran = await ackurate(['check', './check/orders.js', ...quick], folder)
  expect(ran.err).toContain(line)
  expect(ran).toMatchObject({ code: 2, out: '' })
})

test('a main module that starts when it is loaded, by a framework that makes its own Kafka', () => {
  const framework = `exports.listen = async (handlers) => {
    const { Kafka } = require('kafkajs')
    const consumer = new Kafka({ brokers: ['kafka:9092'] }).consumer({ groupId: 'shop-server' })
    await consumer.connect()
    await consumer.subscribe({ topics: Object.keys(handlers), fromBeginning: true })
    const eachMessage = async ({ topic, message }) => {
      await Promise.all([handlers[topic](JSON.parse(message.value))])
    }
    await consumer.run({ eachMessage })
  }`
  const files = {
    'node_modules/framework/index.js': framework,
    'src/main.ts': `import { listen } from 'framework'
      import { saveInvoice } from './db'
      void listen({ orders: (order: unknown) => saveInvoice(order) })`,
    'src/db.ts': db,
    'check/orders.ts': `
      export const fakes = { '../src/db': ({ process }) => ({ saveInvoice: process }) }
      export default async () => { await import('../src/main') }`,
  }
  const events = play(files)
  expect(begun(events)).toEqual([0, 1, 2, 3, 4])
  expect(ofKind(events, 'stopped')).toEqual([])
})
