/** What a handler hands on to a dead letter queue is no loss; what it only tries to is one. */
import { describe, expect, it } from 'vitest'
import { atLeastOnce } from '../../../src/properties/at-least-once.ts'
import { createJudge } from '../../../src/properties/judge.ts'
import { progress } from '../../../src/properties/progress.ts'
import { ofKind, runService, type Strike } from '../run-service.ts'

const failure: Strike = {
  fault: 'handler-error',
  when: (last) => last.kind === 'processing-started' && last.offset === 1,
}
const poison: Strike = { ...failure, fault: 'poison-record' }

/** A service with a producer; `handler` is the body of its `eachMessage`. */
function service(handler: string, { run = '', start = '' } = {}): string {
  return `
    export default async function start({ kafka, topic, process: work }) {
      const producer = kafka.producer()
      const transactional = kafka.producer({ transactionalId: 't', maxInFlightRequests: 1 })
      const closed = kafka.producer()
      await producer.connect()
      await transactional.connect()
      const consumer = kafka.consumer({ groupId: 'mine' })
      await consumer.connect()
      await consumer.subscribe({ topics: [topic], fromBeginning: true })
      ${start}
      await consumer.run({
        ${
          run ||
          `eachMessage: async (given) => { const { message, partition } = given
${handler} }`
        }
      })
      return () => consumer.disconnect()
    }`
}

const dead = (messages: string, producer = 'producer') =>
  `${producer}.send({ topic: 'dead', messages: [${messages}] })`
const same = '{ key: message.key, value: message.value }'
const caught = (then: string) => `try { await work(given) } catch (error) { ${then} }`

function told(source: string, strike: Strike = failure) {
  const events = runService(source, [strike])
  expect(ofKind(events, 'processing-failed').length).toBeGreaterThan(0)
  const judge = createJudge([atLeastOnce, progress], { reprocessingMax: null })
  for (const event of events) judge.emit(event)
  const witnesses = judge.results().judgements.flatMap((one) => one.witnesses)
  return {
    handedOn: ofKind(events, 'handed-on').map(
      (one) => `${one.offset} ${one.toTopic}-${one.toPartition}@${one.toOffset}`,
    ),
    found: witnesses.map(({ offsets, text }) => `${offsets} ${text}`),
  }
}

const asADeadLetter = { handedOn: ['1 dead-0@0'], found: [] }
const lost = {
  handedOn: [],
  found: ['1 is lost: below the committed offset, failed, held by nobody'],
}

describe('a record that its handler', () => {
  it.each([failure, poison])('has acknowledged in another topic is handed on: $fault', (strike) => {
    expect(told(service(caught(`await ${dead(same)}`)), strike)).toEqual(asADeadLetter)
  })

  it.each([
    ['with a field more', '{ value: JSON.stringify({ ...JSON.parse(message.value), error }) }'],
    ['in an envelope', '{ value: JSON.stringify({ error, order: JSON.parse(message.value) }) }'],
    ['as text', '{ value: JSON.stringify({ error, was: message.value.toString() }) }'],
    [
      'by its place',
      `{ value: 'see', headers: { 'x-topic': topic, 'x-partition': String(partition),
      'x-offset': message.offset } }`,
    ],
  ])('has acknowledged there %s is, too', (_, message) => {
    expect(told(service(caught(`await ${dead(message)}`)))).toEqual(asADeadLetter)
  })

  it.each([
    ['sends without awaiting it', dead(same)],
    ['cannot send, and goes on', `await ${dead(same, 'closed')}.catch(() => {})`],
    [
      'sends without asking for an answer',
      `await producer.send({ topic: 'dead', acks: 0,
      messages: [${same}] })`,
    ],
    ['only writes about', `await ${dead("{ value: 'one failed' }")}`],
    ['forgets for another one', `await ${dead("{ value: JSON.stringify({ id: 'orders-0-2' }) }")}`],
  ])('%s is lost', (_, then) => {
    expect(told(service(caught(then)))).toEqual(lost)
  })

  it('copied before the work on it fails is lost', () => {
    const copied = `await ${dead(same)}; await work(given).catch(() => {})`
    expect(told(service(copied))).toEqual(lost)
  })

  it('hands on without trying is finished when it has returned', () => {
    const straight = `if (message.offset === '2') return void (await ${dead(same)})
      await work(given).catch(() => ${dead(same)})`
    const { handedOn, found } = told(service(straight))
    expect(handedOn).toEqual(['1 dead-0@0', '2 dead-0@1'])
    expect(found).toEqual([])
  })

  it('hands on from a batch is, until the record is resolved', () => {
    const batch = (resolveFirst: boolean) => `eachBatchAutoResolve: false,
      eachBatch: async ({ batch, resolveOffset }) => {
        for (const message of batch.messages) {
          const { topic, partition } = batch
          const send = () => ${dead(same)}
          if (${resolveFirst}) resolveOffset(message.offset)
          await work({ topic, partition, message }).catch(send)
          resolveOffset(message.offset)
        }
      }`
    expect(told(service('', { run: batch(false) }))).toEqual(asADeadLetter)
    expect(told(service('', { run: batch(true) })).handedOn).toEqual([])
  })

  it.each([
    ['commit', asADeadLetter],
    ['abort', lost],
  ])('hands on in a transaction stands or falls with it: %s', (end, expected) => {
    const then = `const transaction = await transactional.transaction()
      await ${dead(same, 'transaction')}
      await transaction.${end}()`
    expect(told(service(caught(then)))).toEqual(expected)
  })

  it('tells apart records of the same contents by who has them in hand', () => {
    const record = "export const record = () => ({ key: null, value: 'the same for all' })"
    const source = record + service(caught(`await ${dead(same)}`))
    expect(told(source)).toEqual(asADeadLetter)
  })
})
