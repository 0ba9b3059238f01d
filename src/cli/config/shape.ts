/** The shape of a configuration: its keys and their types. What a value means, options say. */
import { inspect } from 'node:util'
import { quoted, suggestion, UsageError } from '../usage-error.ts'

/** A configuration whose words are not yet known to be names of anything. */
export interface ConfigShape {
  readonly strategies?: readonly string[]
  readonly faults?: readonly string[]
  readonly properties?: readonly string[]
  readonly settings?: Readonly<Record<string, string | number | boolean>>
  readonly settingsFile?: string
  readonly scenario?: Readonly<Record<string, string | number | true | false>>
  readonly schedules?: number
  readonly time?: string
  readonly seed?: string | number
  readonly env?: Readonly<Record<string, string>>
  readonly jobs?: number
  readonly cover?: readonly string[]
  readonly regressions?: string | false
  readonly baseline?: string
  readonly outputs?: Readonly<Record<string, string>>
}

/** A test of a value, and what it asks for, in words. */
interface Kind {
  readonly is: (value: unknown) => boolean
  readonly words: string
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
const isNumber = (value: unknown): boolean => typeof value === 'number'
const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text: Kind = { is: isText, words: 'a text' }
const number: Kind = { is: isNumber, words: 'a number' }
const yesOrNo: Kind = { is: (value) => typeof value === 'boolean', words: 'true or false' }
const object: Kind = { is: isObject, words: 'an object' }
const time: Kind = { is: isText, words: "a time with its unit, such as '30s'" }
const seed: Kind = { is: (value) => isText(value) || isNumber(value), words: 'a text or a number' }
const fileOrNot: Kind = {
  is: (value) => isText(value) || value === false,
  words: 'a file or false',
}
const texts: Kind = {
  is: (value) => Array.isArray(value) && value.length > 0 && value.every(isText),
  words: 'a list of texts',
}
const setting: Kind = {
  is: (value) => ['string', 'number', 'boolean'].includes(typeof value),
  words: 'a text, a number, true or false',
}

type Kinds = Readonly<Record<string, Kind>>

const topKinds: Kinds = {
  strategies: texts,
  faults: texts,
  properties: texts,
  settings: object,
  settingsFile: text,
  scenario: object,
  schedules: number,
  time,
  seed,
  env: object,
  jobs: number,
  cover: texts,
  regressions: fileOrNot,
  baseline: text,
  outputs: object,
}

const sizeKinds: Kinds = {
  topic: text,
  partitions: number,
  records: number,
  members: number,
  faultsMax: number,
  delaysMax: number,
  newGroup: yesOrNo,
}

const outputKinds: Kinds = {
  out: text,
  json: text,
  comment: text,
  junit: text,
  sarif: text,
  badge: text,
}

/** Checks keys and types; a key that is undefined is absent. Throws a UsageError. */
export function checkShape(value: unknown): ConfigShape {
  if (!isObject(value)) {
    throw new UsageError('its default export must be an object: defineConfig({ … })')
  }
  const config = value as Readonly<Record<string, unknown>>
  checkKeys(config, topKinds, '')
  checkKeys(config['scenario'], sizeKinds, 'scenario.')
  checkKeys(config['outputs'], outputKinds, 'outputs.')
  for (const [name, given] of Object.entries(config['settings'] ?? {})) {
    if (given !== undefined) checkKind(`settings.${name}`, given, setting)
  }
  for (const [name, given] of Object.entries(config['env'] ?? {})) {
    checkKind(`env.${name}`, given, { ...text, is: (one) => typeof one === 'string' })
  }
  return config as ConfigShape
}

function checkKeys(value: unknown, kinds: Kinds, prefix: string): void {
  for (const [key, given] of Object.entries(value ?? {})) {
    const kind = Object.hasOwn(kinds, key) ? kinds[key] : undefined
    if (kind === undefined) {
      const hint = suggestion(key, Object.keys(kinds)) || `; it may be ${listOf(kinds)}`
      throw new UsageError(`there is no key ${quoted(prefix + key)}${hint}`)
    }
    if (given !== undefined) checkKind(prefix + key, given, kind)
  }
}

function listOf(kinds: Kinds): string {
  const names = Object.keys(kinds)
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

function checkKind(key: string, value: unknown, { is, words }: Kind): void {
  if (is(value)) return
  const shown =
    typeof value === 'string' ? quoted(value) : inspect(value, { breakLength: Infinity })
  const short = shown.length > 40 ? `${shown.slice(0, 40)}…` : shown
  throw new UsageError(`${key} must be ${words}, not ${short}`)
}
