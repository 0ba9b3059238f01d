/**
 * Chooses the schedules that every search tries (`search/schedules/known`) from the paths of what
 * is known to be broken: few that break many, each cell by two of different strategies where there
 * are such.
 */
import { properties } from '../../properties/all.ts'
import { playKnown } from '../../search/random/try-known.ts'
import { formatPlaced, parsePlaced } from '../../search/schedules/known/disturbance.ts'
import { placed } from '../../search/schedules/known/place.ts'
import type { KnownTexts } from '../../search/schedules/known/texts/known-texts.ts'
import { parsePath } from '../../search/schedules/path.ts'
import { isOfUsualSizes, type KnownBroken, type Reference } from './reference.ts'
import { platformOf, strategyNamed, subjectOf } from './reference-subjects.ts'

/** What schedules are chosen for: `small` are programs in the world that is searched wholly. */
export type KnownKind = keyof KnownTexts

/** Longer texts are left out. A schedule of services may be long where it cannot be made short. */
const textMax: Readonly<Record<KnownKind, number>> = {
  programs: Number.POSITIVE_INFINITY,
  services: 3000,
  small: Number.POSITIVE_INFINITY,
}

/** How many schedules a fault may have. */
const chosenMax: Readonly<Record<KnownKind, number>> = { programs: 24, services: 20, small: 24 }

/** A schedule, the strategy whose path it was, and the cells that it breaks. */
interface Candidate {
  readonly text: string
  readonly strategy: string
  readonly breaks: ReadonlySet<string>
}

/** The texts, by fault; `without`: strategies not to learn from. */
export function chooseKnown(
  { cells }: Reference,
  kind: KnownKind,
  without: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, readonly string[]> {
  const own = cells.filter((cell) => kindOf(cell) === kind)
  const chosen = new Map<string, readonly string[]>()
  const choose = (fault: string, given: readonly Candidate[]): readonly Candidate[] => {
    const ofFault = own.filter(([strategy, under]) => under === fault && !without.has(strategy))
    const texts = textsOf(ofFault, textMax[kind])
    const known = candidatesOf(
      new Map(given.map(({ text, strategy }) => [text, strategy])),
      ofFault,
    )
    const found = cover(candidatesOf(texts, ofFault), known, chosenMax[kind])
    console.log(`${kind} ${fault}: ${found.length} of ${ofFault.length} schedules`)
    chosen.set(
      fault,
      found.map(({ text }) => text),
    )
    return found
  }
  // What needs no fault is tried under each: nothing else need be chosen for what it breaks.
  const calm = choose('none', [])
  const faults = new Set(own.map(([, fault]) => fault))
  for (const fault of faults) if (fault !== 'none') choose(fault, calm)
  return chosen
}

/** What the path of a cell can be chosen for. */
function kindOf(cell: KnownBroken): KnownKind {
  return isOfUsualSizes(cell) ? platformOf(strategyNamed(cell[0])) : 'small'
}

/** The schedules of the cells as texts, each with the first strategy that it is of. */
function textsOf(cells: readonly KnownBroken[], longest: number): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  for (const cell of cells) {
    const text = formatPlaced(placed(subjectOf(cell), parsePath(cell[4])))
    if (text !== '' && text.length <= longest && !texts.has(text)) texts.set(text, cell[0])
  }
  return texts
}

/** What each of these breaks of the cells. */
function candidatesOf(
  texts: ReadonlyMap<string, string>,
  cells: readonly KnownBroken[],
): readonly Candidate[] {
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

/**
 * Greedily: the one that adds most to those that are given; a second one of another strategy
 * counts half.
 */
function cover(
  candidates: readonly Candidate[],
  given: readonly Candidate[],
  most: number,
): readonly Candidate[] {
  const by = new Map<string, Candidate[]>()
  const add = (one: Candidate) => {
    for (const cell of one.breaks) by.set(cell, [...(by.get(cell) ?? []), one])
  }
  given.forEach(add)
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
    add(best)
  }
  return chosen
}
