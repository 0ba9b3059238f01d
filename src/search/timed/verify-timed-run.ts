/** A timed run done again: the same request must give the same events and the same counts. */
import type { HistoryEvent } from '../../model/history.ts'
import { Nondeterminism, requireSameHistory } from '../replay/determinism.ts'
import type { Replication } from './replication.ts'
import { type TimedRequest, timedRun } from './timed.ts'

/** A run that was done, and what it counted. */
export interface TimedRun {
  readonly request: TimedRequest
  /** Which one of its kind it is, counted from 0. */
  readonly number: number
  readonly replication: Replication
}

/**
 * Runs under a heavy load have millions of events; counts stand for those that are not recorded.
 */
const eventsMax = 50_000

/** The run that took the least virtual time. */
export function shortestOf(runs: readonly TimedRun[]): TimedRun {
  return runs.reduce((shortest, run) => {
    return run.replication.virtualMs < shortest.replication.virtualMs ? run : shortest
  })
}

/**
 * Does it again, twice so that there are two histories to compare, and throws `Nondeterminism`
 * unless events and counts are the same. `beat` is called while the runs go on.
 */
export function verifyTimedRun({ request, number, replication }: TimedRun, beat: () => void): void {
  const about = `${request.strategy.name}, timed run ${number + 1} (${request.about})`
  const again = () => {
    const events: HistoryEvent[] = []
    const hear = (event: HistoryEvent): void => {
      if (events.length < eventsMax) events.push(event)
    }
    return { replication: timedRun(request, { hear, beat }), events }
  }
  const [second, third] = [again(), again()]
  requireSameHistory(about, second.events, third.events)
  const [before, ...after] = [replication, second.replication, third.replication].map(textOf)
  if (after.some((text) => text !== before)) throw new Nondeterminism(countsText(about), null)
}

function textOf(replication: Replication): string {
  return JSON.stringify(replication)
}

function countsText(about: string): string {
  return `${about}: the same request gave two histories, whose counts differ`
}
