/** Schedules that broke shipped strategies, to be tried on all. */
import { type PlacedSchedule, parsePlaced } from './disturbance.ts'
import { knownTexts } from './texts/all.ts'
import type { KnownTexts } from './texts/known-texts.ts'

const placed = new Map<string, readonly PlacedSchedule[]>()

/** Those that need no other faults than these, for that kind of strategy. */
export function knownUnder(
  faults: readonly string[],
  platform: keyof KnownTexts,
): readonly PlacedSchedule[] {
  return ['none', ...faults].flatMap((fault) => placedOf(fault, platform))
}

function placedOf(fault: string, platform: keyof KnownTexts): readonly PlacedSchedule[] {
  const key = `${platform} ${fault}`
  const known = placed.get(key)
  if (known !== undefined) return known
  const texts = knownTexts[fault]?.[platform] ?? []
  const schedules = texts.map((parts) => parsePlaced(parts.join('; ')))
  placed.set(key, schedules)
  return schedules
}
