/** What a search of the matcher is given: by the test, or by the environment, which is stronger. */
import process from 'node:process'
import { parseFaults } from '../cli/options/faults-option.ts'
import { parseSettings } from '../cli/options/settings-option.ts'
import { quoted, UsageError } from '../cli/usage-error.ts'
import type { FaultsTogether, Sizes } from '../config/config.ts'
import type { Settings } from '../model/settings.ts'
import type { FaultSet } from '../search/verdict.ts'

/** How to search; all of it may be left out. */
export interface HoldOptions {
  /** Each is a search of its own; usually a quiet run, `crash`, `shutdown` and `join`. */
  readonly under?: readonly FaultsTogether[]
  /** Schedules of each search; usually 50 of a kafkajs service and 500 of a program. */
  readonly schedules?: number
  /** Another seed, other schedules; the same seed, the same verdict. */
  readonly seed?: string | number
  /** By Kafka's names. */
  readonly settings?: Partial<Settings>
  readonly scenario?: Sizes
}

/** The options as they count. */
export interface ReadOptions {
  readonly faults: readonly FaultSet[]
  /** Null: as many as usual. */
  readonly schedules: number | null
  readonly seed: string
  readonly settings: Readonly<Partial<Settings>>
  readonly sizes: Sizes
}

const ordinaryLife: readonly FaultsTogether[] = ['none', 'crash', 'shutdown', 'join']
const usualSeed = '42'
const schedulesMax = 100_000_000

/** Reads them; throws a UsageError that says what to mend. */
export function readOptions(options: HoldOptions): ReadOptions {
  const { under = ordinaryLife, settings = {}, scenario = {} } = options
  if (under.length === 0) throw new UsageError("under needs a fault; a quiet run is 'none'")
  return {
    faults: parseFaults(under.join()),
    schedules: schedulesOf(options),
    seed: seedOf(options),
    settings: parseSettings(Object.entries(settings).map(([name, value]) => `${name}=${value}`)),
    sizes: scenario,
  }
}

function schedulesOf({ schedules }: HoldOptions): number | null {
  const given = process.env['ACKURATE_SCHEDULES'] || schedules
  if (given === undefined) return null
  const number = Number(given)
  if (Number.isInteger(number) && number >= 1 && number <= schedulesMax) return number
  throw new UsageError(
    `schedules (ACKURATE_SCHEDULES) are a whole number, not ${quoted(`${given}`)}`,
  )
}

function seedOf({ seed = usualSeed }: HoldOptions): string {
  const given = process.env['ACKURATE_SEED'] || String(seed)
  if (/^[\w.-]{1,64}$/.test(given)) return given
  throw new UsageError(`a seed (ACKURATE_SEED) is letters, digits, dots, dashes: ${quoted(given)}`)
}
