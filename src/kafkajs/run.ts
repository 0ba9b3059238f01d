/**
 * Runs one schedule of a kafkajs service: the storm, in which faults may happen and what is
 * ordinary may take longer, then the calm, in which neither is and the group must catch up, then
 * the end.
 *
 * Unlike in the model time is real (virtual milliseconds): the event that is due first happens
 * first, and what a choice can do is to let a message or a handler take longer. Sessions,
 * rebalances and requests time out by the clock.
 */
import { fileURLToPath } from 'node:url'
import { addressOf } from '../broker/addresses.ts'
import { GroupNames } from '../broker/group-names.ts'
import type { Choices, Question } from '../model/choices.ts'
import { worldQuestion } from '../model/choices.ts'
import { endStorm } from '../model/cluster-actions/end-storm.ts'
import type { Engine } from '../model/cluster-actions/engine.ts'
import { createWorld } from '../model/create-world.ts'
import { inject, isPossible } from '../model/faults/inject.ts'
import { type SessionEnds, timingPorts } from '../model/group/deadlines.ts'
import type { Emit } from '../model/history.ts'
import { StrategyFailure } from '../model/instance/ops.ts'
import type { Meter } from '../model/meter/meter.ts'
import { createPorts } from '../model/ports.ts'
import { planProduction } from '../model/producing.ts'
import type { Outcome } from '../model/run/run.ts'
import type { Scenario } from '../model/scenario.ts'
import { tellsLines } from '../model/telling-lines.ts'
import type { World } from '../model/world.ts'
import type { KafkajsStrategy } from '../strategies/kafkajs/service.ts'
import { forgetDeliveries } from './app/deliveries.ts'
import { forgetMissing } from './app/environment.ts'
import { framesMax } from './realm/lines.ts'
import { whileListening } from './realm/realm.ts'
import { sharedRealm } from './shared-realm.ts'
import { dispatch } from './simulation/dispatch.ts'
import { HandOns } from './simulation/hand-ons.ts'
import { createNext, findNext, type Next } from './simulation/next-event.ts'
import { processesOf } from './simulation/processes.ts'
import { isQuiescent } from './simulation/quiescent.ts'
import type { Simulation } from './simulation/simulation.ts'
import { createEngine } from './simulation/simulation-engine.ts'
import { beginSlow, canBeSlow, putOff } from './simulation/slow.ts'
import { startInNewSlot } from './simulation/supervisor.ts'
import { watchingPorts } from './simulation/watching-ports.ts'

/** How much longer a message or a handler may take, in milliseconds; the first choice is 0. */
const delaysMs = [0, 5, 50, 500, 4000] as const
/** How many streams of chance there are inside of processes. */
const seeds = 16

/**
 * After so many events without anything achieved a storm is over, whatever is left to do; so is a
 * calm. kafkajs can be busy for long: it fetches without a pause while another of its fetchers
 * works on the partition that has moved to the broker of this one.
 */
const stormStepsMax = 4000
const calmStepsMax = 30_000
/** So long without anything achieved, and nothing more is expected, in milliseconds. */
const patienceMs = 130_000
/** With new partitions: clients look for them every five minutes. */
const patienceWithMetadataMs = 330_000

/** What is not there at the start is produced when the group has settled, in milliseconds. */
const firstProductionMs = 6500

/** Runs the service in the scenario under the choices; events go to `emit`. */
export function runKafkajs(
  strategy: KafkajsStrategy,
  scenario: Scenario,
  choices: Choices,
  emit: Emit,
  meter?: Meter,
): Outcome {
  const simulation = createSimulation(strategy, scenario, choices, emit, meter)
  // Put back by the library, as all that a run may change.
  if (tellsLines()) {
    simulation.realm.Error.stackTraceLimit = framesMax
    forgetMissing()
  }
  try {
    return whileListening(simulation.realm, () => runToTheEnd(simulation, strategy, choices))
  } finally {
    forgetDeliveries()
    simulation.library.restore()
  }
}

function createSimulation(
  strategy: KafkajsStrategy,
  scenario: Scenario,
  choices: Choices,
  emit: Emit,
  meter: Meter | undefined,
): Simulation {
  const sessionEnds: SessionEnds = new Map()
  const program = { name: strategy.name, *run() {} }
  const highest = new Map<string, number>()
  const telling: Emit = (event) => {
    // What is committed again then is achieved again.
    if (event.kind === 'committed-offset-lost') highest.clear()
    emit(event)
  }
  const handOns = new HandOns(() => world)
  const world: World = createWorld(program, scenario, telling, (late) => {
    const ports = timingPorts(createPorts(late, meter ?? null), sessionEnds)
    return watchingPorts(ports, late, highest, handOns)
  })
  return {
    ...sharedRealm(),
    world,
    file: pathOf(strategy.service),
    apps: [],
    inFlight: new Map(),
    handOns,
    finished: new Set(),
    slow: [],
    sessionEnds,
    groups: new GroupNames(),
    addressOf,
    nextConnection: 0,
    makeRecord: null,
    progressAt: 0,
    progressStep: 0,
    progressSeen: 0,
    settling: { generation: 0, unsettledAt: 0 },
    mistake: '',
    bug: null,
    seed: choices.choose(seeds, worldQuestion),
  }
}

