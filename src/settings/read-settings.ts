/** `name=value`: a setting by Kafka's name, checked against the values it may take. */
import { isResetPolicy } from '../model/reset-policy.ts'
import {
  defaultSettings,
  isIdempotent,
  type SettingName,
  type Settings,
  settingDomains,
} from '../model/settings.ts'
import { parseAssignors } from './assignors.ts'
import { type OtherSetting, otherSetting, otherSettings } from './other-settings.ts'
import { quoted, suggestion, UsageError } from './usage-error.ts'

/** The names of all settings that a run obeys, in the order of lists. */
export const settingNames = Object.keys(settingDomains) as readonly SettingName[]

type Value = Settings[SettingName]

/** What a setting may be, in words: `earliest, latest or none`; `a whole number from 1 to 1000`. */
export function domainText(name: SettingName): string {
  const domain = settingDomains[name]
  if ('min' in domain) return `a whole number from ${domain.min} to ${domain.max}`
  const words = [...domain.map(String), ...(besides[name] ?? [])]
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** What a setting may be besides the values of its domain, in words. */
const besides: Readonly<Partial<Record<SettingName, readonly string[]>>> = {
  'auto.offset.reset': ['by_duration:PnDTnHnMn.nS'],
  acks: ['-1, which is all'],
  'group.instance.id': ['a name (every process keeps one of its own)'],
}

function parseValue(name: SettingName, text: string): Value {
  if (name === 'partition.assignment.strategy') return parseAssignors(text)
  if (name === 'auto.offset.reset' && isResetPolicy(text)) return text
  if (name === 'group.instance.id') return isInstanceId(text)
  if (name === 'acks' && text === '-1') return 'all'
  const domain = settingDomains[name]
  if ('min' in domain) {
    const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN
    if (value >= domain.min && value <= domain.max) return value
    throw new UsageError(`${name} takes ${domainText(name)}, not ${quoted(text)}`)
  }
  const allowed: readonly Value[] = domain
  const isYesOrNo = allowed.includes(true)
  const found = allowed.find((value) => String(value) === (isYesOrNo ? text.toLowerCase() : text))
  if (found !== undefined) return found
  const hint = suggestion(text, allowed.map(String))
  throw new UsageError(`${name} takes ${domainText(name)}, not ${quoted(text)}${hint}`)
}

/** Every process slot keeps an id of its own, whatever it is called; without one, none does. */
function isInstanceId(text: string): boolean {
  return text !== '' && text.toLowerCase() !== 'false'
}

/** What entries say: the settings that are obeyed, and those that change nothing here. */
export interface ReadSettings {
  readonly settings: Partial<Settings>
  readonly ignored: readonly OtherSetting[]
}

/** Reads `name=value` entries; the last one of a name counts. In the order of the settings list. */
export function readSettings(entries: readonly string[]): ReadSettings {
  const given = new Map<SettingName, Value>()
  const ignored = new Map<string, OtherSetting>()
  for (const entry of entries) {
    const equals = entry.indexOf('=')
    if (equals < 1) throw new UsageError(`--set takes name=value, not ${quoted(entry)}`)
    const word = entry.slice(0, equals).trim()
    const text = entry.slice(equals + 1).trim()
    const name = settingNames.find((known) => known === word)
    if (name !== undefined) given.set(name, parseValue(name, text))
    else ignored.set(word, { ...ignorable(word, text), name: word })
  }
  requireIdempotence(given)
  const ordered = settingNames.filter((name) => given.has(name))
  const settings = Object.fromEntries(ordered.map((name) => [name, given.get(name)]))
  return { settings: settings as Partial<Settings>, ignored: [...ignored.values()] }
}

/** With these a Java producer does not start: `ProducerConfig` throws a ConfigException. */
function requireIdempotence(given: ReadonlyMap<SettingName, Value>): void {
  if (given.get('enable.idempotence') !== true) return
  const acks = given.get('acks') ?? 'all'
  if (acks === 'all' && given.get('retries') !== 0) return
  const why = acks === 'all' ? 'retries=0' : `acks=${String(acks)}`
  throw new UsageError(`enable.idempotence=true and ${why} exclude each other`)
}

/** Throws a UsageError for what a producer with a transactional id does not start with. */
export function requireTransactional(settings: Readonly<Partial<Settings>>): void {
  if (isIdempotent(settings)) return
  throw new UsageError(
    'a producer with a transactional id does not start without acks=all, retries and idempotence',
  )
}

/** The settings of the entries that a run obeys. */
export function parseSettings(entries: readonly string[]): Partial<Settings> {
  return readSettings(entries).settings
}

/**
 * Throws a UsageError for a heartbeat that the session does not outlast: a Java consumer does not
 * start with it (the constructor of `Heartbeat`).
 */
export function requireHeartbeats(settings: Readonly<Partial<Settings>>): void {
  const all = { ...defaultSettings, ...settings }
  const [interval, session] = [all['heartbeat.interval.ms'], all['session.timeout.ms']]
  if (interval < session) return
  throw new UsageError(
    `heartbeat.interval.ms (${interval}) must be lower than session.timeout.ms (${session})`,
  )
}

/** What is known of a setting that no run obeys. Throws a UsageError for one that is refused. */
function ignorable(name: string, text: string): OtherSetting {
  const found = otherSetting(name)
  if (found === null) {
    const known = [...settingNames, ...otherSettings.map((other) => other.name)]
    const hint = suggestion(name, known) || ' ("ackurate list settings" shows them)'
    throw new UsageError(`there is no setting ${quoted(name)}${hint}`)
  }
  const { only, refused } = found
  if (refused === undefined || only?.includes(text.toLowerCase())) return found
  throw new UsageError(`${name}: ${refused}`)
}
