/** What one timed run counted, as plain data that a worker can send. */
import { committedOffset } from '../../model/cluster/offsets-topic.ts'
import { groupId } from '../../model/scenario.ts'
import type { World } from '../../model/world.ts'
import type { About } from './disturbances.ts'
import type { LagHistogram } from './lag-histogram.ts'
import type { RunCounts } from './run-counts.ts'
import { isDrained } from './settled.ts'

export interface Replication {
  readonly about: About
  /** Virtual milliseconds: of the whole run, and of what was measured. */
  readonly virtualMs: number
  readonly measuredMs: number
  /** Records that were produced: `lost` is out of these. Quiet runs: while measured. */
  readonly produced: number
  readonly lost: number
  /** Whether everything was delivered in the end, so that `lost` is exact. */
  readonly drained: boolean
  /** Effects while measured: first ones of their record, and others. */
  readonly firsts: number
  readonly repeated: number
  readonly commits: number
  readonly polls: number
  readonly polled: number
  /** Milliseconds of all members together: waiting for commits, and alive. */
  readonly blockedMs: number
  readonly memberMs: number
  readonly lags: LagHistogram
  /** From the first fault until the group was itself again; null: it was not, or quiet. */
  readonly recoveryMs: number | null
  /** The longest that a record waited after the event. */
  readonly worstLagMs: number
}

/** When a run was measured, in virtual milliseconds. */
export interface Measured {
  readonly start: number
  readonly end: number
  readonly blockedMs: number
  readonly memberMs: number
}

/** What the meter shows at the end of a run. */
export function replicationOf(
  about: About,
  world: World,
  counts: RunCounts,
  { start, end, blockedMs, memberMs }: Measured,
): Replication {
  const from = about === 'quiet' ? start : 0
  const { produced, lost, drained } = losses(world, counts, from, end)
  return {
    about,
    virtualMs: world.now,
    measuredMs: end - start,
    produced,
    lost,
    drained,
    firsts: counts.firsts,
    repeated: counts.repeated,
    commits: counts.commits,
    polls: counts.polls,
    polled: counts.polled,
    blockedMs,
    memberMs,
    lags: counts.lags,
    recoveryMs:
      about === 'quiet' || counts.recoveredAt === null ? null : counts.recoveredAt - start,
    worstLagMs: counts.worstLagMs,
  }
}

/**
 * A record is lost if nothing came of it and nobody will come for it: everything was delivered;
 * or, where the run ended with work left, it lies below the committed offset and to whom it was
 * delivered last is gone.
 */
function losses(world: World, counts: RunCounts, from: number, to: number) {
  const drained = isDrained(world, counts)
  const alive = new Set(world.running.map(({ name }) => name))
  let produced = 0
  let lost = 0
  for (const [partition, records] of counts.partitions.entries()) {
    const { topic } = world.scenario
    const committed = committedOffset(world.cluster, groupId, topic, partition) ?? 0
    for (const [offset, at] of records.producedAt.entries()) {
      if (at === undefined || at < from || at > to) continue
      produced++
      if ((records.effects[offset] ?? 0) > 0) continue
      if (drained || (offset < committed && !alive.has(records.deliveredTo[offset] ?? ''))) lost++
    }
  }
  return { produced, lost, drained }
}
