/** What a random sequence asks for most. */
import seedrandom from 'seedrandom'

const first = ['group', 'static', 'commits', 'transactions', 'log', 'time'] as const
const later = ['records', 'offsets', 'protocols'] as const
const latest = ['timeouts'] as const
const newest = ['sessions', 'versions'] as const
/** What a sequence asks for most, by name. */
export type Theme =
  | (typeof first)[number]
  | (typeof later)[number]
  | (typeof latest)[number]
  | (typeof newest)[number]

/** One in so many sequences has one of the later themes. */
const laterOneIn = 3
/** And one in so many one of the latest, which take time. */
const latestOneIn = 20
/** And one in so many one of the newest. */
const newestOneIn = 8

/** The theme of a sequence. Whatever is added later, the others stay what they are. */
export function themeOf(seed: number, number: number): Theme {
  const draw = seedrandom(`${seed} ${number} theme`)
  const theme = first[Math.floor(draw() * first.length)] ?? 'group'
  const fresh = seedrandom(`${seed} ${number} newest theme`)
  if (fresh() * newestOneIn < 1) return newest[Math.floor(fresh() * newest.length)] ?? theme
  const last = seedrandom(`${seed} ${number} latest theme`)
  if (last() * latestOneIn < 1) return latest[Math.floor(last() * latest.length)] ?? theme
  const again = seedrandom(`${seed} ${number} later theme`)
  if (again() * laterOneIn >= 1) return theme
  return later[Math.floor(again() * later.length)] ?? theme
}
