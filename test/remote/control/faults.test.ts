/** Faults of a controlled cluster, as the process that they hit meets them. */
import type { Consumer } from 'kafkajs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { controlled, type Fixture } from './fixture.ts'

let fixture: Fixture

beforeEach(async () => {
  fixture = await controlled({ records: 4 })
})

afterEach(() => fixture.close())

/** A process that handles records one by one, and commits each behind its effect. */
async function start(name: string, bootstrap: string): Promise<Consumer> {
  const consumer = fixture.consumer(bootstrap)
  await consumer.connect()
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
  void consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message }) => {
      await fixture.ask('POST /effects', { process: name, record: String(message.key) })
      const offset = String(Number(message.offset) + 1)
      await consumer.commitOffsets([{ topic, partition, offset }])
    },
  })
  return consumer
}

async function first(at: string): Promise<Consumer> {
  const { ask } = fixture
  const { bootstrap } = await ask('POST /processes')
  await ask('POST /faults', { at })
  const consumer = await start('A', bootstrap)
  expect(await ask('POST /hurry?wait=8s')).toMatchObject({ stable: true })
  expect(await ask('GET /faults/1?wait=8s')).toMatchObject({ status: 'struck' })
  return consumer
}

const kindsOf = async (): Promise<readonly string[]> => {
  const { events } = await fixture.ask('GET /history')
  return events.map(({ kind }: { kind: string }) => kind)
}

test.each([
  ['commit-lost@A.commit.2.arrived', 'commit-unknown'],
  ['commit-unanswered@A.commit.2.applied', 'commit-unknown'],
  ['commit-refused:COORDINATOR_NOT_AVAILABLE@A.commit.2.arrived', 'commit-refused'],
  ['disconnect@A.commit.2.answered', 'fault'],
  ['coordinator-failover@A.commit.2.answered', 'fault'],
  ['leader-failover@A.records.1.answered', 'fault'],
] as const)('%s happens, and the group gets over it', { timeout: 20_000 }, async (at, kind) => {
  await first(at)
  const verdict = await fixture.ask('GET /verdict?wait=12s')
  expect(verdict).toMatchObject({ drained: true, broken: [] })
  expect(await kindsOf()).toContain(kind)
})

test('a paused process is held until it may go on, and is then no member', async () => {
  await first('pause@A.commit.2.answered')
  const { ask } = fixture
  expect(await ask('GET /processes')).toMatchObject({ processes: [{ status: 'paused' }] })
  const met = (await ask('GET /moments')).moments
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect((await ask('GET /moments')).moments).toEqual(met)
  const b = await ask('POST /processes')
  await start('B', b.bootstrap)
  expect(await ask('POST /hurry?wait=8s')).toMatchObject({ stable: true, members: ['B'] })
  await ask('POST /faults/1/done')
  expect(await ask('POST /hurry?wait=8s')).toMatchObject({ stable: true, members: ['A', 'B'] })
  expect(await ask('GET /verdict')).toMatchObject({ drained: true, broken: [] })
})

test('a shutdown is the test’s to make happen, and is over when it says so', async () => {
  const consumer = await first('shutdown@A.commit.2.answered')
  const { ask } = fixture
  expect(await ask('GET /processes')).toMatchObject({ processes: [{ status: 'stopping' }] })
  await consumer.disconnect()
  await ask('POST /faults/1/done')
  expect(await ask('GET /processes')).toMatchObject({ processes: [{ status: 'stopped' }] })
  const b = await ask('POST /processes', { replaces: 'A' })
  await start('B', b.bootstrap)
  expect(await ask('POST /hurry?wait=8s')).toMatchObject({ stable: true, members: ['B'] })
  expect(await ask('GET /verdict')).toMatchObject({ drained: true, effects: 4, broken: [] })
})

test('nothing that a crashed process sends counts, and its effects are refused', async () => {
  await first('crash@A.effect.2.seen')
  const { ask, raw } = fixture
  const effect = await raw('POST /effects', '{"process":"A","record":"orders-0@2"}')
  expect(effect).toEqual({ status: 409, json: { error: 'A has crashed' } })
  const late = await raw('POST /faults', '{"at":"crash@A.commit.9.applied"}')
  expect(late).toEqual({ status: 409, json: { error: 'A has crashed' } })
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect((await ask('GET /moments')).moments.at(-1)).toBe('A.effect.2.seen')
  await ask('POST /faults/1/done')
  const verdict = await ask('GET /verdict')
  expect(verdict).toMatchObject({ drained: false, effects: 2 })
  expect(verdict.verdicts['at-least-once']).toBe('holds')
})

test('a crash and an end that nobody has planned are told, too', async () => {
  const { ask } = fixture
  const a = await ask('POST /processes')
  await start('A', a.bootstrap)
  await ask('POST /hurry?wait=8s')
  expect(await ask('POST /processes/A/crash')).toMatchObject({ status: 'crashed' })
  const b = await ask('POST /processes', { replaces: 'A' })
  const consumer = await start('B', b.bootstrap)
  await ask('POST /hurry?wait=8s')
  expect(await ask('GET /verdict')).toMatchObject({ drained: true, broken: [] })
  await consumer.disconnect()
  expect(await ask('DELETE /processes/B')).toMatchObject({ status: 'stopped' })
  expect(await kindsOf()).toEqual(expect.arrayContaining(['fault', 'stopping', 'stopped']))
  expect(await ask('GET /verdict')).toMatchObject({ drained: true, broken: [] })
})
