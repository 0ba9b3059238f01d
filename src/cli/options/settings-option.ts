/** `--set name=value`: a setting by Kafka's name, checked against the values it may take. */
import { type SettingName, type Settings, settingDomains } from '../../model/settings.ts'
import { knownName, quoted, suggestion, UsageError } from '../usage-error.ts'

/** The names of all settings, in the order of lists. */
export const settingNames = Object.keys(settingDomains) as readonly SettingName[]

type Value = Settings[SettingName]

/** What a setting may be, in words: `earliest, latest or none`; `a whole number from 1 to 1000`. */
export function domainText(name: SettingName): string {
  const domain = settingDomains[name]
  if ('min' in domain) return `a whole number from ${domain.min} to ${domain.max}`
  const words = domain.map(String)
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function parseValue(name: SettingName, text: string): Value {
  const domain = settingDomains[name]
  if ('min' in domain) {
    const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN
    if (value >= domain.min && value <= domain.max) return value
    throw new UsageError(`${name} takes ${domainText(name)}, not ${quoted(text)}`)
  }
  const allowed: readonly Value[] = domain
  const found = allowed.find((value) => String(value) === text)
  if (found !== undefined) return found
  const hint = suggestion(text, allowed.map(String))
  throw new UsageError(`${name} takes ${domainText(name)}, not ${quoted(text)}${hint}`)
}

/** Reads `--set` entries; the last one of a name counts. In the order of the settings list. */
export function parseSettings(entries: readonly string[]): Partial<Settings> {
  const given = new Map<SettingName, Value>()
  for (const entry of entries) {
    const equals = entry.indexOf('=')
    if (equals < 1) throw new UsageError(`--set takes name=value, not ${quoted(entry)}`)
    const name = knownName(entry.slice(0, equals).trim(), settingNames, 'setting')
    given.set(name, parseValue(name, entry.slice(equals + 1).trim()))
  }
  const ordered = settingNames.filter((name) => given.has(name))
  return Object.fromEntries(ordered.map((name) => [name, given.get(name)])) as Partial<Settings>
}
