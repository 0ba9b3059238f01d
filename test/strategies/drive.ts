/** Drives a strategy by hand: every operation is answered by the test, and written down. */
import type { ConsumerRecord, Offsets, Program } from '../../src/model/consumer/api.ts'
import { KafkaException } from '../../src/model/errors.ts'
import type { Op } from '../../src/model/instance/ops.ts'
import { defaultSettings } from '../../src/model/settings.ts'
import { strategies } from '../../src/strategies/all.ts'
import { entriesOf, updated } from '../../src/strategies/offsets.ts'
import type { Services, Strategy } from '../../src/strategies/strategy.ts'

export const topic = 'orders'

export const at = (partition: number, offset: number) => ({ topic, partition, offset })

export const record = (partition: number, offset: number): ConsumerRecord => ({
  ...at(partition, offset),
  key: 'k',
  leaderEpoch: 0,
})

/** Answers an operation; throws what the client would throw; `crash()` ends the drive. */
export type Answer = (op: Op) => unknown

class Crash extends Error {}

export function crash(): never {
  throw new Crash()
}

/** A method that yields one operation. */
const one = (op: string, ...names: string[]) =>
  function* (...values: unknown[]): Generator<Op, unknown, unknown> {
    return yield { op, ...Object.fromEntries(names.map((name, i) => [name, values[i]])) } as Op
  }

const services = {
  consumer: {
    subscribe: one('subscribe', 'topics', 'listener'),
    assign: one('assign', 'partitions'),
    assignment: one('assignment'),
    partitionsFor: one('partitions-for', 'topic'),
    poll: one('poll'),
    commitSync: one('commit-sync', 'offsets'),
    commitAsync: one('commit-async', 'offsets', 'callback'),
    seek: one('seek', 'partition', 'offset'),
    position: one('position', 'partition'),
    close: one('close'),
    groupMetadata: one('group-metadata'),
  },
  producer: {
    initTransactions: one('init-transactions'),
    beginTransaction: one('begin-transaction'),
    sendOffsetsToTransaction: one('send-offsets', 'offsets', 'group'),
    commitTransaction: one('commit-transaction'),
    abortTransaction: one('abort-transaction'),
  },
  store: {
    begin: one('store-begin'),
    commit: one('store-commit', 'transaction', 'offsets', 'expected'),
    saveOffsets: one('store-save-offsets', 'offsets'),
    loadOffsets: one('store-load-offsets', 'partitions'),
  },
  process: one('process', 'record', 'transaction'),
  stopping: one('stopping'),
  settings: defaultSettings,
  topic,
} as unknown as Services

/** Runs a program until it ends or crashes; an exception that it does not catch comes out. */
export function play(program: Program<void>, answer: Answer): void {
  let step = program.next()
  while (step.done !== true) {
    let value: unknown
    try {
      value = answer(step.value)
    } catch (error) {
      if (error instanceof Crash) return
      step = program.throw(error)
      continue
    }
    step = program.next(value)
  }
}

/** The strategy of that name. */
export function shipped(name: string): Strategy {
  const entry = strategies.find(({ strategy }) => strategy.name === name)
  if (entry === undefined) throw new Error(`no strategy ${name}`)
  const { strategy } = entry
  if ('service' in strategy) throw new Error(`${name} is no program over the model`)
  return strategy
}

/** Runs a strategy's program. */
export function drive(strategy: Strategy, answer: Answer): void {
  play(strategy.run(services), answer)
}

/** A store that keeps its offsets between drives, and looks at the expected ones. */
export function memoryStore() {
  let saved: Offsets = []
  const load = (partitions: Offsets) =>
    partitions.map((one) => ({ ...one, offset: entriesOf(saved, [one])[0]?.offset ?? 0 }))
  return {
    load,
    answer(op: Op): unknown {
      if (op.op === 'store-begin') return { transaction: 1 }
      if (op.op === 'store-load-offsets') return load(op.partitions as Offsets)
      if (op.op === 'store-save-offsets') saved = updated(saved, op.offsets)
      if (op.op !== 'store-commit') return undefined
      const stale = op.expected?.some((one) => load([one])[0]?.offset !== one.offset) ?? false
      if (stale) throw new KafkaException('StoreConflictException', 'not what was expected')
      saved = updated(saved, op.offsets)
      return undefined
    },
  }
}
