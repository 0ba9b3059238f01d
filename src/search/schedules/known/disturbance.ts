/**
 * A schedule told by what happens in it: each disturbance comes so many steps after the n-th event
 * of a kind. A path says at which choice of one run; this fits other strategies, too.
 *
 * As text: `commit-requested 3 +0 disconnect 4 1` (the third such event, at once, the fault and its
 * details); `start +12 delay 0 0 7`; `joined 1 +2 order 3` (another action than the due one); what
 * the world chooses by itself is `world 4 = 2` (its fourth such choice). Joined by `; `.
 */
import type { FaultName } from '../../../model/faults/all.ts'
import { faultNames } from '../../../model/faults/names.ts'
import { landmarks } from '../../../model/run/landmarks.ts'

/** What a disturbance waits for: the n-th landmark of a kind, n from 1; null: the start. */
export type Anchor = { readonly landmark: number; readonly count: number } | null

/** Something other than the default, and the answers that its details take. */
export interface Disturbance {
  readonly after: Anchor
  /** So many steps later. */
  readonly steps: number
  readonly what: FaultName | 'delay' | 'order'
  readonly details: readonly number[]
}

/** A choice of the world: the n-th, from 0. */
export interface WorldChoice {
  readonly at: number
  readonly choice: number
}

/** A schedule that fits more than one run. */
export interface PlacedSchedule {
  readonly disturbances: readonly Disturbance[]
  readonly world: readonly WorldChoice[]
}

/** Its text. */
export function formatPlaced({ disturbances, world }: PlacedSchedule): string {
  const choices = world.map(({ at, choice }) => `world ${at} = ${choice}`)
  const others = disturbances.map(({ after, steps, what, details }) => {
    const anchor = after === null ? 'start' : `${landmarks[after.landmark]} ${after.count}`
    return [anchor, `+${steps}`, what, ...details].join(' ')
  })
  return [...choices, ...others].join('; ')
}

/** The schedule of a text. Throws a RangeError that quotes what it cannot read. */
export function parsePlaced(text: string): PlacedSchedule {
  const disturbances: Disturbance[] = []
  const world: WorldChoice[] = []
  for (const part of text.split('; ')) {
    const ofWorld = /^world (\d+) = (\d+)$/.exec(part)
    if (ofWorld === null) disturbances.push(disturbanceOf(part))
    else world.push({ at: Number(ofWorld[1]), choice: Number(ofWorld[2]) })
  }
  return { disturbances, world }
}

function disturbanceOf(part: string): Disturbance {
  const match = /^(start|([a-z-]+) (\d+)) \+(\d+) ([a-z-]+)((?: \d+)*)$/.exec(part)
  const [, anchor, name = '', count, steps, what, details = ''] = match ?? []
  const landmark = (landmarks as readonly string[]).indexOf(name)
  const isKnown = what === 'delay' || what === 'order' || isFault(what)
  if (match === null || !isKnown || (anchor !== 'start' && landmark < 0)) {
    throw new RangeError(`no disturbance: ${part}`)
  }
  return {
    after: anchor === 'start' ? null : { landmark, count: Number(count) },
    steps: Number(steps),
    what,
    details: details.trim() === '' ? [] : details.trim().split(' ').map(Number),
  }
}

function isFault(word: string | undefined): word is FaultName {
  return (faultNames as readonly (string | undefined)[]).includes(word)
}
