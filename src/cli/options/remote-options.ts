/** The options of `run`: the program, its world, its effects, and how much is searched. */
import type { Command } from 'commander'
import type { Address } from '../../broker/addresses.ts'
import { defaultScenario } from '../../model/scenario.ts'
import type { PropertyName } from '../../properties/all.ts'
import { type EffectSource, effectSourceOf } from '../../remote/effects/effect-source.ts'
import { plannedOf } from '../../remote/moments/planned-name.ts'
import { type RemoteFault, remoteFaults } from '../../remote/moments/remote-faults.ts'
import type { RemotePlan } from '../../remote/schedule/plan.ts'
import { usualValue } from '../../remote/watching/record-template.ts'
import type { Claim } from '../../strategies/strategy.ts'
import { commaList, knownName, quoted, UsageError } from '../usage-error.ts'
import { duration, wholeNumber } from './numbers-option.ts'
import { collect, parseProperties, parseSeed, parseTopic } from './options.ts'

/** As commander hands them over. */
export interface RemoteOptions {
  readonly topic: string
  readonly effects?: readonly EffectSource[]
  readonly effectsQuery?: string
  readonly effectsSetup?: string
  readonly env: readonly string[]
  readonly claims: Claim
  readonly faults?: readonly RemoteFault[]
  readonly properties?: readonly PropertyName[]
  readonly at?: RemotePlan
  readonly partitions: number
  readonly records: number
  readonly members: number
  readonly brokers?: number
  readonly upstream?: Address
  readonly newGroup: boolean
  readonly value?: string
  readonly record?: string
  readonly name?: string
  readonly schedules?: number
  readonly time?: number
  readonly seed: string
  readonly repetitions: number
  readonly jobs: number
  readonly join: number
  readonly patience: number
  readonly grace: number
  readonly showOutput: boolean
}

/** What a program can promise. */
export const claims: readonly Claim[] = ['at-least-once', 'at-most-once', 'exactly-once']

/** Most of the time of a run is waiting: for heartbeats, for a virtual machine to start. */
const jobsUsual = 4

/** Clients wait half a minute for an answer before they go on (`request.timeout.ms`, kafkajs). */
const patience = 35_000

/** Adds them. */
export function withRemoteOptions(command: Command): Command {
  const { topic, partitions, records, members } = defaultScenario
  const size = (name: string, min: number, max: number) => wholeNumber(`--${name}`, min, max)
  return command
    .option('--topic <name>', 'the topic that records are produced to', parseTopic, topic)
    .option(
      '--effects <where>',
      'where effects are seen: topic:NAME, stdout:/REGEX/, file:PATH, http, sql:URL; ' +
        'repeatable (default: stdout, any line that names a record)',
      parseEffects,
    )
    .option('--effects-query <sql>', 'with sql:URL: lists what has taken effect, a row each time')
    .option('--effects-setup <file>', 'with sql:URL: SQL that is run before each run')
    .option('--env <NAME=VALUE>', 'a variable for the command; repeatable', collect, [])
    .option('--claims <what>', 'what the command promises', parseClaims, 'at-least-once' as Claim)
    .option(
      '--faults <list>',
      `faults to try (default: all): ${remoteFaults.join(', ')}; none`,
      faultsOf,
    )
    .option('--properties <list>', 'properties to judge', parseProperties)
    .option('--at <moments>', 'play this schedule only, as a story names it; or quiet', parsePlan)
    .option('--partitions <n>', 'partitions of the topic', size('partitions', 1, 16), partitions)
    .option('--records <n>', 'records produced in a run', size('records', 1, 10_000), records)
    .option('--members <n>', 'processes at the start', size('members', 1, 8), members)
    .option('--brokers <n>', 'how many brokers (default: one or three)', size('brokers', 1, 9))
    .option(
      '--upstream <host:port>',
      'a broker of a real cluster, in place of simulated brokers',
      parseUpstream,
    )
    .option('--new-group', 'the group has never committed before', false)
    .option(
      '--value <template>',
      `a record's value, with {id}, {uuid}, {n} filled in (default: ${usualValue})`,
    )
    .option('--record <file>', 'records, as JSON: one, a list, or one on each line; in turn')
    .option('--name <name>', 'what reports call the command')
    .option(
      '--schedules <n>',
      'how many are tried (default: as many as decide)',
      size('schedules', 1, 1_000_000),
    )
    .option('--time <time>', 'stop after this time, such as 5m', duration('--time'))
    .option('--seed <seed>', 'from which pairs of faults are drawn with --time', parseSeed, '42')
    .option(
      '--repetitions <n>',
      'how often a schedule that breaks something is played',
      size('repetitions', 1, 100),
      3,
    )
    .option('--jobs <n>', 'clusters side by side', size('jobs', 1, 64), jobsUsual)
    .option('--join <time>', 'wait so long for all to join', duration('--join'), 30_000)
    .option('--patience <time>', 'give up when nothing happens', duration('--patience'), patience)
    .option('--grace <time>', 'wait so long for a stop', duration('--grace'), 10_000)
    .option('--show-output', 'show what the processes of a story printed', false)
}

/** `NAME=VALUE` entries as variables. */
export function envOf(entries: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    entries.map((entry) => {
      const at = entry.indexOf('=')
      if (at > 0) return [entry.slice(0, at), entry.slice(at + 1)]
      throw new UsageError(`--env takes NAME=VALUE, not ${quoted(entry)}`)
    }),
  )
}

function parseEffects(text: string, before: readonly EffectSource[] = []): readonly EffectSource[] {
  const source = effectSourceOf(text)
  if (typeof source !== 'string') return [...before, source]
  throw new UsageError(`--effects: ${source}`)
}

function parseUpstream(text: string): Address {
  const [, host = '', port = ''] = /^([^:\s]+|\[[\da-f:]+\]):(\d{1,5})$/i.exec(text) ?? []
  if (host !== '' && Number(port) >= 1 && Number(port) <= 65_535)
    return { host: host.replaceAll(/[[\]]/g, ''), port: Number(port) }
  throw new UsageError(`--upstream takes HOST:PORT, not ${quoted(text)}`)
}

function parseClaims(text: string): Claim {
  return knownName(text, claims, 'choice of --claims')
}

/** The faults; of `none` there are none: the quiet run comes first anyway. */
function faultsOf(text: string): readonly RemoteFault[] {
  const words = commaList(text, '--faults').filter((word) => word !== 'none')
  const chosen = words.map((word) => {
    return knownName(word, remoteFaults, 'fault that can happen to a real program')
  })
  return remoteFaults.filter((fault) => chosen.includes(fault))
}

function parsePlan(text: string): RemotePlan {
  if (text === 'quiet') return []
  return commaList(text, '--at').map((word) => {
    const planned = plannedOf(word)
    if (typeof planned !== 'string') return planned
    throw new UsageError(`--at: ${planned}`)
  })
}
