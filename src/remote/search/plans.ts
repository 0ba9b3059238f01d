/** Which schedules are tried, from the moments that a quiet run met. */
import { instanceName } from '../../model/instance/instance.ts'
import type { Moment } from '../moments/moment.ts'
import { type PlannedFault, plannedAt, type RemoteFault } from '../moments/remote-faults.ts'

/** What can be tried of one fault, in the order in which it is. */
export interface FaultPlans {
  readonly fault: RemoteFault
  readonly planned: readonly PlannedFault[]
}

/** Where commit strategies break, before where they seldom do. */
const tellingFirst = [
  ...['commit.applied', 'effect.seen', 'commit.arrived', 'commit.answered', 'records.answered'],
  ...['produce.applied', 'sync.applied', 'sync.arrived', 'join.arrived'],
]

/**
 * Every fault at every moment of these. Of each there is one moment of each kind in turn; of a kind
 * the first and the last come first, then the middle, then what lies between, so that however
 * many are tried they lie far apart.
 */
export function plansOf(
  faults: readonly RemoteFault[],
  moments: readonly Moment[],
): readonly FaultPlans[] {
  return faults.map((fault) => ({
    fault,
    planned: inTurn(byKind(moments.flatMap((moment) => plannedAt(fault, moment)))),
  }))
}

/** In lists of one happening, stage and detail each. */
export function byKind(all: readonly PlannedFault[]): readonly (readonly PlannedFault[])[] {
  const kinds = new Map<string, PlannedFault[]>()
  const place = ({ at }: PlannedFault) => `${at.happening}.${at.stage}`
  const rank = (one: PlannedFault) => tellingFirst.indexOf(place(one))
  for (const one of [...all].sort((a, b) => rank(a) - rank(b))) {
    const kind = `${place(one)} ${one.error}`
    kinds.set(kind, [...(kinds.get(kind) ?? []), one])
  }
  return [...kinds.values()].map(spread)
}

/** One of each list in turn, until there are none. */
export function inTurn(lists: readonly (readonly PlannedFault[])[]): readonly PlannedFault[] {
  const most = Math.max(0, ...lists.map(({ length }) => length))
  const order: PlannedFault[] = []
  for (let at = 0; at < most; at++) {
    for (const planned of lists) {
      const next = planned[at]
      if (next !== undefined) order.push(next)
    }
  }
  return order
}

/**
 * Two faults in one run, drawn: `random` answers numbers from 0 up to 1. Who takes the place of a
 * process that the first one ends has its own moments; `members`: how many there were at the start.
 */
export function drawnPair(
  plans: readonly FaultPlans[],
  members: number,
  random: () => number,
): readonly PlannedFault[] {
  const draw = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)]
  const drawFault = () =>
    draw(draw(plans.filter(({ planned }) => planned.length > 0))?.planned ?? [])
  const [first, second] = [drawFault(), drawFault()]
  if (first === undefined || second === undefined) return []
  const ends = first.fault === 'crash' || first.fault === 'shutdown'
  if (ends && second.at.member === first.at.member) {
    const member = instanceName(members)
    return [first, { ...second, at: { ...second.at, member } }]
  }
  const isEarlier = second.at.member === first.at.member && second.at.nth < first.at.nth
  return isEarlier ? [second, first] : [first, second]
}

/** The same, so that any beginning of it is spread over the whole. */
export function spread<T>(all: readonly T[]): readonly T[] {
  const order: T[] = []
  const taken = new Set<number>()
  const take = (index: number): void => {
    const one = all[index]
    if (one === undefined || taken.has(index)) return
    taken.add(index)
    order.push(one)
  }
  take(0)
  take(all.length - 1)
  for (let parts = 2; order.length < all.length; parts *= 2) {
    for (let part = 1; part < parts; part += 2) take(Math.floor((all.length * part) / parts))
    if (parts > all.length) for (let index = 0; index < all.length; index++) take(index)
  }
  return order
}
