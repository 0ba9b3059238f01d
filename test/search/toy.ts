/**
 * A toy in place of the model: one consumer that commits each record before it processes it.
 *
 * A step is one of three ordinary actions (commit, process, idle) or a fault. A crash between
 * commit and processing loses the record; `slip` (the detail of the crash) decides how far the
 * position falls back, and a target is asked so that a fault has details.
 */
import type { Question } from '../../src/model/choices.ts'
import type { FaultName } from '../../src/model/faults/all.ts'
import { defaultScenario, type Scenario } from '../../src/model/scenario.ts'
import { property } from '../../src/properties/property.ts'
import { entryOf } from '../../src/properties/state/partition-table.ts'
import { perPartition } from '../../src/properties/state/per-partition.ts'
import { bitsOf, setBits } from '../../src/properties/state/record-bits.ts'
import type { Runner } from '../../src/search/schedules/subject.ts'
import type { Strategy } from '../../src/strategies/strategy.ts'

export const toyStrategy: Strategy = {
  name: 'toy',
  claims: 'at-least-once',
  *run() {},
}

export function toyScenario(faults: readonly FaultName[], faultsMax = 3): Scenario {
  const budgets = Object.fromEntries(faults.map((fault) => [fault, faultsMax]))
  return { ...defaultScenario, faultsMax, budgets }
}

const place = { time: 0, member: 'A', topic: 'orders', partition: 0 } as const
const base = { ordinary: 1, faults: [], delays: 0, happened: 0, possible: () => false } as const

export const toyRunner: Runner = (_strategy, scenario, choices, emit) => {
  const budgets = Object.entries(scenario.budgets) as [FaultName, number][]
  const faults = budgets.map(([fault]) => fault)
  let [committed, processed, left, steps] = [0, 0, scenario.faultsMax, 0]
  const detail = (about: Question['about'], bound: number) =>
    choices.choose(bound, { ...base, about })
  while (processed < scenario.records && steps < 500) {
    steps++
    const due = committed === processed ? 'commit' : 'process'
    const allowed = left > 0 ? faults : []
    const possible = (fault: string) => fault !== 'commit-lost' || due === 'commit'
    const step = {
      about: 'step',
      ordinary: 3,
      faults: allowed,
      delays: 0,
      happened: 0,
      possible,
    } as const
    const choice = choices.choose(3 + allowed.length, step)
    const fault = allowed[choice - 3]
    if (fault !== undefined) {
      left--
      emit({ time: steps, kind: 'fault', fault, member: 'A', detail: '' })
      if (fault !== 'crash') continue
      detail('fault-target', 2)
      const slip = detail('fault-detail', 4)
      // The new instance goes on from the committed offset, less the slip.
      processed = Math.max(0, committed - slip)
      committed = processed
    } else if (choice === 0 && due === 'commit') {
      committed++
    } else if (choice === 0) {
      emit({ ...place, kind: 'processing-started', offset: processed })
      emit({ ...place, kind: 'processing-done', offset: processed })
      processed++
      detail('world', 2)
    }
  }
  emit({ time: steps, kind: 'ended', drained: true })
  return { steps, stormSteps: steps, drained: true }
}

/** Broken when fewer than all records were processed: a crash between commit and processing. */
export const toyAtLeastOnce = property({
  name: 'at-least-once',
  heading: 'at least',
  statement: 'Every record was processed.',
  state: { records: perPartition({}) },
  on: ({ own: { records }, found }) => ({
    'processing-done': ({ topic, partition, offset }) => {
      setBits(entryOf(records, topic, partition), offset, 1)
    },
    ended: (_, at) => {
      const entry = entryOf(records, 'orders', 0)
      for (let offset = 0; offset < 20; offset++) {
        if (bitsOf(entry, offset) !== 0 || found.length > 0) continue
        found.push({ topic: 'orders', partition: 0, offsets: [], text: 'is lost', at })
      }
    },
  }),
  brokenBy: null,
  examples: {
    breaks: [{ when: 'a record is missing', history: 'the run ends\n✗ is lost' }],
    holds: [{ when: 'the run goes on', history: '' }],
  },
})

/** Broken when a record is processed twice: a crash with a slip. */
export const toyAtMostOnce = property({
  name: 'at-most-once',
  heading: 'at most',
  statement: 'No record was processed twice.',
  state: { records: perPartition({}) },
  on: ({ own: { records }, found }) => ({
    'processing-started': ({ topic, partition, offset }, at) => {
      const entry = entryOf(records, topic, partition)
      if (bitsOf(entry, offset) === 0) setBits(entry, offset, 1)
      else if (found.length === 0) {
        found.push({ topic, partition, offsets: [offset], text: 'twice', at })
      }
    },
  }),
  brokenBy: null,
  examples: {
    breaks: [{ when: 'it is', history: 'A processes 0 0\n✗ twice' }],
    holds: [{ when: 'it is not', history: 'A processes 0' }],
  },
})
