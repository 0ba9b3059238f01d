/** `--sweep key=a,b,c`: one point per value of a setting, a value of the profile, or an ack. */
import type { Settings } from '../../model/settings.ts'
import type { Profile } from '../../search/timed/profile.ts'
import { parseSettings, settingNames } from '../../settings/read-settings.ts'
import type { Ack } from '../../strategies/strategy.ts'
import { knownName, quoted, UsageError } from '../usage-error.ts'
import { isProfileKey, profileKeys, withProfileValue } from './profile-option.ts'

/** What is measured at one value. */
export interface Point {
  /** As the user wrote it; null: nothing is swept. */
  readonly value: string | null
  readonly profile: Profile
  /** What the user set, the swept setting among it. */
  readonly settings: Readonly<Partial<Settings>>
  readonly ack: Ack | null
}

/** A sweep as it was asked for. */
export interface Sweep {
  readonly key: string
  readonly values: readonly string[]
}

const ackKeys = ['ack.count', 'ack.time.ms'] as const
const valuesMax = 50

/** Reads the option; commas inside brackets belong to the value. */
export function parseSweep(text: string): Sweep {
  const equals = text.indexOf('=')
  if (equals < 1) throw new UsageError(`--sweep takes key=a,b,c, not ${quoted(text)}`)
  const known = [...settingNames, ...profileKeys, ...ackKeys]
  const key = knownName(text.slice(0, equals).trim(), known, 'setting or profile value')
  const values = text
    .slice(equals + 1)
    .split(/,(?![^(]*\))/)
    .map((value) => value.trim())
  if (values.some((value) => value === '')) {
    throw new UsageError(`--sweep takes key=a,b,c, not ${quoted(text)}`)
  }
  const distinct = [...new Set(values)]
  if (distinct.length > valuesMax) {
    throw new UsageError(`--sweep takes at most ${valuesMax} values`)
  }
  return { key, values: distinct }
}

/** One point per value of the sweep; without one, a single point. */
export function pointsOf(
  sweep: Sweep | null,
  profile: Profile,
  settings: Readonly<Partial<Settings>>,
): readonly Point[] {
  if (sweep === null) return [{ value: null, profile, settings, ack: null }]
  const { key } = sweep
  return sweep.values.map((value) => {
    const point = { value, profile, settings, ack: null }
    if (key === 'ack.count') return { ...point, ack: { count: ackNumber(key, value) } }
    if (key === 'ack.time.ms') return { ...point, ack: { timeMs: ackNumber(key, value) } }
    if (isProfileKey(key)) return { ...point, profile: withProfileValue(profile, key, value) }
    return { ...point, settings: { ...settings, ...parseSettings([`${key}=${value}`]) } }
  })
}

function ackNumber(key: string, text: string): number {
  const value = /^\d{1,8}$/.test(text) ? Number(text) : 0
  if (value >= 1) return value
  throw new UsageError(`${key} takes a whole number from 1 to 99999999, not ${quoted(text)}`)
}
