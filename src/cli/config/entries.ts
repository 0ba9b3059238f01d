/** A configuration as the options that it stands for, in texts as the command line has them. */
import { isAbsolute, join, relative, sep } from 'node:path'
import { isStrategyFile } from '../loading/load-strategy.ts'
import { type ConfigShape, checkShape } from './shape.ts'

/** One option. */
export interface Entry {
  /** Where it was said, for messages: `scenario.records`, `ACKURATE_SEED`. */
  readonly key: string
  /** Its name without dashes: `faults-max`. */
  readonly flag: string
  /** A list: the option is repeated. `false`: its negation, `--no-…`. */
  readonly value: string | readonly string[] | true | false
}

/** A path from the working directory; the file says it from its own folder. */
type Placed = (path: string) => string

const sizeFlags = {
  topic: 'topic',
  partitions: 'partitions',
  records: 'records',
  members: 'members',
  faultsMax: 'faults-max',
  delaysMax: 'delays-max',
  newGroup: 'new-group',
} as const

/** How paths of a file in `from` read in `folder`. */
export function placing(from: string, folder: string): Placed {
  return (path) => {
    if (from === folder || isAbsolute(path)) return path
    const seen = relative(folder, join(from, path)).split(sep).join('/')
    return seen.startsWith('.') ? seen : `./${seen}`
  }
}

/** The entries of a configuration. Throws a UsageError for a key or a type that is wrong. */
export function entriesOf(value: unknown, placed: Placed): readonly Entry[] {
  const config = checkShape(value)
  const entries: Entry[] = []
  const add = (key: string, flag: string, text: Entry['value'] | undefined) => {
    if (text !== undefined) entries.push({ key, flag, value: text })
  }
  add(
    'strategies',
    'strategies',
    listed(config.strategies?.map((word) => strategyWord(word, placed))),
  )
  add('faults', 'faults', listed(config.faults))
  add('properties', 'properties', listed(config.properties))
  add('settings', 'set', settingsOf(config))
  // Weaker than the settings, for it comes after them.
  add('settingsFile', 'set-file', at(config.settingsFile, placed))
  for (const [name, flag] of Object.entries(sizeFlags)) {
    const size = config.scenario?.[name as keyof typeof sizeFlags]
    add(`scenario.${name}`, flag, typeof size === 'number' ? String(size) : size)
  }
  add('schedules', 'schedules', textOf(config.schedules))
  add('time', 'time', config.time)
  add('seed', 'seed', textOf(config.seed))
  add('jobs', 'jobs', textOf(config.jobs))
  add('cover', 'cover', config.cover)
  const { regressions, baseline, outputs = {} } = config
  add('regressions', 'regressions', regressions === false ? false : at(regressions, placed))
  add('baseline', 'baseline', at(baseline, placed))
  for (const [name, path] of Object.entries(outputs)) add(`outputs.${name}`, name, at(path, placed))
  return entries.filter(({ flag, value: text }) => flag !== 'new-group' || text === true)
}

function strategyWord(word: string, placed: Placed): string {
  return isStrategyFile(word) ? placed(word) : word
}

function at(path: string | undefined, placed: Placed): string | undefined {
  return path === undefined || path === '-' ? path : placed(path)
}

function listed(words: readonly string[] | undefined): string | undefined {
  return words?.join(',')
}

function textOf(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(value)
}

function settingsOf({ settings }: ConfigShape): readonly string[] | undefined {
  const said = Object.entries(settings ?? {}).filter(([, value]) => value !== undefined)
  return said.length === 0 ? undefined : said.map(([name, value]) => `${name}=${value}`)
}
