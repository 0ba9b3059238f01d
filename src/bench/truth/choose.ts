/**
 * Chooses the schedules that every search tries (`search/schedules/known`) from the paths of what
 * is known to be broken: few that break many, each cell by two of different strategies where there
 * are such.
 */
import { properties } from '../../properties/all.ts'
import { playKnown } from '../../search/random/try-known.ts'
import { formatPlaced, parsePlaced } from '../../search/schedules/known/disturbance.ts'
import { placed } from '../../search/schedules/known/place.ts'
import { parsePath } from '../../search/schedules/path.ts'
import { isOfUsualSizes, type KnownBroken, type Reference } from './reference.ts'
import { type Platform, platformOf, strategyNamed, subjectOf } from './reference-subjects.ts'

/** Longer texts are left out: many schedules of services are hardly shrunk. */
const textMax = { programs: Number.POSITIVE_INFINITY, services: 420 } as const

/** How many schedules a fault may have. */
const chosenMax = { programs: 24, services: 15 } as const

/** A schedule, the strategy whose path it was, and the cells that it breaks. */
interface Candidate {
  readonly text: string
  readonly strategy: string
  readonly breaks: ReadonlySet<string>
}

/** The texts, by fault; `without`: strategies not to learn from. */
export function chooseKnown(
  { cells }: Reference,
  platform: Platform,
  without: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, readonly string[]> {
  const usual = cells.filter(isOfUsualSizes)
  const own = usual.filter(([strategy]) => platformOf(strategyNamed(strategy)) === platform)
  const faults = [...new Set(own.map(([, fault]) => fault))]
  const texts = faults.map((fault) => {
    const ofFault = own.filter(([, under]) => under === fault)
    const learnt = ofFault.filter(([strategy]) => !without.has(strategy))
    const chosen = cover(candidatesOf(learnt, textMax[platform]), chosenMax[platform])
    console.log(`${platform} ${fault}: ${chosen.length} of ${learnt.length} schedules`)
    return [fault, chosen.map(({ text }) => text)] as const
  })
  return new Map(texts)
}

function candidatesOf(cells: readonly KnownBroken[], longest: number): readonly Candidate[] {
  const texts = new Map<string, string>()
  for (const cell of cells) {
    const text = formatPlaced(placed(subjectOf(cell), parsePath(cell[4])))
    if (text !== '' && text.length <= longest && !texts.has(text)) texts.set(text, cell[0])
  }
  const units = new Map(cells.map((cell) => [cell.slice(0, 3).join(' '), cell]))
  const known = new Set(cells.map((cell) => cell.slice(0, 4).join(' ')))
  const subjects = [...units].map(([name, cell]) => ({ name, subject: subjectOf(cell) }))
  return [...texts].map(([text, strategy]) => {
    const schedule = parsePlaced(text)
    const broken = subjects.flatMap(({ name, subject }) =>
      playKnown(subject, properties, schedule).broken.map((property) => `${name} ${property}`),
    )
    return { text, strategy, breaks: new Set(broken.filter((cell) => known.has(cell))) }
  })
}

/** Greedily: the one that adds most; a second one of another strategy counts half. */
function cover(candidates: readonly Candidate[], most: number): readonly Candidate[] {
  const by = new Map<string, Candidate[]>()
  const worth = ({ breaks, strategy }: Candidate): number => {
    let sum = 0
    for (const cell of breaks) {
      const others = by.get(cell) ?? []
      if (others.length === 0) sum += 1
      else if (others.length === 1 && others[0]?.strategy !== strategy) sum += 0.5
    }
    return sum
  }
  const chosen: Candidate[] = []
  while (chosen.length < most) {
    const left = candidates.filter((one) => !chosen.includes(one))
    const [best] = left.toSorted((a, b) => worth(b) - worth(a) || a.text.length - b.text.length)
    if (best === undefined || worth(best) === 0) break
    chosen.push(best)
    for (const cell of best.breaks) by.set(cell, [...(by.get(cell) ?? []), best])
  }
  return chosen
}
