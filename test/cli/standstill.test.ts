/** A group that stands still with no fault at all fails, and that is said before all else. */
import { expect, test } from 'vitest'
import { ackurate, folderOf } from './fake-terminal.ts'

const ownOffset = `export const orders = {
  name: 'orders',
  claims: 'at-least-once',
  *run({ consumer, process }) {
    for (;;) {
      for (const record of yield* consumer.poll()) {
        yield* process(record)
        yield* consumer.commitSync([record])
      }
    }
  },
}
`
const pausedForEver = `export const orders = {
  name: 'orders',
  claims: 'at-least-once',
  *run({ consumer, process }) {
    for (;;) {
      const records = yield* consumer.poll()
      for (const record of records) yield* process(record)
      if (records.length > 0) yield* consumer.commitSync()
      yield* consumer.pause((yield* consumer.assignment()).filter((one) => one.partition === 1))
    }
  },
}
`
const check = ['check', './orders.js', '--faults', 'none', '--schedules', '100']

test.each([
  ['commits its own offset instead of the next', ownOffset, 'lag does not reach zero'],
  ['pauses a partition for ever', pausedForEver, 'stuck'],
])('a consumer that %s', async (_, text, says) => {
  const ran = await ackurate(check, folderOf({ 'orders.js': text }))
  expect(ran.out.split('\n')[0]).toMatch(/^✖ orders stands still with no fault at all: orders-\d/)
  expect(ran.out.split('\n')[0]).toContain(says)
  expect(ran.out).not.toContain('No claim is broken')
  expect(ran.code).toBe(1)
})

const topicEach = `export default async function start({ kafka, topic, process }) {
  const consumers = []
  for (const each of ['payments', 'refunds', topic]) {
    const consumer = kafka.consumer({ groupId: 'mine' })
    await consumer.connect()
    await consumer.subscribe({ topics: [each], fromBeginning: true })
    await consumer.run({ eachMessage: (given) => process(given) })
    consumers.push(consumer)
  }
  return () => Promise.all(consumers.map((consumer) => consumer.disconnect()))
}
`

test('nor is a group refused whose leader reads none of what another has asked for', async () => {
  const words = ['check', './orders.js', '--faults', 'none', '--schedules', '3']
  const ran = await ackurate(words, folderOf({ 'orders.js': topicEach }))
  expect(ran.err).not.toContain('gets no records')
  expect(ran.out.split('\n')[0]).toMatch(/^✖ orders stands still with no fault at all: orders-\d/)
  expect(ran.code).toBe(1)
})

test('a pause is named by the step of its story', async () => {
  const { out } = await ackurate(check, folderOf({ 'orders.js': pausedForEver }))
  const [, step] = /; paused since step (\d+) of its story$/.exec(out.split('\n')[0] ?? '') ?? []
  const line = out.split('\n').find((one) => one.startsWith(`${step}  `.padStart(6)))
  expect(line).toMatch(/^ +\d+ {2}[A-Z] {2}pauses orders-1$/)
  expect(out).toMatch(new RegExp(`✗ {5}orders-1@.*; paused since step ${step}\n`))
})

test('is not said of one that says why, nor does it fail', async () => {
  const stalls = "stalls: { under: 'any', because: 'a rest stays uncommitted' },"
  const text = ownOffset.replace("claims: 'at-least-once',", `$& ${stalls}`)
  const ran = await ackurate(check, folderOf({ 'orders.js': text }))
  expect(ran.out).toMatch(/^orders claims at-least-once\. No claim is broken/)
  expect(ran.code).toBe(0)
})

test.each([
  ["stalls: 'any'"],
  ["stalls: { under: ['crahs'], because: 'so' }"],
  ["stalls: { under: ['crash'] }"],
])('%s is no reason', async (stalls) => {
  const text = ownOffset.replace("claims: 'at-least-once',", `$& ${stalls},`)
  const ran = await ackurate(check, folderOf({ 'orders.js': text }))
  expect(ran.err).toContain(
    "stalls, which must be { under: ['disconnect'], because: 'the reason' }",
  )
  expect(ran.code).toBe(2)
})
