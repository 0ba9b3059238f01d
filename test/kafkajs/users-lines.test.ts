/** Stories and complaints name the line of the user's code, not one of a library's. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ackurate } from '../cli/fake-terminal.ts'
import { folderWith } from './folder.ts'

const few = '--partitions 1 --records 4 --members 1'.split(' ')
const quick = [...few, '--schedules', '1', '--faults', 'none']

/** A consumer in a file of its own, whose module is this with `handler` on line 6. */
const consumer = (handler: string, above = '') => `import { Kafka } from 'kafkajs'${above}
export async function startConsumer(save) {
  const consumer = new Kafka({ brokers: ['kafka:9092'] }).consumer({ groupId: 'invoices' })
  await consumer.connect()
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
  await consumer.run({ ${handler} })
  return () => consumer.disconnect()
}`

const adapter = `import { startConsumer } from './consumer.js'
export const fakes = {}
export default ({ process }) => startConsumer(process)`

async function checked(files: Readonly<Record<string, string>>, options: readonly string[]) {
  const folder = folderWith({ 'adapter.ts': adapter, 'package.json': '{}', ...files })
  const ran = await ackurate(['check', './adapter.ts', ...options], folder)
  return {
    ...ran,
    out: ran.out.replaceAll(`${folder}/`, ''),
    err: ran.err.replaceAll(`${folder}/`, ''),
  }
}

test('a commit by hand, and the work on a record, name their lines', async () => {
  const handler = `autoCommit: false, eachMessage: async ({ topic, partition, message }) => {
    const offset = String(Number(message.offset) + 1)
    await consumer.commitOffsets([{ topic, partition, offset }])
    await save(message)
  }`
  const options = [
    ...few,
    '--faults',
    'crash',
    '--schedules',
    '60',
    '--properties',
    'at-least-once',
  ]
  const { code, out } = await checked({ 'consumer.ts': consumer(handler) }, options)
  expect(code).toBe(1)
  expect(out).toMatch(/commits orders-0 → \d by hand, consumer\.ts:8 /)
  const again = await checked({ 'consumer.ts': consumer(handler) }, options)
  expect(again.out).toBe(out)
})

test('what the service throws is told with message, file and line, and what to do', async () => {
  const handler = `eachMessage: async ({ message }) => {
    const order = JSON.parse(message.value.toString())
    await save(order.total.cents)
  }`
  const { err, code } = await checked({ 'consumer.ts': consumer(handler) }, quick)
  expect(err).toContain(
    "TypeError: Cannot read properties of undefined (reading 'cents') at consumer.ts:8",
  )
  expect(err).toContain('export const record = ({ partition, offset }) => ({ value: … })')
  expect(code).toBe(2)
})

test('what it throws in the middle of a search is in the story, with its line', async () => {
  const handler = `eachMessage: async ({ message }) => {
    await save(message)
    if (message.offset === '1') null.cents
  }`
  const { out } = await checked({ 'consumer.ts': consumer(handler) }, [...few, '--faults', 'none'])
  expect(out).toMatch(/crashes of TypeError: Cannot read properties of null .* at consumer\.ts:8/)
})

const pool = `const net = require('node:net')
exports.query = () => { net.connect(5432) }`

test('a socket of a library is told by the line of the user that called it', async () => {
  const handler = `eachMessage: async ({ message }) => {
    query('insert')
    await save(message)
  }`
  const files = {
    'consumer.ts': consumer(handler, "; import { query } from 'pool'"),
    'node_modules/pool/index.js': pool,
  }
  const { err } = await checked(files, quick)
  expect(err).toMatch(/consumer\.ts:7, through pool, uses node:net \(connect\), .*const fakes/)
})

test('a missing variable is told with its line; env in the configuration sets it', async () => {
  const service = `export default async function start({ kafka, topic, process: work }) {
    const url = new URL(process.env.SHOP_URL)
    const consumer = kafka.consumer({ groupId: url.host })
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    await consumer.run({ eachMessage: (given) => work(given) })
  }`
  const folder = folderWith({ 'service.ts': service })
  const bare = await ackurate(['check', './service.ts', ...quick], folder)
  expect(bare.err).toContain('it asks for process.env.SHOP_URL at')
  expect(bare.err).toMatch(/service\.ts:2, which is not set: env in ackurate\.config/)
  const config = "export default { env: { SHOP_URL: 'http://shop' } }"
  const configured = folderWith({ 'service.ts': service, 'ackurate.config.ts': config })
  const ran = await ackurate(['check', './service.ts', ...quick, '--schedules', '100'], configured)
  expect(ran).toMatchObject({ code: 0, err: expect.not.stringContaining('ackurate:') })
  const replayed = await ackurate(['replay', './service.ts', ...few, '--path', '0'], configured)
  expect(replayed).toMatchObject({ code: 0, err: '' })
  expect(process.env['SHOP_URL']).toBeUndefined()
  const wrong = folderWith({
    'service.ts': service,
    'ackurate.config.ts': 'export default { env: { A: 1 } }',
  })
  const refused = await ackurate(['check', join('.', './service.ts'), ...quick], wrong)
  expect(refused.err).toContain('env.A must be a text, not 1')
})
