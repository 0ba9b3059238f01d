/** Measures a strategy: rounds of timed runs at each point, until the figures are precise. */
import { defaultSettings, type SettingName, type Settings } from '../model/settings.ts'
import {
  type MeasuredPoint,
  type Measurement,
  measuredPoint,
  profileValues,
} from '../search/timed/measurement.ts'
import type { Profile } from '../search/timed/profile.ts'
import type { Replication } from '../search/timed/replication.ts'
import { type Batch, type Effort, nextRound } from '../search/timed/rounds.ts'
import { Interrupted, interruption } from './interrupt.ts'
import { mayHang } from './loading/load-strategy.ts'
import { type Point, pointsOf, type Sweep } from './options/sweep-option.ts'
import { startProgress } from './progress.ts'
import type { NamedStrategy } from './search.ts'
import type { Terminal } from './terminal.ts'
import { quoted, UsageError } from './usage-error.ts'
import { version } from './version.ts'
import type { Limits } from './workers/limits.ts'
import { isLost } from './workers/lost.ts'
import { measurable } from './workers/measure-task.ts'
import { runTasks } from './workers/pool.ts'
import type { Task } from './workers/task.ts'

/** What is to be measured, and how well. */
export interface MeasureOptions {
  readonly profile: Profile
  /** Only what the user set. */
  readonly settings: Readonly<Partial<Settings>>
  readonly sweep: Sweep | null
  readonly effort: Effort
  readonly seed: string
  readonly jobs: number
  readonly limits: Limits
}

/** A point under way. */
interface Measuring extends Point {
  readonly all: Readonly<Settings>
  readonly runs: Replication[]
}

type MeasureTask = Extract<Task, { kind: 'measure' }>

/** Few enough runs that no worker is left alone at the end of a round, and a bar moves. */
const runsPerTask = 4

/** Measures; same options, same measurement, whatever `jobs` is. */
export async function measure(
  named: NamedStrategy,
  options: MeasureOptions,
  folder: string,
  terminal: Terminal,
): Promise<Measurement> {
  const { profile, sweep, effort, seed } = options
  const points = pointsOf(sweep, profile, options.settings).map((point) => {
    measurable(named.strategy, point.ack)
    return { ...point, all: settingsOf(named, point, options), runs: [] }
  })
  // After an interruption the figures are those of the runs that were done.
  for (let round = 1; await measureRound(round, named, points, options, folder, terminal); ) round++
  const measured = points.filter(({ runs }) => runs.length > 0)
  if (measured.length === 0) throw new Interrupted()
  const { strategy, family } = named
  return {
    schema: 'ackurate/measurement@1',
    version: version(),
    seed,
    strategy: { name: strategy.name, family, claims: strategy.claims },
    profile: { name: profile.name, values: profileValues(profile) },
    precision: effort.precision,
    hoursMax: effort.virtualMsMax / 3_600_000,
    sweep: sweep?.key ?? null,
    points: measured.map((point) => told(point, effort)),
  }
}

function told({ value, profile, all, runs }: Measuring, effort: Effort): MeasuredPoint {
  return measuredPoint(value, profile, all, runs, effort)
}

/** The strategy's own settings are the strongest: it would be another one without them. */
function settingsOf(
  { strategy }: NamedStrategy,
  { profile, settings, value }: Point,
  { sweep }: MeasureOptions,
): Settings {
  const fixed = strategy.settings ?? {}
  if (sweep !== null && sweep.key in fixed) {
    const own = fixed[sweep.key as SettingName]
    throw new UsageError(
      `${strategy.name} itself sets ${sweep.key} to ${own}: it cannot be ${quoted(value ?? '')}`,
    )
  }
  return { ...defaultSettings, ...profile.settings, ...settings, ...fixed }
}

/** True: there was something left to do. */
async function measureRound(
  round: number,
  named: NamedStrategy,
  points: readonly Measuring[],
  options: MeasureOptions,
  folder: string,
  terminal: Terminal,
): Promise<boolean> {
  const tasks: MeasureTask[] = []
  const owners: Measuring[] = []
  for (const point of points) {
    for (const batch of nextRound(point.profile, point.runs, options.effort)) {
      for (const part of partsOf(batch)) {
        tasks.push(taskOf(named, point, part, options.seed, folder))
        owners.push(point)
      }
    }
  }
  if (tasks.length === 0) return false
  const work = {
    doing: `Running by the clock, round ${round}`,
    noun: 'value',
    owners: owners.map(({ value }) => value ?? ''),
    costs: tasks.map(({ request }) => request.batch.count),
  }
  const progress = startProgress(work, terminal)
  try {
    const results = await runTasks<'measure'>(tasks, {
      jobs: options.jobs,
      limits: options.limits,
      guarded: mayHang(named.word),
      onDone: (_, number) => progress.step(number),
    })
    results.forEach((outcome, i) => {
      if (!isLost(outcome)) owners[i]?.runs.push(...outcome)
      else if (outcome.lostTo !== 'stopped') throw new UsageError(outcome.reason)
    })
  } finally {
    progress.stop()
  }
  return interruption() === null
}

function partsOf({ about, from, count }: Batch): readonly Batch[] {
  const parts: Batch[] = []
  for (let done = 0; done < count; done += runsPerTask) {
    parts.push({ about, from: from + done, count: Math.min(runsPerTask, count - done) })
  }
  return parts
}

function taskOf(
  { word }: NamedStrategy,
  { profile, all, ack }: Measuring,
  batch: Batch,
  seed: string,
  folder: string,
): MeasureTask {
  const request = { profile, settings: all, ack, batch, seed }
  return { kind: 'measure', strategy: word, folder, beat: null, request }
}
