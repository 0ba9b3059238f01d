/** `--profile` and `--set-profile key=value`: the load of a timed run, read and checked. */
import {
  constant,
  type Distribution,
  exponential,
  lognormal,
  uniform,
} from '../../search/timed/distribution.ts'
import {
  type DistributionKey,
  distributionKeys,
  type NumberKey,
  numberDomains,
  numberKeys,
  type Profile,
} from '../../search/timed/profile.ts'
import { profiles } from '../../search/timed/profiles.ts'
import { knownName, quoted, UsageError } from '../usage-error.ts'

/** All that can be set in a profile, in the order of tables. */
export const profileKeys: readonly (NumberKey | DistributionKey)[] = [
  ...numberKeys,
  ...distributionKeys,
]

type ProfileKey = (typeof profileKeys)[number]

/** Above this a duration is a mistake: a day. */
const valueMax = 86_400_000

/** The profile of that name. */
export function profileOf(name: string): Profile {
  const names = profiles.map((profile) => profile.name)
  const known = knownName(name, names, 'profile')
  return profiles.find((profile) => profile.name === known) as Profile
}

/** The profile with these `key=value` entries in it; the last one of a key counts. */
export function withProfileEntries(profile: Profile, entries: readonly string[]): Profile {
  return entries.reduce((changed, entry) => {
    const equals = entry.indexOf('=')
    if (equals < 1) throw new UsageError(`--set-profile takes key=value, not ${quoted(entry)}`)
    const key = knownName(entry.slice(0, equals).trim(), profileKeys, 'profile value')
    return withProfileValue(changed, key, entry.slice(equals + 1).trim())
  }, profile)
}

/** The profile with one value changed. */
export function withProfileValue(profile: Profile, key: ProfileKey, text: string): Profile {
  const value = isNumberKey(key) ? parseNumber(key, text) : parseDistribution(key, text)
  return { ...profile, [key]: value }
}

/** Whether the word names a value of profiles. */
export function isProfileKey(word: string): word is ProfileKey {
  return (profileKeys as readonly string[]).includes(word)
}

function isNumberKey(key: ProfileKey): key is NumberKey {
  return (numberKeys as readonly string[]).includes(key)
}

function parseNumber(key: NumberKey, text: string): number {
  const { min, max, whole } = numberDomains[key]
  const value = numberIn(text)
  if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value
  const kind = whole ? 'a whole number' : 'a number'
  throw new UsageError(`${key} takes ${kind} from ${min} to ${max}, not ${quoted(text)}`)
}

/** A number, or one of the shapes with its numbers, such as `lognormal(5,0.5)`. */
function parseDistribution(key: DistributionKey, text: string): Distribution {
  const [, shape = '', inside = ''] = /^(\w+)\(([\d.,\s]+)\)$/.exec(text) ?? []
  const numbers = inside.split(',').map((part) => numberIn(part.trim()))
  const [first = Number.NaN, second = Number.NaN] = numbers
  if (shape === '' && isValue(numberIn(text))) return checked(key, constant(numberIn(text)))
  if (shape === 'exponential' && numbers.length === 1 && isValue(first)) {
    return checked(key, exponential(first))
  }
  if (numbers.length === 2 && isValue(first) && isValue(second)) {
    if (shape === 'uniform' && first <= second) return checked(key, uniform(first, second))
    if (shape === 'lognormal' && second <= 3) return checked(key, lognormal(first, second))
  }
  throw new UsageError(
    `${key} takes a number, uniform(from,to), exponential(mean) or lognormal(median,sigma) ` +
      `with sigma up to 3, not ${quoted(text)}`,
  )
}

/** Arrivals need a mean that can be divided by. */
function checked(key: DistributionKey, of: Distribution): Distribution {
  const mayBeZero = key !== 'batch.records' && key !== 'arrival.gap'
  const zero = Object.values(of).every((value) => typeof value === 'string' || value === 0)
  if (zero && !mayBeZero) throw new UsageError(`${key} must be above 0`)
  return of
}

function numberIn(text: string): number {
  return /^\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN
}

function isValue(value: number): boolean {
  return value >= 0 && value <= valueMax
}
