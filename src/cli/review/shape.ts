/** What a JSON value must look like, checked member by member; what nobody reads is let through. */

import { isPlain } from '../../model/thrown.ts'

/** Answers what is wrong, beginning with where; null: nothing. */
export type Shape = (value: unknown, at: string) => string | null

const is =
  (what: string, fits: (value: unknown) => boolean): Shape =>
  (value, at) =>
    fits(value) ? null : `${at} must be ${what}`

/** A text, which may be empty; nothing in it ends a line or steers what shows it. */
export const text: Shape = (value, at) => {
  if (typeof value !== 'string') return `${at} must be a text`
  return isPlain(value) ? null : `${at} must be a plain text, without control characters`
}
/** Any finite number. */
export const number: Shape = is('a number', (value) => Number.isFinite(value))
/** True or false. */
export const yesOrNo: Shape = is('true or false', (value) => typeof value === 'boolean')

/** A whole number of at least 0. */
export const count: Shape = is(
  'a whole number',
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
)

/** A whole number within bounds. */
export function within(min: number, max: number): Shape {
  return is(
    `a whole number from ${min} to ${max}`,
    (value) => Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max,
  )
}

/** A whole number that is no larger: what it stands for is made, or counted through. */
export const upTo = (max: number): Shape => within(0, max)

/** One of these words. */
export function oneOf(words: readonly string[]): Shape {
  const shown = words.length > 5 ? 'a known name' : words.join(' or ')
  return is(shown, (value) => typeof value === 'string' && words.includes(value))
}

/** The shape, or null. */
export function orNull(shape: Shape): Shape {
  return (value, at) => (value === null ? null : shape(value, at))
}

/** The shape, or nothing there. */
export function optional(shape: Shape): Shape {
  return (value, at) => (value === undefined ? null : shape(value, at))
}

/** A list, all of whose entries have the shape. */
export function listOf(shape: Shape): Shape {
  return (value, at) => {
    if (!Array.isArray(value)) return `${at} must be a list`
    for (const [index, entry] of value.entries()) {
      const wrong = shape(entry, `${at}[${index}]`)
      if (wrong !== null) return wrong
    }
    return null
  }
}

/** An object with these members at least. */
export function objectOf(members: Readonly<Record<string, Shape>>): Shape {
  const shapes = Object.entries(members)
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return `${at} must be an object`
    }
    const found = new Map<string, unknown>(Object.entries(value))
    for (const [name, shape] of shapes) {
      const wrong = shape(found.get(name), at === '' ? name : `${at}.${name}`)
      if (wrong !== null) return wrong
    }
    return null
  }
}

/** An object, all of whose members have the shape. */
export function recordOf(shape: Shape): Shape {
  return (value, at) => {
    const wrong = objectOf({})(value, at)
    if (wrong !== null) return wrong
    for (const [name, member] of Object.entries(value as object)) {
      const one = shape(member, `${at}.${name}`)
      if (one !== null) return one
    }
    return null
  }
}
