/** What a test in any language does: a process, a fault at a moment, a verdict. */
import { afterEach, expect, test } from 'vitest'
import { controlled, type Fixture } from './fixture.ts'

let fixture: Fixture

afterEach(() => fixture.close())

type Order = 'commit first' | 'effect first'

/** A service that takes one record after the other, until something fails. */
async function service(bootstrap: string, name: string, order: Order): Promise<void> {
  const { ask, consumer: create } = fixture
  const consumer = create(bootstrap)
  await consumer.connect()
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
  let isOver = false
  // It is back when the consumer has joined, for which nobody waits here.
  void consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, partition, message }) => {
      if (isOver) throw new Error('it is over')
      const next = { topic, partition, offset: String(Number(message.offset) + 1) }
      const effect = () => ask('POST /effects', { process: name, record: String(message.key) })
      const commit = () => consumer.commitOffsets([next])
      try {
        for (const step of order === 'commit first' ? [commit, effect] : [effect, commit]) {
          await step()
        }
      } catch (error) {
        isOver = true
        throw error
      }
    },
  })
}

async function crashBetween(order: Order): Promise<ReturnType<Fixture['ask']>> {
  fixture = await controlled({ records: 6 })
  const { ask } = fixture
  const a = await ask('POST /processes')
  expect(a).toMatchObject({ name: 'A', status: 'running' })
  const fault = await ask('POST /faults', { at: 'crash@A.commit.2.applied' })
  expect(fault).toEqual({ id: 1, at: 'crash@A.commit.2.applied', status: 'armed' })
  await service(a.bootstrap, 'A', order)
  expect(await ask('POST /hurry?wait=5s')).toMatchObject({ stable: true, members: ['A'] })
  expect(await ask('GET /faults/1?wait=5s')).toMatchObject({ status: 'struck' })
  expect(await ask('POST /faults/1/done')).toMatchObject({ status: 'done' })
  const b = await ask('POST /processes', { replaces: 'A' })
  await service(b.bootstrap, 'B', order)
  expect(await ask('POST /hurry?wait=5s')).toMatchObject({ stable: true, members: ['B'] })
  return ask('GET /verdict?wait=8s')
}

test('what is committed before its effect is lost by a crash between the two', async () => {
  const verdict = await crashBetween('commit first')
  expect(verdict).toMatchObject({ drained: true, effects: 5, broken: ['at-least-once'] })
  const [witness] = verdict.verdicts['at-least-once'].witnesses
  expect(witness).toMatchObject({ topic: 'orders', partition: 0, offsets: [1] })
  expect(verdict.story).toContain('billing breaks at-least-once under crash')
  expect(verdict.story).toContain('crash@A.commit.2.applied')
  expect(verdict.story).toContain('orders-0@1 is lost')
})

test('what is committed after its effect is not', async () => {
  const verdict = await crashBetween('effect first')
  expect(verdict).toMatchObject({ drained: true, effects: 6, broken: [], story: '' })
  expect(verdict.verdicts['at-least-once']).toBe('holds')
  const claims = await fixture.raw('GET /verdict?claims=all')
  expect(claims).toMatchObject({ status: 400 })
  expect(claims.json.error).toMatch(/^"claims" takes one of at-least-once, /)
  const { moments } = await fixture.ask('GET /moments')
  expect(moments).toContain('A.commit.2.applied')
  expect(moments).not.toContain('A.commit.2.answered')
  expect(moments).not.toContain('A.effect.3.seen')
})
