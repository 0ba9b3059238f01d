/**
 * Finds all minimal sets that break something and all maximal ones that do not; asks little.
 *
 * What breaks with some kinds of fault breaks with more of them, too, by the same schedule. So the
 * minimal breaking sets say everything, and a set that holds speaks for all within it. The
 * largest set that nothing known forbids is asked; if it holds, it is a maximal surviving set; if
 * it breaks, what broke it is cut down to a minimal set, which forbids all that contain it. When no
 * set is left to ask, the minimal sets are all there are, for each surviving set lacks an element
 * of each of them and no set is larger ("dualize and advance": Gunopulos et al., "Discovering all
 * most specific sentences", 2003; MARCO: Liffiton et al., 2016).
 */
import { elementsOf, isWithin, sizeOf } from './fault-masks.ts'

/**
 * What is known of a set: `null` when it could not be decided, `holds`, or the part of it, at most
 * all of it, that broke.
 */
export type Answer = null | 'holds' | { readonly broken: number }

/** What was found. Complete unless something could not be decided. */
export interface Dualization {
  /** None within another; by size, then by their elements. */
  readonly minimal: readonly number[]
  /** Asked and held; none within another. */
  readonly surviving: readonly number[]
  readonly complete: boolean
}

/** Each set is asked for as often as it comes up: `ask` is meant to remember. */
export function dualize(ground: number, ask: (set: number) => Answer): Dualization {
  const minimal: number[] = []
  const surviving: number[] = []
  const breaks = (broken: number): void => {
    const least = minimise(broken, ask)
    // A search that overlooked something once may find it later.
    drop(minimal, (known) => isWithin(least, known))
    drop(surviving, (known) => isWithin(least, known))
    minimal.push(least)
  }
  for (const set of [0, ...elementsOf(ground).map((at) => 1 << at)]) {
    if (minimal.some((known) => isWithin(known, set))) continue
    const answer = ask(set)
    if (answer !== null && answer !== 'holds') breaks(answer.broken)
  }
  let complete = true
  for (;;) {
    const set = unexplored(ground, minimal, surviving)
    if (set === null) break
    const answer = ask(set)
    if (answer === null) {
      complete = false
      break
    }
    if (answer === 'holds') {
      drop(surviving, (known) => isWithin(known, set))
      surviving.push(set)
    } else breaks(answer.broken)
  }
  return { minimal: minimal.sort(bySize), surviving: surviving.sort(bySize), complete }
}

/** Leaves out one element after the other that is not needed; what could not be decided stays. */
function minimise(broken: number, ask: (set: number) => Answer): number {
  let least = broken
  for (const at of elementsOf(broken)) {
    if ((least & (1 << at)) === 0) continue
    const answer = ask(least & ~(1 << at))
    if (answer !== null && answer !== 'holds') least = answer.broken
  }
  return least
}

/** A maximal set that contains no minimal one and lies within none that survived; or null. */
function unexplored(
  ground: number,
  minimal: readonly number[],
  surviving: readonly number[],
): number | null {
  const within = (set: number): number | null => {
    if (surviving.some((known) => isWithin(set, known))) return null
    const hit = minimal.find((known) => isWithin(known, set))
    if (hit === undefined) return set
    for (const at of elementsOf(hit)) {
      const found = within(set & ~(1 << at))
      if (found !== null) return found
    }
    return null
  }
  const found = within(ground)
  return found === null ? null : grown(found, ground, minimal)
}

/** With each further element that completes no minimal set. */
function grown(set: number, ground: number, minimal: readonly number[]): number {
  let most = set
  for (const at of elementsOf(ground)) {
    const more = most | (1 << at)
    if (!minimal.some((known) => isWithin(known, more))) most = more
  }
  return most
}

function drop(sets: number[], unwanted: (set: number) => boolean): void {
  const wanted = sets.filter((set) => !unwanted(set))
  sets.splice(0, sets.length, ...wanted)
}

const bySize = (a: number, b: number): number => sizeOf(a) - sizeOf(b) || a - b
