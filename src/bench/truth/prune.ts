/**
 * Makes the schedules of services that break something shorter: a service's story is hardly shrunk
 * by a search, for each run costs as much as a hundred of a program's, and a long one breaks little
 * besides what it was found in.
 *
 * What can be taken out while the same cells still break is taken out: halves of the disturbances,
 * quarters, each alone, and then what the world chose. A cell that is known stays known: only its
 * path becomes another one.
 */
import { properties } from '../../properties/all.ts'
import { playKnown } from '../../search/random/try-known.ts'
import { replay } from '../../search/replay/replay.ts'
import type { PlacedSchedule } from '../../search/schedules/known/disturbance.ts'
import { placed } from '../../search/schedules/known/place.ts'
import { formatPath, parsePath } from '../../search/schedules/path.ts'
import { choicesOf } from '../../search/schedules/recording.ts'
import type { Subject } from '../../search/schedules/subject.ts'
import { isOfUsualSizes, type KnownBroken, type Reference } from './reference.ts'
import { platformOf, strategyNamed, subjectOf } from './reference-subjects.ts'

/** Runs for one schedule: some runs of services take a second, and some have hundreds of edits. */
const runsMax = 120

/** The reference with shorter paths of services, of these strategies if any are named. */
export function pruned(reference: Reference, only: readonly string[] | undefined): Reference {
  const isAsked = ([name]: KnownBroken) =>
    platformOf(strategyNamed(name)) === 'services' && (only?.includes(name) ?? true)
  const groups = new Map<string, KnownBroken[]>()
  for (const cell of reference.cells.filter(isOfUsualSizes).filter(isAsked)) {
    const [strategy, fault, policy, , path] = cell
    const name = [strategy, fault, policy, path].join(' ')
    groups.set(name, [...(groups.get(name) ?? []), cell])
  }
  const shorter = new Map<KnownBroken, string>()
  for (const [name, cells] of groups) {
    const path = shorterPath(cells)
    if (path === null) continue
    console.log(`${name.slice(0, 70)}: ${choicesIn(cells[0]?.[4])} -> ${choicesIn(path)}`)
    for (const cell of cells) shorter.set(cell, path)
  }
  const cells = reference.cells.map((cell): KnownBroken => {
    const path = shorter.get(cell)
    if (path === undefined) return cell
    const [strategy, fault, policy, property] = cell
    return [strategy, fault, policy, property, path]
  })
  return { ...reference, cells }
}

/** How many choices other than 0. */
function choicesIn(path = '0'): number {
  return parsePath(path).filter((choice) => choice !== 0).length
}

/** A path that breaks all of these cells, which share theirs; null: none that is shorter. */
function shorterPath(cells: readonly KnownBroken[]): string | null {
  const [first] = cells
  if (first === undefined) return null
  const subject = subjectOf(first)
  const breaksAll = (broken: readonly string[]) =>
    cells.every(([, , , property]) => broken.includes(property))
  let runs = 0
  const breaks = (schedule: PlacedSchedule) =>
    runs++ < runsMax && breaksAll(playKnown(subject, properties, schedule).broken)
  const before = placed(subject, parsePath(first[4]))
  if (!breaks(before)) return null
  const after = withoutWorld(withoutDisturbances(before, breaks), breaks)
  const choices = choicesOf(playKnown(subject, properties, after).recording)
  const path = formatPath(choices)
  const isShorter = choicesIn(path) < choicesIn(first[4])
  return isShorter && breaksAll(brokenBy(subject, choices)) ? path : null
}

/** Tries fewer disturbances until none can be left out. */
function withoutDisturbances(
  schedule: PlacedSchedule,
  breaks: (schedule: PlacedSchedule) => boolean,
): PlacedSchedule {
  let best = schedule
  for (let size = best.disturbances.length; size > 0; ) {
    const length = best.disturbances.length
    // The last first: what it did nobody after it depends on.
    for (let end = length; end > 0; end -= size) {
      const { disturbances } = best
      const kept = disturbances.filter((_, at) => at < end - size || at >= end)
      if (breaks({ ...best, disturbances: kept })) best = { ...best, disturbances: kept }
    }
    const wasUseful = best.disturbances.length < length
    if (size > 1 || !wasUseful) size >>= 1
  }
  return best
}

/** What the world chose by itself, each alone. */
function withoutWorld(
  schedule: PlacedSchedule,
  breaks: (schedule: PlacedSchedule) => boolean,
): PlacedSchedule {
  let best = schedule
  for (const one of schedule.world) {
    const without = { ...best, world: best.world.filter((other) => other !== one) }
    if (breaks(without)) best = without
  }
  return best
}

function brokenBy({ strategy, scenario, runner }: Subject, choices: readonly number[]) {
  const { misfitAt, judgements } = replay({ strategy, scenario, choices, properties, runner })
  if (misfitAt >= 0) return []
  return judgements
    .filter(({ witnesses, notApplicable }) => witnesses.length > 0 && notApplicable === null)
    .map(({ property }) => property)
}
