/** Collects the coverage of one search, run by run. */
import type { FaultName } from '../../model/faults/all.ts'
import { faultNames, rankOf } from '../../model/faults/names.ts'
import type { EventOf, HistoryEvent } from '../../model/history.ts'
import {
  createMeter,
  type FiredFault,
  gone,
  type Meter,
  underWay,
} from '../../model/meter/meter.ts'
import { answerableCodes, groupStatuses } from '../../model/meter/points.ts'
import {
  createProcesses,
  follow,
  type PhaseName,
  type Processes,
  phaseBit,
  phaseNames,
  phasesOf,
  resetProcesses,
} from '../../properties/phases.ts'
import { type CountTable, type Coverage, noCoverage } from './coverage.ts'
import { inOrder } from './table-names.ts'

/** Give `meter` to the runner, and call `ended` after each run. */
export interface Collector {
  readonly meter: Meter
  /** Looks at the first `count` of the events, and only if a fault fired. */
  ended(events: readonly HistoryEvent[], count: number): void
  /** `sometimes`: in how many runs each was seen, which the judge knows. */
  coverage(sometimes: Readonly<Record<string, number>>): Coverage
}

type Tallies = Record<string, Record<string, number>>

/** How often each fault fired: by phase, and by status of the group. */
interface FaultCounts {
  readonly phases: Float64Array
  readonly statuses: Float64Array
}

/** A collector of a search in which these faults may fire. */
export function createCollector(faults: readonly FaultName[]): Collector {
  const meter = createMeter()
  const processes = createProcesses()
  const counts: FaultCounts = {
    phases: new Float64Array(faultNames.length * phaseNames.length),
    statuses: new Float64Array(faultNames.length * groupStatuses.length),
  }
  let schedules = 0
  return {
    meter,
    ended: (events, count) => {
      schedules++
      if (meter.fired.length === 0) return
      countFaults(events, count, meter.fired, processes, counts)
      meter.fired = []
    },
    coverage: (sometimes) => {
      const { faultPhase, faultGroup } = noCoverage(faults)
      return inOrder({
        schedules,
        sometimes,
        faultPhase: { ...faultPhase, ...tableOf(faultNames, phaseNames, counts.phases) },
        faultGroup: { ...faultGroup, ...tableOf(faultNames, groupStatuses, counts.statuses) },
        groupState: tableOf(meter.apis, groupStatuses, meter.arrivals),
        transition: tableOf(groupStatuses, groupStatuses, meter.transitions),
        errorCode: tableOf(meter.apis, answerableCodes, meter.answers),
      })
    },
  }
}

/** Follows the history up to the last fault. */
function countFaults(
  events: readonly HistoryEvent[],
  count: number,
  fired: readonly FiredFault[],
  processes: Processes,
  counts: FaultCounts,
): void {
  resetProcesses(processes)
  let next = 0
  for (let i = 0; i < count && next < fired.length; i++) {
    const event = events[i] as HistoryEvent
    if (event.kind !== 'fault') follow(processes, event)
    // What hits a process with several consumers is one fault.
    else if (event.with === undefined) {
      countFault(event, fired[next++] as FiredFault, processes, counts)
    }
  }
}

function countFault(
  { fault, member }: EventOf<'fault'>,
  { status, underWay: known }: FiredFault,
  { running }: Processes,
  { phases, statuses }: FaultCounts,
): void {
  let during = 0
  for (const doing of running) {
    const bits = known[doing.index] ?? gone
    if (bits === gone || (member !== null && doing.member !== member)) continue
    during |= phasesUnderWay(bits, doing.closing, phasesOf(doing))
  }
  const row = rankOf(fault)
  addOne(statuses, row * groupStatuses.length + groupStatuses.indexOf(status))
  for (let phase = 0; phase < phaseNames.length; phase++) {
    if ((during & (1 << phase)) !== 0) addOne(phases, row * phaseNames.length + phase)
  }
}

function addOne(counts: Float64Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1
}

/** What the network says that a process is at, as bits of the meter and as phases. */
const ways: readonly (readonly [bit: number, phase: number])[] = (
  [
    [underWay.joining, 'joining'],
    [underWay.syncing, 'syncing'],
    [underWay.commitSent, 'commit-sent'],
    [underWay.commitTaken, 'commit-taken'],
    [underWay.commitAnswered, 'commit-answered'],
    [underWay.frozen, 'frozen'],
  ] as readonly (readonly [number, PhaseName])[]
).map(([bit, name]) => [bit, phaseBit(name)])

const closing = phaseBit('closing')
const waiting = phaseBit('idle') | phaseBit('polling') | phaseBit('done')

/** What is under way on the network says more than that nothing else is. */
function phasesUnderWay(bits: number, isClosing: boolean, followed: number): number {
  let during = isClosing ? closing : 0
  for (const [bit, phase] of ways) if ((bits & bit) !== 0) during |= phase
  return during === 0 ? followed : during | (followed & ~waiting)
}

function tableOf(
  rows: readonly (string | undefined)[],
  columns: readonly string[],
  counts: Float64Array,
): CountTable {
  const table: Tallies = {}
  rows.forEach((row, at) => {
    columns.forEach((column, offset) => {
      const count = counts[at * columns.length + offset] ?? 0
      if (row !== undefined && count > 0) {
        table[row] ??= {}
        table[row][column] = count
      }
    })
  })
  return table
}
