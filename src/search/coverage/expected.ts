/** What a search should meet: what a share, such as 80 %, is a share of. */
import { type FaultName, faults } from '../../model/faults/all.ts'
import { faultNames } from '../../model/faults/names.ts'
import { groupStatuses } from '../../model/meter/points.ts'
import type { PhaseName } from '../../properties/phases.ts'
import { sometimesProperties } from '../../properties/sometimes.ts'
import type { Coverage } from './coverage.ts'

/** What thresholds call the dimensions. */
export const dimensions = {
  'fault-phase': 'faultPhase',
  'fault-group': 'faultGroup',
  'group-state': 'groupState',
  transition: 'transition',
  'error-code': 'errorCode',
  sometimes: 'sometimes',
} as const satisfies Readonly<Record<string, keyof Coverage>>

export type Dimension = keyof typeof dimensions

/** Met by anybody who reads records, whatever strikes. */
const working: readonly PhaseName[] = ['polling', 'handed', 'processing', 'effect-left']
/** Of those who join a group. */
const rebalancing: readonly PhaseName[] = ['joining', 'syncing']
/** Of those who ask the group for commits. */
const committing: readonly PhaseName[] = ['commit-sent', 'commit-answered']

/** By fault: the phases in which it can strike, where it needs something to be under way. */
const phasesByFault: ReadonlyMap<FaultName, 'any' | readonly PhaseName[]> = new Map(
  faults.map(({ name, phases }) => [name, phases]),
)

/** The points `row/column`, or names of `sometimes`, that a share of the dimension counts. */
export function expectedPoints(dimension: Dimension, coverage: Coverage): readonly string[] {
  const struck = faultNames.filter((fault) => coverage.faultPhase[fault] !== undefined)
  switch (dimension) {
    case 'fault-phase':
      return struck.flatMap((fault) =>
        phasesFor(fault, coverage).map((phase) => `${fault}/${phase}`),
      )
    case 'fault-group':
      return struck.flatMap((fault) => living.map((status) => `${fault}/${status}`))
    case 'transition':
      return transitions
    case 'sometimes':
      return sometimesProperties.map(({ name }) => name)
    default:
      return []
  }
}

/** A group that is gone is met by few faults, and only after another one. */
const living = groupStatuses.filter((status) => status !== 'Dead')

/** All that the coordinator's rules allow, but for the end of the group. */
const transitions = [
  'Empty/PreparingRebalance',
  'PreparingRebalance/Empty',
  'PreparingRebalance/CompletingRebalance',
  'CompletingRebalance/PreparingRebalance',
  'CompletingRebalance/Stable',
  'Stable/PreparingRebalance',
]

function phasesFor(fault: FaultName, { groupState }: Coverage): readonly PhaseName[] {
  const only = phasesByFault.get(fault) ?? 'any'
  if (only !== 'any') return only
  const joins = groupState['JoinGroup'] !== undefined
  const commits = groupState['OffsetCommit'] ?? groupState['TxnOffsetCommit']
  return [...working, ...(joins ? rebalancing : []), ...(commits === undefined ? [] : committing)]
}

/** How often a point was met. */
export function countOf(dimension: Dimension, point: string, coverage: Coverage): number {
  if (dimension === 'sometimes') return coverage.sometimes[point] ?? 0
  const [row = '', column = ''] = point.split('/')
  return coverage[dimensions[dimension]][row]?.[column] ?? 0
}
