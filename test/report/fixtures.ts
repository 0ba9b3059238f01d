/** A small comparison, written by hand: two strategies, three faults, two settings. */
import type { HistoryEvent } from '../../src/model/history.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import type { Witness } from '../../src/properties/frame/witness.ts'
import type { Comparison } from '../../src/search/verdicts/comparison.ts'
import type { Cell, Counterexample } from '../../src/search/verdicts/verdict.ts'

const place = { topic: 'orders', partition: 0 } as const
const inA = { time: 0, member: 'A', generation: 1, ...place } as const
const inB = { time: 50_000, member: 'B', generation: 2, ...place } as const

/** The example of the style guide: a commit before processing, then a crash. */
export const lossEvents: readonly HistoryEvent[] = [
  { kind: 'started', time: 0, member: 'A', replaces: null },
  { kind: 'produced', time: 0, ...place, offset: 0, aborted: false },
  { kind: 'joined', time: 0, member: 'A', generation: 1 },
  { kind: 'assigned', ...inA },
  { kind: 'assigned', ...inA, partition: 1 },
  { kind: 'position', ...inA, offset: 0, reason: 'committed' },
  { kind: 'polled', ...inA, offsets: [0, 1, 2] },
  { kind: 'commit-requested', ...inA, commit: 0, offset: 3, source: 'sync' },
  { kind: 'commit-requested', ...inA, partition: 1, commit: 0, offset: 1, source: 'sync' },
  { kind: 'commit-applied', ...inA, commit: 0, offset: 3, previous: 0, source: 'sync' },
  {
    kind: 'commit-applied',
    ...inA,
    partition: 1,
    commit: 0,
    offset: 1,
    previous: 0,
    source: 'sync',
  },
  { kind: 'commit-acknowledged', ...inA, commit: 0, offset: 3 },
  { kind: 'processing-started', ...inA, offset: 0 },
  { kind: 'fault', time: 10, fault: 'crash', member: 'A', detail: '' },
  { kind: 'joined', time: 50_000, member: 'B', generation: 2 },
  { kind: 'assigned', ...inB },
  { kind: 'position', ...inB, offset: 3, reason: 'committed' },
]

/** What at-least-once would say of these events. */
export const lossWitness: Witness = {
  ...place,
  offsets: [0, 1, 2],
  text: 'are lost: below the committed offset, never processed, held by nobody',
  at: 16,
}

/** The counterexample of these events. */
export const loss: Counterexample = {
  path: '0.0.1.0.3.0',
  replay: 'ackurate replay commit-sync-before-processing --path 0.0.1.0.3.0',
  schedule: 17,
  choicesFound: 61,
  choices: 6,
  witnesses: [lossWitness],
  events: lossEvents,
}

const search = { mode: 'random', schedules: 100, complete: false } as const
const figure = { mean: 0, p50: 0, p99: 0, max: 0, ci95: [0, 0] } as const
const repeated = { mean: 1.25, p50: 1, p99: 3, max: 3, ci95: [1.1, 1.4] } as const

/** A cell; holds, unless told otherwise. */
export function cell(changes: Partial<Cell>): Cell {
  return {
    strategy: 'commit-sync-before-processing',
    fault: 'crash',
    property: 'at-least-once',
    settings: { 'auto.offset.reset': 'earliest' },
    verdict: 'not-found',
    reason: null,
    claimed: false,
    search,
    counterexample: null,
    ...changes,
  }
}

/** The lost records as a cell. */
export const lossCell: Cell = cell({ verdict: 'violated', counterexample: loss })

const latest = { 'auto.offset.reset': 'latest' } as const
const faulty = 'commit-sync-mid-batch'
const vacuous = { verdict: 'vacuous', reason: 'the strategy uses no store' } as const

const cells: readonly Cell[] = [
  cell({ fault: 'none' }),
  cell({ fault: 'none', property: 'at-most-once', claimed: true }),
  lossCell,
  cell({ property: 'at-most-once', claimed: true }),
  cell({ fault: 'store-failure', ...vacuous }),
  cell({ fault: 'store-failure', property: 'at-most-once', ...vacuous }),
  cell({ strategy: faulty, fault: 'none', claimed: true }),
  cell({ strategy: faulty, fault: 'none', property: 'at-most-once' }),
  cell({ strategy: faulty, claimed: true, verdict: 'violated', counterexample: loss }),
  cell({ strategy: faulty, property: 'at-most-once', verdict: 'unknown', reason: 'out of time' }),
  cell({ strategy: faulty, fault: 'store-failure', ...vacuous }),
  cell({ strategy: faulty, fault: 'store-failure', property: 'at-most-once', ...vacuous }),
  cell({ fault: 'offsets-loss', settings: latest, verdict: 'violated', counterexample: loss }),
  cell({ fault: 'offsets-loss', settings: latest, property: 'at-most-once', claimed: true }),
  cell({ strategy: faulty, fault: 'offsets-loss', settings: latest }),
  cell({ strategy: faulty, fault: 'offsets-loss', settings: latest, property: 'at-most-once' }),
]

const { budgets: _budgets, ...scenario } = defaultScenario

/** The comparison. */
export const comparison: Comparison = {
  schema: 'ackurate/comparison@1',
  version: '0.1.0',
  seed: '42',
  scenario,
  strategies: [
    {
      name: 'commit-sync-before-processing',
      family: 'kafka-consumer',
      claims: 'at-most-once',
      faulty: false,
    },
    { name: faulty, family: 'faulty', claims: 'at-least-once', faulty: true },
  ],
  faults: [{ name: 'crash', summary: 'A process is killed.' }],
  cells,
  statistics: [
    {
      strategy: 'commit-sync-before-processing',
      fault: 'crash',
      settings: { 'auto.offset.reset': 'earliest' },
      schedules: 100,
      records: 2000,
      lost: repeated,
      duplicated: figure,
      reprocessed: figure,
      commitRequests: { mean: 7.1 },
      rejoins: { mean: 0.4 },
      rebalances: { mean: 1.2 },
      restarts: { mean: 0.6 },
      consumerRestarts: { mean: 0 },
      consumerDeaths: { mean: 0 },
    },
    {
      strategy: 'commit-sync-before-processing',
      fault: 'none',
      settings: { 'auto.offset.reset': 'earliest' },
      schedules: 100,
      records: 2000,
      lost: figure,
      reprocessed: figure,
      commitRequests: { mean: 8 },
      rejoins: { mean: 0 },
      consumerRestarts: { mean: 0 },
      consumerDeaths: { mean: 0 },
    },
  ],
  sometimes: [],
}
