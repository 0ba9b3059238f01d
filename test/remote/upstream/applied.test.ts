import { expect, test } from 'vitest'
import { apiOf } from '../../../src/broker/apis.ts'
import type { InFlight } from '../../../src/broker/host.ts'
import { createWorld } from '../../../src/model/create-world.ts'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { Applied } from '../../../src/remote/upstream/applied.ts'

const program = { name: 'remote', *run() {} }

function setUp() {
  const events: HistoryEvent[] = []
  const world = createWorld(program, defaultScenario, (event) => events.push(event))
  world.commits.push({ member: 'A', generation: 1, source: 'transaction' })
  const transaction = { member: 'A', of: 'kafka', producerId: 7, producerEpoch: 0 } as const
  world.transactions.push({ ...transaction, status: 'open' })
  const applied = new Applied(world)
  const answered = (key: number, commit: number, request: object, answer: object) => {
    const api = apiOf(key)
    const { api: name } = api.codec
    const asked = { api, commit, request: { api: name, ...request } } as unknown as InFlight
    applied.answered(asked, Object.assign({ api: name }, answer))
  }
  const kinds = () => events.map(({ kind }) => kind)
  return { applied, answered, kinds }
}

const producer = { producerId: 7, producerEpoch: 0 }

function commitOf(offset: number) {
  return [{ name: 'orders', partitions: [{ partitionIndex: 0, committedOffset: offset }] }]
}

function errorOf(errorCode: number) {
  return { topics: [{ name: 'orders', partitions: [{ partitionIndex: 0, errorCode }] }] }
}

test('a commit is applied unless its answer is an error', () => {
  const { applied, answered, kinds } = setUp()
  answered(8, 0, { topics: commitOf(5) }, errorOf(27))
  expect(applied.committed('orders', 0)).toBe(-1)
  answered(8, 0, { topics: commitOf(5) }, errorOf(0))
  expect(applied.committed('orders', 0)).toBe(5)
  expect(kinds()).toEqual(['commit-applied'])
})

test('what another group commits is none of ours', () => {
  const { applied, answered } = setUp()
  answered(8, -1, { topics: commitOf(5) }, errorOf(0))
  expect(applied.committed('orders', 0)).toBe(-1)
})

test('what is committed in a transaction comes with its end', () => {
  const { applied, answered, kinds } = setUp()
  answered(28, 0, { ...producer, topics: commitOf(5) }, errorOf(0))
  expect(applied.committed('orders', 0)).toBe(-1)
  answered(26, -1, { ...producer, committed: true }, { errorCode: 0 })
  expect(applied.committed('orders', 0)).toBe(5)
  expect(kinds()).toEqual(['transaction-committed', 'commit-applied'])
})

test.each([
  ['is aborted', 26, { ...producer, committed: false }, { errorCode: 0 }],
  ['is taken over', 22, {}, { errorCode: 0, producerId: 7, producerEpoch: 1 }],
])('a transaction that %s brings nothing', (_how, key, request, answer) => {
  const { applied, answered, kinds } = setUp()
  answered(28, 0, { ...producer, topics: commitOf(5) }, errorOf(0))
  answered(key, -1, request, answer)
  expect(applied.committed('orders', 0)).toBe(-1)
  expect(kinds()).toEqual(['transaction-aborted'])
})
