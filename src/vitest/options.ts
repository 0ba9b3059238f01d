/** What a search of the matcher is given: by the environment, the test, the configuration. */
import process from 'node:process'
import { Command } from 'commander'
import { applyEntries } from '../cli/config/config-option.ts'
import { type Entry, entriesOf } from '../cli/config/entries.ts'
import { environmentConfig, environmentEntries } from '../cli/config/environment.ts'
import { findConfig, inConfig, readConfig } from '../cli/config/read-config.ts'
import { parseFaults } from '../cli/options/faults-option.ts'
import {
  type RawOptions,
  readSearchOptions,
  type SearchOptions,
  withSearchOptions,
} from '../cli/options/options.ts'
import {
  type RegressionOptions,
  regressionsUsual,
  withRegressionOptions,
} from '../cli/regressions/option.ts'
import { UsageError } from '../cli/usage-error.ts'
import type { FaultsTogether, Sizes } from '../config/config.ts'
import { giveEnvironment } from '../kafkajs/app/environment.ts'
import type { Settings } from '../model/settings.ts'
import { PathSyntaxError, parsePath } from '../search/schedules/path.ts'

/** How to search; all of it may be left out. */
export interface HoldOptions {
  /** Each is a search of its own; usually a quiet run, `crash`, `shutdown` and `join`. */
  readonly under?: readonly FaultsTogether[]
  /** Schedules of each search; usually 50 of a kafkajs service and 500 of a program. */
  readonly schedules?: number
  /** The same, by fast-check's name. */
  readonly numRuns?: number
  /** A limit of all searches together, such as `30s`; what is not finished then is undecided. */
  readonly time?: string
  /** Another seed, other schedules; the same seed, the same verdict. */
  readonly seed?: string | number
  /** Plays this path alone, as a replay line has it; `under` says the faults of that one run. */
  readonly path?: string
  /** By Kafka's names. */
  readonly settings?: Partial<Settings>
  readonly scenario?: Sizes
  /** Paths that are tried first and to which a failure adds its own; `false`: none. */
  readonly regressions?: string | false
}

/** The options as they count. */
export interface ReadOptions
  extends Pick<SearchOptions, 'faults' | 'seed' | 'settings' | 'scenario' | 'timeMs'> {
  /** Null: as many as usual. */
  readonly schedules: number | null
  /** What the configuration calls usual; null: it does not say. */
  readonly schedulesUsual: number | null
  /** The choices of a path that is to be played alone. */
  readonly choices: readonly number[] | null
  readonly regressions: RegressionsFile | null
}

/** A file of found paths, from the working directory. */
export interface RegressionsFile {
  readonly file: string
  /** Whether finds are added: only where somebody named the file. */
  readonly kept: boolean
}

const ordinaryLife: readonly FaultsTogether[] = ['none', 'crash', 'shutdown', 'join']

/** Reads them; the environment is strongest. Throws a UsageError that says what to fix. */
export async function readOptions(options: HoldOptions): Promise<ReadOptions> {
  const found = findConfig(environmentConfig(), process.cwd())
  const config = found === null ? null : await readConfig(found.path, found.file, process.cwd())
  giveEnvironment(config?.env ?? {})
  const command = withRegressionOptions(
    withSearchOptions(new Command(), { schedules: 1, serviceSchedules: 1 }),
  )
  const folder = process.cwd()
  applyEntries(command, environmentEntries(), 'env', folder)
  applyEntries(command, entriesOfTest(options), 'assertion', folder)
  if (config !== null) {
    inConfig(config.file, () => applyEntries(command, config.entries, 'config', folder))
  }
  const raw = command.opts<RawOptions & RegressionOptions>()
  const { seed, settings, scenario, schedules, timeMs } = readSearchOptions(raw)
  const from = command.getOptionValueSource('schedules')
  return {
    faults: raw.faults ?? parseFaults(ordinaryLife.join()),
    ...{ seed, settings, scenario, timeMs },
    schedules: from === 'env' || from === 'assertion' ? schedules : null,
    schedulesUsual: from === 'config' ? schedules : null,
    choices: options.path === undefined ? null : choicesOf(options.path),
    regressions: regressionsOf(raw),
  }
}

const ownWords: Readonly<Record<string, string>> = { faults: 'under' }

function entriesOfTest(options: HoldOptions): readonly Entry[] {
  const { under, settings, scenario, time, seed, regressions } = options
  if (under?.length === 0) throw new UsageError("under needs a fault; a quiet run is 'none'")
  const schedules = options.schedules ?? options.numRuns
  const said = { faults: under, settings, scenario, schedules, time, seed, regressions }
  const entries = entriesOf(said, (path) => path)
  return entries.map((entry) => ({ ...entry, key: ownWords[entry.key] ?? entry.key }))
}

function choicesOf(path: string): readonly number[] {
  try {
    return parsePath(path)
  } catch (error) {
    if (error instanceof PathSyntaxError) throw new UsageError(error.message)
    throw error
  }
}

function regressionsOf({ regressions }: RegressionOptions): RegressionsFile | null {
  if (regressions === false) return null
  return { file: regressions ?? regressionsUsual, kept: regressions !== undefined }
}
