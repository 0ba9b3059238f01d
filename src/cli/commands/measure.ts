/** `ackurate measure STRATEGY`: rates, lags and recovery under the load of a profile. */
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { measurementText } from '../../report/tables/measurement-text.ts'
import { parseSettings } from '../../settings/read-settings.ts'
import { interruption } from '../interrupt.ts'
import { wholeNumber } from '../options/numbers-option.ts'
import { collect, parseSeed, readSearchOptions } from '../options/options.ts'
import { profileOf, withProfileEntries } from '../options/profile-option.ts'
import { withStuckAfterOption } from '../options/stuck-after-option.ts'
import { parseSweep, type Sweep } from '../options/sweep-option.ts'
import type { Terminal } from '../terminal.ts'
import { limitsFromNow } from '../workers/limits.ts'
import { requireWritable, writeWhole } from '../write-file.ts'

interface Raw {
  readonly profile: string
  readonly setProfile: readonly string[]
  readonly set: readonly string[]
  readonly sweep?: Sweep
  readonly precision: number
  readonly hours: number
  readonly seed: string
  readonly jobs?: number
  readonly stuckAfter?: number
  readonly json?: string
}

const msPerHour = 3_600_000

async function measureStrategy(
  word: string,
  raw: Raw,
  folder: string,
  terminal: Terminal,
): Promise<void> {
  const [{ namedStrategy }, { measure }] = await Promise.all([
    import('../search.ts'),
    import('../measure.ts'),
  ])
  const { json, seed } = raw
  const profile = withProfileEntries(profileOf(raw.profile), raw.setProfile)
  const settings = parseSettings(raw.set)
  if (json !== undefined && json !== '-') requireWritable(resolve(folder, json))
  const named = await namedStrategy(word, folder, readSearchOptions(probing(raw)))
  const measurement = await measure(
    named,
    {
      profile,
      settings,
      sweep: raw.sweep ?? null,
      effort: { precision: raw.precision / 100, virtualMsMax: raw.hours * msPerHour },
      seed,
      jobs: raw.jobs ?? availableParallelism(),
      limits: limitsFromNow(null, raw.stuckAfter),
    },
    folder,
    terminal,
  )
  if (interruption() !== null) {
    terminal.out(`${measurementText(measurement, terminal.columns)}\n`)
    return terminal.err(
      `ackurate: interrupted by ${interruption()}: the figures are those of fewer runs than were ` +
        'asked for; no file was written\n',
    )
  }
  const data = `${JSON.stringify(measurement, null, 2)}\n`
  if (json === '-') return terminal.out(data)
  if (json !== undefined) await writeWhole(resolve(folder, json), data)
  terminal.out(`${measurementText(measurement, terminal.columns)}\n`)
}

/**
 * A strategy is first run once as a search would run it, so that a broken one is reported at once.
 */
function probing({ set, seed, stuckAfter }: Raw) {
  const sizes = { partitions: 2, records: 20, members: 2, faultsMax: 0, delaysMax: 0 }
  const limit = stuckAfter === undefined ? {} : { stuckAfter }
  return { ...sizes, ...limit, set, seed, newGroup: false, topic: 'orders' }
}

/** Adds the command to the program. */
export function addMeasureCommand(program: Command, terminal: Terminal, folder: string): void {
  const command = program
    .command('measure')
    .description('duplicates, losses, lag and recovery of one strategy under a load')
    .argument('<strategy>', 'a shipped name, or the path of a .ts or .js file')
  withStuckAfterOption(command)
    .option('--profile <name>', 'the load: "ackurate list profiles" shows them', 'steady')
    .option('--set-profile <key=value>', 'a value of the profile; repeatable', collect, [])
    .option('--set <name=value>', "a setting by Kafka's name; repeatable", collect, [])
    .option('--sweep <key=a,b,c>', 'one measurement per value', parseSweep)
    .option(
      '--precision <percent>',
      'half the width of the intervals',
      wholeNumber('--precision', 1, 100),
      10,
    )
    .option('--hours <n>', 'the most virtual hours per value', wholeNumber('--hours', 1, 10_000), 4)
    .option('--seed <seed>', 'where randomness starts', parseSeed, '42')
    .option('--jobs <n>', 'worker threads', wholeNumber('--jobs', 1, 256))
    .option('--json <file>', 'write the measurement as JSON; - is standard output')
    .action((word: string, raw: Raw) => measureStrategy(word, raw, folder, terminal))
}
