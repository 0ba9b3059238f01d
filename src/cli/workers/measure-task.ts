/** Timed runs in a worker: plain data in, plain data out. */
import type { Settings } from '../../model/settings.ts'
import { seedOf } from '../../search/schedules/streams.ts'
import { aboutsOf } from '../../search/timed/figures.ts'
import type { Profile } from '../../search/timed/profile.ts'
import type { Replication } from '../../search/timed/replication.ts'
import type { Batch } from '../../search/timed/rounds.ts'
import { timedRun } from '../../search/timed/timed.ts'
import { shortestOf, type TimedRun, verifyTimedRun } from '../../search/timed/verify-timed-run.ts'
import type { Ack, AnyStrategy, Strategy } from '../../strategies/strategy.ts'
import { UsageError } from '../usage-error.ts'

/** Some runs of one kind at one point. */
export interface MeasureRequest {
  readonly profile: Profile
  readonly settings: Readonly<Settings>
  readonly ack: Ack | null
  readonly batch: Batch
  readonly seed: string
}

/** Spring's default, which is also the longest at which a shipped strategy commits by itself. */
const ackTimeUsualMs = 5000

/** The strategy as it is measured; throws a UsageError where it cannot be. */
export function measurable(strategy: AnyStrategy, ack: Ack | null): Strategy {
  if ('service' in strategy) {
    throw new UsageError(
      `${strategy.name} runs in the real kafkajs, whose timers have no profile; measure takes ` +
        'strategies of the modelled consumer',
    )
  }
  if (ack === null) return strategy
  const key = ack.count === undefined ? 'timeMs' : 'count'
  if (strategy.withAck === undefined || !strategy.acks?.includes(key)) {
    const name = key === 'count' ? 'ack.count' : 'ack.time.ms'
    throw new UsageError(`${strategy.name} has no ${name}: try spring-count, spring-time`)
  }
  return strategy.withAck(ack)
}

/** The milliseconds between two commits of a member that the ack makes. */
function ackMs(ack: Ack | null, profile: Profile): number {
  const perMemberMs = (1000 * profile.members) / profile['records.per.second']
  return Math.max(ack?.timeMs ?? ackTimeUsualMs, (ack?.count ?? 0) * perMemberMs)
}

/**
 * Does the runs; `beat` is called while they go on, and `deadline` ends them early. Once per point,
 * with the first runs of one kind, the shortest is done again: throws `Nondeterminism` where it is
 * another one then.
 */
export function measureRuns(
  strategy: AnyStrategy,
  { profile, settings, ack, batch, seed }: MeasureRequest,
  beat: () => void,
  deadline: () => boolean,
): readonly Replication[] {
  const measured = measurable(strategy, ack)
  const { about, from, count } = batch
  const cycleMs = Math.max(settings['auto.commit.interval.ms'], ackMs(ack, profile))
  const runs: TimedRun[] = []
  for (let i = from; i < from + count; i++) {
    beat()
    if (deadline()) break
    // The seed names no strategy and no value of a sweep: all meet the same arrivals and faults.
    const number = seedOf(`${seed}/${profile.name}/${about}/${i}`)
    const request = { strategy: measured, profile, settings, about, cycleMs, seed: number }
    runs.push({ number: i, request, replication: timedRun(request, { beat }) })
  }
  const isLast = from === 0 && about === aboutsOf(profile).at(-1)
  if (isLast && runs.length > 0) verifyTimedRun(shortestOf(runs), beat)
  return runs.map(({ replication }) => replication)
}
