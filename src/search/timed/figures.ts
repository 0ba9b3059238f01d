/** What an operations team can quote, from the counts of independent runs. */
import { type About, eventKinds, type TimedEvent } from './disturbances.ts'
import { combined, type Estimate, mean, ratio, scaled, sectioned } from './estimate.ts'
import { createLagHistogram, lagAt, mergeLags } from './lag-histogram.ts'
import type { Profile } from './profile.ts'
import type { Replication } from './replication.ts'

/** Figures of ordinary life, in the order of tables. Null: nothing to divide by. */
export interface QuietFigures {
  /** Records that took effect for the first time, per second. */
  readonly throughput: Estimate | null
  /** Commit requests per thousand of these. */
  readonly commits: Estimate | null
  /** Records that a poll returned, where it returned any. */
  readonly batch: Estimate | null
  /** Percent of its time that a process waited for commits. */
  readonly blocked: Estimate | null
  /** Milliseconds from produced to effect. */
  readonly lagMean: Estimate | null
  readonly lagP50: Estimate | null
  readonly lagP95: Estimate | null
  readonly lagP99: Estimate | null
  /** Effects beyond the first per million records, and records lost per million, without events. */
  readonly duplicates: Estimate | null
  readonly losses: Estimate | null
}

/** Figures of one kind of event; each is a mean per event. */
export interface EventFigures {
  readonly event: TimedEvent
  readonly perDay: number
  readonly duplicates: Estimate | null
  readonly losses: Estimate | null
  /** Seconds until the group was itself again, where it was. */
  readonly recovery: Estimate | null
  /** Seconds that the unluckiest record waited. */
  readonly worstLag: Estimate | null
  /** Events after which the group was not itself again within half an hour. */
  readonly unrecovered: number
}

export interface Figures {
  readonly quiet: QuietFigures
  readonly events: readonly EventFigures[]
  /** Per million records, with all events at the profile's rates. */
  readonly duplicates: Estimate | null
  readonly losses: Estimate | null
}

/** How often each event happens in a day under the profile. */
export function ratePerDay(profile: Profile, event: TimedEvent): number {
  switch (event) {
    case 'crash':
      return profile['crashes.per.day']
    case 'deploy':
      return profile['deploys.per.day']
    case 'pause':
      return profile['pauses.per.day']
    case 'failover':
      return profile['failovers.per.day']
    default:
      return event satisfies never
  }
}

/** What has to be run under the profile: ordinary life, and each event that happens at all. */
export function aboutsOf(profile: Profile): readonly About[] {
  return ['quiet', ...eventKinds.filter((event) => ratePerDay(profile, event) > 0)]
}

/** The figures of all these runs. */
export function figuresOf(profile: Profile, runs: readonly Replication[]): Figures {
  const of = (about: About): readonly Replication[] => runs.filter((run) => run.about === about)
  const quiet = quietFigures(of('quiet'))
  const events = eventKinds
    .filter((event) => ratePerDay(profile, event) > 0)
    .map((event) => eventFigures(event, ratePerDay(profile, event), of(event), quiet))
  return {
    quiet,
    events,
    duplicates: perMillion(profile, quiet.duplicates, events, 'duplicates'),
    losses: perMillion(profile, quiet.losses, events, 'losses'),
  }
}

function quietFigures(runs: readonly Replication[]): QuietFigures {
  const of = (y: keyof Counts, x: keyof Counts): Estimate | null =>
    ratio(runs.map((run) => ({ y: run[y], x: run[x] })))
  return {
    throughput: scaled(of('firsts', 'measuredMs'), 1000),
    commits: scaled(of('commits', 'firsts'), 1000),
    batch: of('polled', 'polls'),
    blocked: timeShare(of('blockedMs', 'memberMs')),
    ...lagFigures(runs.filter(({ lags }) => lags.total > 0)),
    duplicates: scaled(of('repeated', 'firsts'), 1e6),
    losses: scaled(of('lost', 'produced'), 1e6),
  }
}

/** In percent. Time is no count: what took none has no bound of three. */
function timeShare(of: Estimate | null): Estimate | null {
  return scaled(of?.neverSeen === true ? { ...of, halfWidth: 0 } : of, 100)
}

type Counts = Pick<
  Replication,
  | 'firsts'
  | 'measuredMs'
  | 'commits'
  | 'polled'
  | 'polls'
  | 'blockedMs'
  | 'memberMs'
  | 'repeated'
  | 'lost'
  | 'produced'
>

function lagFigures(runs: readonly Replication[]) {
  const all = createLagHistogram()
  for (const { lags } of runs) mergeLags(all, lags)
  const at = (share: number): Estimate | null =>
    sectioned(
      lagAt(all, share),
      runs.map(({ lags }) => lagAt(lags, share)),
    )
  return {
    lagMean: ratio(runs.map(({ lags }) => ({ y: lags.sum, x: lags.total }))),
    lagP50: at(0.5),
    lagP95: at(0.95),
    lagP99: at(0.99),
  }
}

function eventFigures(
  event: TimedEvent,
  perDay: number,
  runs: readonly Replication[],
  quiet: QuietFigures,
): EventFigures {
  // What ordinary life repeats and loses anyway is not the event's doing.
  const usual = (of: Estimate | null): number => (of === null ? 0 : of.value / 1e6)
  const [repeated, lost] = [usual(quiet.duplicates), usual(quiet.losses)]
  const recoveries = runs.flatMap(({ recoveryMs }) => (recoveryMs === null ? [] : [recoveryMs]))
  return {
    event,
    perDay,
    duplicates: mean(runs.map((run) => run.repeated - repeated * run.firsts)),
    losses: mean(runs.map((run) => run.lost - lost * run.produced)),
    recovery: scaled(mean(recoveries), 1 / 1000),
    worstLag: scaled(mean(runs.map(({ worstLagMs }) => worstLagMs)), 1 / 1000),
    unrecovered: runs.length - recoveries.length,
  }
}

function perMillion(
  profile: Profile,
  quiet: Estimate | null,
  events: readonly EventFigures[],
  what: 'duplicates' | 'losses',
): Estimate | null {
  if (quiet === null) return null
  const millionsPerDay = (profile['records.per.second'] * 86_400) / 1e6
  const parts = events.flatMap((event) => {
    const of = event[what]
    return of === null ? [] : [{ weight: event.perDay / millionsPerDay, of }]
  })
  return combined([{ weight: 1, of: quiet }, ...parts])
}
