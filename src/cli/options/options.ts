/** The options that the searching commands share, read and checked. */
import { availableParallelism } from 'node:os'
import { type Command, Option } from 'commander'
import { defaultScenario, type Scenario } from '../../model/scenario.ts'
import type { Settings } from '../../model/settings.ts'
import { type PropertyName, propertyNames } from '../../properties/all.ts'
import type { FaultSet } from '../../search/verdicts/fault-sets.ts'
import { parseSettings, requireHeartbeats } from '../../settings/read-settings.ts'
import { commaList, knownName, UsageError } from '../usage-error.ts'
import { type Limits, limitsFromNow } from '../workers/limits.ts'
import { allFaultSets, parseFaults } from './faults-option.ts'
import { duration, wholeNumber } from './numbers-option.ts'
import { withStuckAfterOption } from './stuck-after-option.ts'

/** As commander hands them over. */
export interface RawOptions {
  readonly faults?: readonly FaultSet[]
  readonly properties?: readonly PropertyName[]
  readonly set: readonly string[]
  readonly schedules?: number
  readonly time?: number
  readonly stuckAfter?: number
  readonly seed: string
  readonly jobs?: number
  readonly json?: string
  readonly out?: string
  readonly partitions: number
  readonly records: number
  readonly members: number
  readonly faultsMax: number
  readonly delaysMax: number
  readonly newGroup: boolean
  readonly topic: string
  readonly exhaustive?: boolean
}

/** What is to be searched, and how. */
export interface SearchOptions {
  readonly faults: readonly FaultSet[]
  readonly properties: readonly PropertyName[]
  /** Whether the user chose the properties, so that tables show just these. */
  readonly propertiesChosen: boolean
  /** Only what the user set. */
  readonly settings: Readonly<Partial<Settings>>
  readonly schedules: number
  /** Of kafkajs services. */
  readonly serviceSchedules: number
  /** Milliseconds for the whole search; null: as long as the schedules take. */
  readonly timeMs: number | null
  /** When that time is over, and how long a run may show no life. */
  readonly limits: Limits
  readonly seed: string
  readonly jobs: number
  /** Whether every schedule of a small scenario is to be tried, too. */
  readonly exhaustive: boolean
  /** Up to how many delays every schedule of a small scenario is to be tried; null: none is. */
  readonly delays: number | null
  /** Whether the verdicts are all that is asked for; absent: no. */
  readonly quick?: boolean
  /** Whether several kinds of fault are searched at once after the single ones; absent: no. */
  readonly together?: boolean
  /** Sizes and limits, without settings and budgets. */
  readonly scenario: Scenario
}

/** Gathers the entries of an option that may be repeated. */
export const collect = (entry: string, entries: readonly string[]): readonly string[] => [
  ...entries,
  entry,
]

/** Reads `--properties`; in the order of tables. */
export function parseProperties(text: string): readonly PropertyName[] {
  const chosen = commaList(text, '--properties').map((word) =>
    knownName(word, propertyNames, 'property'),
  )
  return propertyNames.filter((name) => chosen.includes(name))
}

/** Reads `--seed`. */
export const parseSeed = (text: string): string => {
  if (/^[\w.-]{1,64}$/.test(text)) return text
  throw new UsageError('--seed takes up to 64 letters, digits, dots, dashes and underscores')
}

/** Reads `--topic`. */
export const parseTopic = (text: string): string => {
  if (/^[\w.-]{1,249}$/.test(text) && !/^\.\.?$/.test(text)) return text
  throw new UsageError('--topic takes up to 249 letters, digits, dots, dashes and underscores')
}

/** Adds the options that describe a scenario: a path means something only inside one. */
export function withScenarioOptions(command: Command, usually = defaultScenario): Command {
  const { partitions, records, members, faultsMax, delaysMax = 0, topic } = usually
  const size = (flags: string, text: string, min: number, max: number, usual: number): Option =>
    new Option(`--${flags} <n>`, text).argParser(wholeNumber(`--${flags}`, min, max)).default(usual)
  return command
    .option('--faults <list>', 'faults to search: a,b; a+b together; none', parseFaults)
    .option('--set <name=value>', "a setting by Kafka's name; repeatable", collect, [])
    .option('--topic <name>', 'the topic that records are produced to', parseTopic, topic)
    .addOption(size('partitions', 'partitions of the topic', 1, 16, partitions))
    .addOption(size('records', 'records produced in a run', 1, 1000, records))
    .addOption(size('members', 'consumers at the start', 1, 8, members))
    .addOption(size('faults-max', 'the most faults in one run', 0, 20, faultsMax))
    .addOption(
      size('delays-max', 'how often in a run something is slow for a while', 0, 20, delaysMax),
    )
    .option('--new-group', 'the group has never committed before', false)
}

/**
 * How many schedules a command runs where the user does not say. A schedule of a kafkajs service
 * costs as much as a hundred of a program, and far fewer of them find what there is to find, for
 * the client hides most orders of events from the service.
 */
export interface UsualSchedules {
  readonly schedules: number
  readonly serviceSchedules: number
}

/** Adds what random search takes. */
export function withSearchOptions(command: Command, usual: UsualSchedules): Command {
  return withStuckAfterOption(withScenarioOptions(command))
    .option('--properties <list>', 'properties to judge', parseProperties)
    .option(
      '--schedules <n>',
      `random schedules per strategy and fault (default: ${usual.schedules}, ` +
        `of a kafkajs service ${usual.serviceSchedules})`,
      wholeNumber('--schedules', 1, 100_000_000),
    )
    .option('--exhaustive', 'try every schedule of a small scenario, too')
    .option('--time <time>', 'stop after this time, such as 30s', duration('--time'))
    .option('--seed <seed>', 'where randomness starts', parseSeed, '42')
    .option(
      '--jobs <n>',
      'worker threads (default: the number of cores)',
      wholeNumber('--jobs', 1, 256),
    )
}

const once: UsualSchedules = { schedules: 1, serviceSchedules: 1 }

/** Puts the parts together; throws a UsageError for what does not fit. */
export function readSearchOptions(raw: RawOptions, usual: UsualSchedules = once): SearchOptions {
  const { partitions, records, members, faultsMax, delaysMax, newGroup, topic } = raw
  const sizes = { partitions, records, members, faultsMax, delaysMax }
  const settings = parseSettings(raw.set)
  requireHeartbeats(settings)
  return {
    faults: raw.faults ?? allFaultSets,
    properties: raw.properties ?? propertyNames,
    propertiesChosen: raw.properties !== undefined,
    settings,
    schedules: raw.schedules ?? usual.schedules,
    serviceSchedules: raw.schedules ?? usual.serviceSchedules,
    timeMs: raw.time ?? null,
    limits: limitsFromNow(raw.time ?? null, raw.stuckAfter),
    seed: raw.seed,
    jobs: raw.jobs ?? availableParallelism(),
    exhaustive: raw.exhaustive ?? false,
    delays: null,
    scenario: { ...defaultScenario, topic, ...sizes, newGroup },
  }
}
