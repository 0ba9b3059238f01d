/** Finds the strategy among the exports of a user's module, or says what it found instead. */
import { plainText } from '../../model/thrown.ts'
import { domainText, parseSettings, settingNames } from '../../settings/read-settings.ts'
import type { AnyStrategy, Claim } from '../../strategies/strategy.ts'
import { quoted, UsageError } from '../usage-error.ts'
import { checkStalls } from './stalls-export.ts'

const claims: readonly Claim[] = ['at-least-once', 'at-most-once', 'exactly-once']

type Exports = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** Near enough to a strategy that a missing part is a mistake in it, not another kind of thing. */
function looksLikeStrategy(value: unknown): boolean {
  return isObject(value) && ('run' in value || 'claims' in value)
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'function') return /^class\b/.test(String(value)) ? 'a class' : 'a function'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

function foundText(exports: Exports): string {
  const entries = Object.entries(exports)
  if (entries.length === 0) return 'it exports nothing'
  return `it exports ${entries.map(([name, value]) => `${name} (${kindOf(value)})`).join(', ')}`
}

const shape = 'a strategy is an object { name, claims, *run({ consumer, process }) { … } }'
const serviceShape =
  'a kafkajs service is export default async function start({ kafka, topic, process }) { … }'

/** The one strategy of a module; `wanted` is the name after `#`, null when none was given. */
export function pickStrategy(exports: Exports, wanted: string | null, file: string): unknown {
  if (wanted !== null) {
    if (!(wanted in exports)) {
      throw new UsageError(`${file} does not export ${wanted}: ${foundText(exports)}`)
    }
    return exports[wanted]
  }
  const named = Object.entries(exports).filter(([, value]) => looksLikeStrategy(value))
  const distinct = named.filter(([, value], at) => named.findIndex((n) => n[1] === value) === at)
  const [first, second] = distinct
  if (first === undefined) {
    throw new UsageError(
      `${file} exports no strategy: ${foundText(exports)}; ${shape}, ${serviceShape}`,
    )
  }
  if ('default' in exports && looksLikeStrategy(exports['default'])) return exports['default']
  if (second === undefined) return first[1]
  const names = distinct.map(([name]) => name).join(', ')
  throw new UsageError(
    `${file} exports several strategies (${names}); choose one: ${file}#${first[0]}`,
  )
}

/** Throws a UsageError if that is what a function made which should be a strategy itself. */
export function refuseFactory(made: unknown, file: string): void {
  if (!looksLikeStrategy(made)) return
  throw new UsageError(
    `${file} exports a function that returns a strategy; export the strategy itself, ` +
      'without "() =>"',
  )
}

/** Settings that a strategy brings must be ones that a run obeys, with values of their types. */
function requireSettings(name: string, settings: unknown, file: string): void {
  for (const [key, value] of Object.entries(settings ?? {})) {
    const own = `settings of ${name} in ${file}`
    try {
      const read: Readonly<Record<string, unknown>> = parseSettings([`${key}=${value}`])
      if (read[key] === value) continue
      // A name makes members static; its text is nobody's id.
      if (key === 'group.instance.id' && read[key] === true && typeof value === 'string') continue
    } catch (error) {
      if (error instanceof UsageError) throw new UsageError(`${own}: ${error.message}`)
      throw error
    }
    const known = settingNames.find((setting) => setting === key)
    const must = known === undefined ? 'is obeyed by no run' : `must be ${domainText(known)}`
    throw new UsageError(`${own}: ${key} ${must}, not ${quoted(String(value))}`)
  }
}

/** What cannot be a program; a plain function may return one. */
const asyncKinds: ReadonlyMap<string, string> = new Map([
  ['[object AsyncFunction]', 'an async function'],
  ['[object AsyncGeneratorFunction]', 'an async generator'],
])

/** Checks every part that a run relies on; answers the strategy, of either kind. */
export function checkStrategy(value: unknown, file: string): AnyStrategy {
  if (!isObject(value)) {
    throw new UsageError(`the strategy in ${file} is ${kindOf(value)}; ${shape}`)
  }
  const { name, claims: claim, run, service } = value
  if (typeof name !== 'string' || name.trim() === '') {
    throw new UsageError(`the strategy in ${file} needs a name: name: 'my-strategy'`)
  }
  if (plainText(name) !== name) {
    throw new UsageError(
      `the strategy in ${file} is called ${JSON.stringify(name)}: its name must be plain text`,
    )
  }
  if (!claims.includes(claim as Claim)) {
    const given = claim === undefined ? 'nothing' : quoted(String(claim))
    throw new UsageError(`${name} in ${file} claims ${given}; claims must be ${claims.join(', ')}`)
  }
  requireSettings(name, value['settings'], file)
  // A kafkajs service as an object: a shipped one with a name of its own, or one of `service()`.
  if (typeof service === 'string') return value as unknown as AnyStrategy
  if (typeof run !== 'function') {
    throw new UsageError(`${name} in ${file} has no run; ${shape}`)
  }
  const wrong = asyncKinds.get(Object.prototype.toString.call(run))
  if (wrong !== undefined) {
    throw new UsageError(
      `run of ${name} in ${file} is ${wrong}; it must be a generator: *run({ consumer })`,
    )
  }
  checkStalls(value['stalls'], `${name} in ${file}`)
  return value as unknown as AnyStrategy
}
