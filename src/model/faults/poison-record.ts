/** The handler throws for this record every time. */
import { originOf } from '../cluster/origin.ts'
import type { FaultFacts, Injection } from './fault.ts'
import { recordTargets } from './record-targets.ts'

/** What is said of it. */
export const poisonRecord = {
  name: 'poison-record',
  summary: 'The handler throws for one record every time.',
  heading: 'poison',
  sentence: 'meets a record that always fails',
  reason: 'The handler throws whenever it meets this record.',
  place: 'coordinator',
  fate: null,
  loses: null,
  resets: false,
  phases: ['processing'],
  needs: 'nothing',
  disturbs: {
    topics: false,
    log: false,
    offsets: false,
    offsetsLog: false,
    coordinator: false,
    processes: false,
    everyProcess: false,
    handlers: true,
    network: false,
    commits: false,
    transactions: false,
  },
} as const satisfies FaultFacts

/** What it does. */
export const poisonRecordInjection: Injection = {
  targets: (world, processes) =>
    recordTargets(processes.recordsInWork(world, 'until-its-effect'), ({ record }) => {
      world.poisoned.push(originOf(world.cluster, record))
    }),
}
