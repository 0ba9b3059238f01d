/**
 * Values as Spring Boot reads them.
 *
 * Source: `DurationStyle`, `ApplicationConversionService`; `ContainerProperties.AckMode`.
 */
import { quoted, suggestion, UsageError } from '../settings/usage-error.ts'

const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

/** `5s`, `500ms`, `500` (milliseconds) or `PT5S`, in whole milliseconds. Throws a UsageError. */
export function milliseconds(text: string): number {
  const [, amount, unit = 'ms'] = /^\+?(\d+)\s*([a-z]{0,2})$/i.exec(text.trim()) ?? []
  const factor = units[unit === '' ? 'ms' : unit.toLowerCase()]
  if (amount !== undefined && factor !== undefined) return Math.round(Number(amount) * factor)
  const iso = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i.exec(text.trim())
  if (iso === null || iso.slice(1).every((part) => part === undefined)) {
    throw new UsageError(`takes a duration such as 5s, 500ms or PT5S, not ${quoted(text)}`)
  }
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = iso
    .slice(1)
    .map((part) => Number(part ?? 0))
  return Math.round(((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000)
}

/** A whole number from `min` on. Throws a UsageError. */
export function count(text: string, min = 1): number {
  const value = /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN
  if (value >= min) return value
  throw new UsageError(`takes a whole number from ${min} on, not ${quoted(text)}`)
}

/** A number of 0 or more. Throws a UsageError. */
export function decimal(text: string): number {
  const value = /^\d{1,9}(\.\d{1,9})?$/.test(text.trim()) ? Number(text) : Number.NaN
  if (value >= 0) return value
  throw new UsageError(`takes a number of 0 or more, not ${quoted(text)}`)
}

/** `true`, `on`, `yes`, `1` and their opposites. Throws a UsageError. */
export function yesOrNo(text: string): boolean {
  const word = text.trim().toLowerCase()
  if (['true', 'on', 'yes', '1'].includes(word)) return true
  if (['false', 'off', 'no', '0'].includes(word)) return false
  throw new UsageError(`takes true or false, not ${quoted(text)}`)
}

/** One of the names of an enum, in any spelling: `manual-immediate`, `MANUAL_IMMEDIATE`. */
export function oneOf<Name extends string>(text: string, names: readonly Name[]): Name {
  const letters = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '')
  const found = names.find((name) => letters(name) === letters(text))
  if (found !== undefined) return found
  const hint = suggestion(text.toUpperCase(), names)
  throw new UsageError(`takes ${names.join(', ')}, not ${quoted(text)}${hint}`)
}
