/** Collects the coverage of one search, run by run. */
import type { FaultName } from '../../model/faults.ts'
import type { EventKind, EventOf, HistoryEvent } from '../../model/history.ts'
import { createMeter, gone, type Meter, type Strike, underWay } from '../../model/meter/meter.ts'
import { answerableCodes, apis, arrivalApis, groupStatuses } from '../../model/meter/points.ts'
import {
  createPhaseFold,
  type Doing,
  type PhaseFold,
  type PhaseName,
  phasesOf,
} from '../../properties/phases.ts'
import { type CountTable, type Coverage, noCoverage } from './coverage.ts'
import { inOrder } from './names.ts'

/** Give `meter` to the runner, and call `ended` after each run. */
export interface Collector {
  readonly meter: Meter
  /** Asks for the history only if a fault struck. */
  ended(history: () => readonly HistoryEvent[]): void
  /** `sometimes`: in how many runs each was seen, which the judge knows. */
  coverage(sometimes: Readonly<Record<string, number>>): Coverage
}

type Tallies = Record<string, Record<string, number>>

/** A collector of a search in which these faults may strike. */
export function createCollector(faults: readonly FaultName[]): Collector {
  const meter = createMeter()
  const fold = createPhaseFold()
  const phases: Tallies = { ...(noCoverage(faults).faultPhase as Tallies) }
  const groups: Tallies = { ...(noCoverage(faults).faultGroup as Tallies) }
  let schedules = 0
  return {
    meter,
    ended: (history) => {
      schedules++
      if (meter.strikes.length === 0) return
      takeStrikes(history(), meter.strikes, fold, phases, groups)
      meter.strikes = []
    },
    coverage: (sometimes) =>
      inOrder({
        schedules,
        sometimes,
        faultPhase: phases,
        faultGroup: groups,
        groupState: tableOf(arrivalApis, groupStatuses, meter.arrivals),
        transition: tableOf(groupStatuses, groupStatuses, meter.transitions),
        errorCode: tableOf(apis, answerableCodes, meter.answers),
      }),
  }
}

/** Follows the history up to the last fault. */
function takeStrikes(
  history: readonly HistoryEvent[],
  strikes: readonly Strike[],
  fold: PhaseFold,
  phases: Tallies,
  groups: Tallies,
): void {
  fold.reset()
  let next = 0
  for (let i = 0; i < history.length && next < strikes.length; i++) {
    const event = history[i] as HistoryEvent
    if (event.kind === 'fault') {
      const strike = strikes[next++] as Strike
      take(event, strike, fold.running, phases, groups)
    } else {
      // A handler stands under the kind of the events it takes.
      const handler = fold.on[event.kind as EventKind] as
        | ((event: HistoryEvent, index: number) => void)
        | undefined
      handler?.(event, i)
    }
  }
}

function take(
  { fault, member }: EventOf<'fault'>,
  { status, underWay: bits }: Strike,
  running: readonly Doing[],
  phases: Tallies,
  groups: Tallies,
): void {
  const met = new Set<PhaseName>()
  for (const doing of running) {
    const known = bits[doing.index] ?? gone
    if (known === gone || (member !== null && doing.member !== member)) continue
    for (const phase of phasesUnderWay(doing, known)) met.add(phase)
  }
  add(groups, fault, status)
  for (const phase of met) add(phases, fault, phase)
}

const waiting: readonly PhaseName[] = ['idle', 'polling', 'done']

/** What is under way on the network tells more than that nothing else is. */
function phasesUnderWay(doing: Doing, bits: number): readonly PhaseName[] {
  const met: PhaseName[] = []
  if (bits & underWay.joining) met.push('joining')
  if (bits & underWay.syncing) met.push('syncing')
  if (bits & underWay.commitSent) met.push('commit-sent')
  if (bits & underWay.commitTaken) met.push('commit-taken')
  if (bits & underWay.commitAnswered) met.push('commit-answered')
  if (bits & underWay.frozen) met.push('frozen')
  if (doing.closing) met.push('closing')
  const busy = met.length > 0
  return [...met, ...phasesOf(doing).filter((phase) => !busy || !waiting.includes(phase))]
}

function add(tallies: Tallies, row: string, column: string): void {
  tallies[row] ??= {}
  const counts = tallies[row]
  counts[column] = (counts[column] ?? 0) + 1
}

function tableOf(
  rows: readonly string[],
  columns: readonly string[],
  counts: Float64Array,
): CountTable {
  const table: Tallies = {}
  rows.forEach((row, at) => {
    columns.forEach((column, offset) => {
      const count = counts[at * columns.length + offset] ?? 0
      if (count > 0) {
        table[row] ??= {}
        table[row][column] = count
      }
    })
  })
  return table
}
