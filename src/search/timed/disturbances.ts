/**
 * What goes wrong, or is done on purpose, in a timed run: one event that is looked at closely, and
 * the background of a bad network.
 *
 * A deploy stops one process after the other, each when the one before is a member again. What
 * strikes comes from the model's faults (`model/faults`); only a pause has an end of its own.
 */
import type { Choices } from '../../model/choices.ts'
import type { FaultName } from '../../model/faults/all.ts'
import { injectInto, targetsOf } from '../../model/faults/inject.ts'
import type { Target } from '../../model/faults/target.ts'
import type { Instance } from '../../model/instance/instance.ts'
import { unfreeze } from '../../model/instance/unfreeze.ts'
import { consumersIn, siblingsOf } from '../../model/siblings.ts'
import { instanceAt, type World } from '../../model/world.ts'
import { type Draws, drawn, poissonGapMs } from './draws.ts'
import { faultInjected, type RunCounts } from './run-counts.ts'

/** What a timed run can be about, besides ordinary life. */
export const eventKinds = ['crash', 'deploy', 'pause', 'failover'] as const

export type TimedEvent = (typeof eventKinds)[number]

/** What a run is about: ordinary life, or one event. */
export type About = 'quiet' | TimedEvent

interface Happening {
  readonly due: number
  readonly what: TimedEvent | 'deploy-step' | 'thaw' | 'disconnect'
  /** A slot of `deploy-step`, an instance of `thaw`. */
  readonly subject: number
}

export interface Disturbances {
  readonly world: World
  readonly draws: Draws
  readonly counts: RunCounts
  readonly choices: Choices
  readonly planned: Happening[]
  /** Events that have not come to their end. */
  open: number
}

/** How long a step of a deploy waits before it looks again whether it can go on. */
const lookAgainMs = 500
const msPerHour = 3_600_000

/** None yet but the background. */
export function createDisturbances(world: World, draws: Draws, counts: RunCounts): Disturbances {
  const choices = { choose: (bound: number) => Math.floor(draws.faults() * bound) }
  const disturbances = { world, draws, counts, choices, planned: [], open: 0 }
  planDisconnect(disturbances)
  return disturbances
}

/** Plans an event for that time. */
export function planEvent(disturbances: Disturbances, event: TimedEvent, due: number): void {
  disturbances.open++
  disturbances.planned.push({ due, what: event, subject: 0 })
}

/** When the next thing happens; infinite: nothing will. */
export function nextDisturbance({ planned }: Disturbances): number {
  let due = Number.POSITIVE_INFINITY
  for (let i = 0; i < planned.length; i++) due = Math.min(due, planned[i]?.due ?? due)
  return due
}

/** Does what is due first; the world's clock stands there. */
export function disturb(disturbances: Disturbances): void {
  const { planned, world } = disturbances
  const due = nextDisturbance(disturbances)
  const index = planned.findIndex((happening) => happening.due === due)
  const [happening] = planned.splice(index, 1)
  if (happening === undefined) return
  const { what, subject } = happening
  switch (what) {
    case 'crash':
      return injectOnce(disturbances, 'crash')
    case 'failover':
      return injectOnce(disturbances, 'coordinator-failover')
    case 'pause':
      return pause(disturbances)
    case 'deploy':
    case 'deploy-step':
      return deployStep(disturbances, subject)
    case 'thaw':
      disturbances.open--
      return thaw(world, subject)
    case 'disconnect':
      inject(disturbances, 'disconnect', any(disturbances))
      return planDisconnect(disturbances)
    default:
      return what satisfies never
  }
}

function planDisconnect({ planned, draws, world }: Disturbances): void {
  const perHour = draws.profile['disconnects.per.hour']
  if (perHour <= 0) return
  const due = world.now + poissonGapMs(draws.faults, msPerHour / perHour)
  planned.push({ due, what: 'disconnect', subject: 0 })
}

type Pick = (targets: readonly Target[]) => Target | undefined

function any({ choices }: Disturbances): Pick {
  return (targets) => targets[choices.choose(targets.length, targetless)]
}

const targetless = {
  about: 'fault-target',
  ordinary: 0,
  faults: [],
  delays: 0,
  happened: 0,
  possible: () => false,
} as const

/** True: it found its victim. */
function inject({ world, choices }: Disturbances, fault: FaultName, pick: Pick): boolean {
  const target = pick(targetsOf(world, fault))
  if (target === undefined) return false
  injectInto(world, fault, target, choices)
  return true
}

function injectOnce(disturbances: Disturbances, fault: FaultName): void {
  faultInjected(disturbances.counts, disturbances.world.now)
  disturbances.open--
  inject(disturbances, fault, any(disturbances))
}

function pause(disturbances: Disturbances): void {
  const { world, planned, draws, counts } = disturbances
  faultInjected(counts, world.now)
  if (!inject(disturbances, 'pause', any(disturbances))) {
    disturbances.open--
    return
  }
  const frozen = world.running.find(
    (instance) =>
      instance.status === 'frozen' &&
      !siblingsOf(world, instance).some(({ index }) => isToThaw(planned, index)),
  )
  const due = world.now + drawn(draws, 'pause.ms')
  if (frozen !== undefined) planned.push({ due, what: 'thaw', subject: frozen.index })
}

/** `since` is the moment at which its heartbeat thread looks at a clock that has run on. */
function thaw(world: World, index: number): void {
  for (const instance of siblingsOf(world, instanceAt(world, index))) {
    if (instance.status !== 'frozen') continue
    unfreeze(world, instance)
    instance.since = world.now
  }
}

function isToThaw(planned: readonly Happening[], index: number): boolean {
  return planned.some(({ what, subject }) => what === 'thaw' && subject === index)
}

/** Stops the process of a slot when those before it are back; after the last one waits for it. */
function deployStep(disturbances: Disturbances, slot: number): void {
  const { world, planned, counts } = disturbances
  const soon = world.now + lookAgainMs
  if (slot > 0 && !isMember(world, slot - 1)) {
    planned.push({ due: soon, what: 'deploy-step', subject: slot })
    return
  }
  const instance = world.instances[world.slots[slot]?.instance ?? -1]
  if (instance === undefined) {
    disturbances.open--
    return
  }
  if (instance.status === 'live' && !instance.stopping) {
    faultInjected(counts, world.now)
    inject(disturbances, 'shutdown', (targets) =>
      targets.find(({ member }) => member === instance.name),
    )
  }
  planned.push({ due: soon, what: 'deploy-step', subject: slot + 1 })
}

/** Whether the slot's process runs and has its place in the group. */
export function isMember(world: World, slot: number): boolean {
  const place = world.slots[slot]
  const consumers = place === undefined ? [] : consumersIn(world, place)
  return consumers.length > 0 && consumers.every(hasItsPlace)
}

function hasItsPlace(instance: Instance): boolean {
  if (instance.status !== 'live' || instance.stopping) return false
  const { mode, membership, rejoinNeeded } = instance.consumer
  if (mode !== 'subscribed') return instance.consumer.partitions.length > 0
  return membership === 'stable' && !rejoinNeeded
}