function pathOf(service: string): string {
  return service.startsWith('file:') ? fileURLToPath(service) : service
}

function runToTheEnd(simulation: Simulation, strategy: KafkajsStrategy, choices: Choices): Outcome {
  const { world } = simulation
  planProduction(world, (bound, what) => choices.choose(bound, what))
  const members = Math.min(world.scenario.members, strategy.membersMax ?? Number.POSITIVE_INFINITY)
  world.nextProduceDue = firstProductionMs
  for (let i = 0; i < members; i++) startInNewSlot(simulation)
  const engine = createEngine(simulation)
  const next = createNext()
  const stormSteps = storm(simulation, engine, next, choices)
  endStorm(world, engine)
  simulation.progressAt = world.now
  const { steps, drained } = calm(simulation, engine, next)
  world.emit({ kind: 'ended', time: world.now, drained })
  return { steps: stormSteps + steps, stormSteps, drained }
}

const none: readonly string[] = []

function storm(simulation: Simulation, engine: Engine, next: Next, choices: Choices): number {
  const { world } = simulation
  const processes = processesOf(simulation)
  const question: { -readonly [K in keyof Question]: Question[K] } = {
    about: 'step',
    ordinary: 1,
    faults: none,
    delays: 0,
    happened: 0,
    possible: (fault: string) => isPossible(world, fault, processes),
  }
  for (let steps = 0; ; steps++) {
    if (steps - simulation.progressStep > stormStepsMax) return steps
    if (!findNext(simulation, engine, next) || hasLostPatience(simulation)) return steps
    if (putOff(simulation, next)) continue
    question.faults = world.faultsLeft > 0 ? world.faultsAllowed : none
    question.delays = world.delaysLeft > 0 && canBeSlow(simulation) ? 1 : 0
    question.happened = world.happened
    world.happened = 0
    question.ordinary = canBeDelayed(simulation, next) ? delaysMs.length : 1
    const faultsEnd = question.ordinary + question.faults.length
    const option = choices.choose(faultsEnd + question.delays, question)
    const fault = question.faults[option - question.ordinary]
    if (option === faultsEnd) beginSlow(simulation, choices)
    else if (fault !== undefined) inject(world, fault, choices, processes)
    else if (option > 0) delay(simulation, next, delaysMs[option] ?? 0)
    else if (happens(simulation, engine, next, steps)) return steps + 1
  }
}

function calm(
  simulation: Simulation,
  engine: Engine,
  next: Next,
): { steps: number; drained: boolean } {
  simulation.progressStep = 0
  for (let steps = 0; ; steps++) {
    if (!findNext(simulation, engine, next)) return { steps, drained: true }
    const isStuck = steps - simulation.progressStep > calmStepsMax || hasLostPatience(simulation)
    if (isStuck) return { steps, drained: false }
    if (happens(simulation, engine, next, steps)) return { steps: steps + 1, drained: true }
  }
}

/** Takes the event; true: nothing is left to do. */
function happens(simulation: Simulation, engine: Engine, next: Next, steps: number): boolean {
  const { world } = simulation
  const mayBeQuiet = next.message?.api === 'Fetch'
  dispatch(simulation, engine, next)
  if (simulation.bug !== null) throw simulation.bug
  if (simulation.mistake !== '') throw new StrategyFailure(simulation.mistake)
  if (world.progress !== simulation.progressSeen) {
    simulation.progressSeen = world.progress
    simulation.progressAt = world.now
    simulation.progressStep = steps
  }
  return mayBeQuiet && isQuiescent(simulation)
}

function hasLostPatience({ world, progressAt }: Simulation): boolean {
  const patience = world.cluster.metadataVersion > 0 ? patienceWithMetadataMs : patienceMs
  return world.now - progressAt > patience
}

/** What is ordinary may take longer, each thing once: a message on either way, a handler's half. */
function canBeDelayed({ inFlight }: Simulation, { kind, task, message }: Next): boolean {
  if (kind === 'handler') return task?.delayed === false
  if (kind !== 'apply' && kind !== 'answer') return false
  const request = inFlight.get(message?.ticket ?? -1)
  if (request === undefined) return false
  return kind === 'apply' ? !request.delayedThere : !request.delayedBack
}

function delay({ world, inFlight }: Simulation, next: Next, byMs: number): void {
  const from = Math.max(next.due, world.now)
  if (next.kind === 'handler' && next.task !== null) {
    next.task.due = from + byMs
    next.task.delayed = true
    return
  }
  const request = inFlight.get(next.message?.ticket ?? -1)
  if (request === undefined || next.message === null) return
  next.message.due = from + byMs
  if (next.kind === 'apply') request.delayedThere = true
  else request.delayedBack = true
}
