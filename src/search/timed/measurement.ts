/** A measurement as it is reported and written: plain data, `ackurate/measurement@1`. */
import type { Settings } from '../../model/settings.ts'
import type { Claim, Family } from '../../strategies/strategy.ts'
import { distributionText } from './distribution.ts'
import type { About, TimedEvent } from './disturbances.ts'
import type { Estimate } from './estimate.ts'
import { aboutsOf, type EventFigures, figuresOf, type QuietFigures } from './figures.ts'
import { distributionKeys, numberKeys, type Profile } from './profile.ts'
import type { Replication } from './replication.ts'
import { type Effort, isConverged, isPrecise } from './rounds.ts'

/** A figure in its unit. */
export interface MeasuredFigure {
  readonly value: number
  readonly ci95: readonly [number, number]
  /** Whether the interval is as narrow as was asked for. */
  readonly precise: boolean
}

export type MeasuredQuiet = { readonly [K in keyof QuietFigures]: MeasuredFigure | null }

export interface MeasuredEvent {
  readonly event: TimedEvent
  readonly perDay: number
  readonly duplicates: MeasuredFigure | null
  readonly losses: MeasuredFigure | null
  readonly recovery: MeasuredFigure | null
  readonly worstLag: MeasuredFigure | null
  readonly unrecovered: number
}

/** One value of the sweep, or the one and only point. */
export interface MeasuredPoint {
  /** Null: nothing is swept. */
  readonly value: string | null
  readonly settings: Readonly<Settings>
  readonly virtualHours: number
  readonly runs: Readonly<Partial<Record<About, number>>>
  /** All figures are as precise as was asked for. */
  readonly converged: boolean
  /** Fewer records took effect than came: lags grow as long as one looks. */
  readonly behind: boolean
  readonly quiet: MeasuredQuiet
  readonly events: readonly MeasuredEvent[]
  readonly duplicates: MeasuredFigure | null
  readonly losses: MeasuredFigure | null
}

export interface Measurement {
  readonly schema: 'ackurate/measurement@1'
  readonly version: string
  readonly seed: string
  readonly strategy: { readonly name: string; readonly family: Family; readonly claims: Claim }
  /** Its name, and each value as an option would take it; of a sweep, before its values. */
  readonly profile: {
    readonly name: string
    readonly values: Readonly<Record<string, string | number>>
  }
  readonly precision: number
  readonly hoursMax: number
  /** What is swept; null: nothing. */
  readonly sweep: string | null
  readonly points: readonly MeasuredPoint[]
}

/** Below so much of what came, a group is behind. */
const behindShare = 0.95

/** The point that these runs make. */
export function measuredPoint(
  value: string | null,
  profile: Profile,
  settings: Readonly<Settings>,
  runs: readonly Replication[],
  { precision }: Effort,
): MeasuredPoint {
  const figures = figuresOf(profile, runs)
  const measured = (of: Estimate | null): MeasuredFigure | null => figureOf(of, precision)
  const { throughput } = figures.quiet
  const virtualMs = runs.reduce((sum, run) => sum + run.virtualMs, 0)
  const rate = profile['records.per.second']
  const counted = aboutsOf(profile).map((about) => {
    return [about, runs.filter((run) => run.about === about).length]
  })
  return {
    value,
    settings,
    virtualHours: rounded(virtualMs / 3_600_000),
    runs: Object.fromEntries(counted),
    converged: isConverged(figures, precision),
    behind: throughput !== null && throughput.value + throughput.halfWidth < behindShare * rate,
    quiet: quietOf(figures.quiet, measured),
    events: figures.events.map((event) => eventOf(event, measured)),
    duplicates: measured(figures.duplicates),
    losses: measured(figures.losses),
  }
}

/** The values of a profile as options take them. */
export function profileValues(profile: Profile): Record<string, string | number> {
  return Object.fromEntries([
    ...numberKeys.map((key) => [key, profile[key]]),
    ...distributionKeys.map((key) => [key, distributionText(profile[key])]),
  ])
}

type Measure = (of: Estimate | null) => MeasuredFigure | null

function quietOf(quiet: QuietFigures, measured: Measure): MeasuredQuiet {
  const entries = Object.entries(quiet).map(([name, of]) => [name, measured(of)])
  return Object.fromEntries(entries) as MeasuredQuiet
}

function eventOf(event: EventFigures, measured: Measure): MeasuredEvent {
  return {
    event: event.event,
    perDay: event.perDay,
    duplicates: measured(event.duplicates),
    losses: measured(event.losses),
    recovery: measured(event.recovery),
    worstLag: measured(event.worstLag),
    unrecovered: event.unrecovered,
  }
}

/** No figure here can be negative, whatever the interval says. Null: too few runs for one. */
function figureOf(of: Estimate | null, precision: number): MeasuredFigure | null {
  if (of === null || !Number.isFinite(of.halfWidth)) return null
  const { value, halfWidth } = of
  return {
    value: rounded(Math.max(0, value)),
    ci95: [rounded(Math.max(0, value - halfWidth)), rounded(value + halfWidth)],
    precise: isPrecise(of, precision),
  }
}

/** Five digits: more than any of these figures can bear, and the same text everywhere. */
function rounded(value: number): number {
  return Number(value.toPrecision(5))
}
