/**
 * One timed run: a strategy under the load of a profile, by the clock.
 *
 * A run warms up, is measured for a while, and is left to drain. It is either quiet, or about one
 * event (a crash, a deploy, a pause, a coordinator that moves) that comes at a random moment of
 * ordinary life: what a Poisson process of rare events sees. Rates per day are put on it afterwards
 * (timed/figures.ts), so that a crash a week is known as well as a crash a minute.
 */

import { appendRecord } from '../../model/cluster/append.ts'
import { findPartition } from '../../model/cluster/partition-log.ts'
import { pollIntervalExpired } from '../../model/consumer/heartbeat.ts'
import { createWorld } from '../../model/create-world.ts'
import type { HistoryEvent } from '../../model/history.ts'
import { wakeTasks } from '../../model/instance/execute.ts'
import { type Runnable, StrategyFailure } from '../../model/instance/ops.ts'
import { startInNewSlot } from '../../model/instance/starting.ts'
import { step } from '../../model/run/step.ts'
import { defaultScenario } from '../../model/scenario.ts'
import type { Settings } from '../../model/settings.ts'
import { abortTimedOut } from '../../model/transactions/timeout.ts'
import { instanceAt, type World } from '../../model/world.ts'
import { type Clock, createClock, findNext } from './clock.ts'
import {
  type About,
  createDisturbances,
  type Disturbances,
  disturb,
  nextDisturbance,
  planEvent,
} from './disturbances.ts'
import { arrivalGapMs, createDraws, type Draws, drawn } from './draws.ts'
import type { Profile } from './profile.ts'
import { type Replication, replicationOf } from './replication.ts'
import { createRetimed, type Retimed, retime } from './retime.ts'
import { countEvent, createRunCounts, type RunCounts } from './run-counts.ts'
import { isDrained, isSettled } from './settled.ts'

/** One run that is asked for. */
export interface TimedRequest {
  readonly strategy: Runnable
  readonly profile: Profile
  /** All of them: the profile's, the strategy's and the user's. */
  readonly settings: Readonly<Settings>
  /** What the run is about. */
  readonly about: About
  /** The longest interval, in milliseconds, at which the strategy commits. */
  readonly cycleMs: number
  /** 32 bits. */
  readonly seed: number
}

/** Who else follows a run. */
export interface Following {
  /** Observes every event. */
  readonly hear?: (event: HistoryEvent) => void
  /** Called once in every virtual second: a run shows that it lives. */
  readonly beat?: () => void
}

/** A run under way. */
interface Run {
  readonly world: World
  readonly beat: () => void
  readonly draws: Draws
  readonly counts: RunCounts
  readonly clock: Clock
  readonly retimed: Retimed
  readonly disturbances: Disturbances
  nextArrival: number
  /** Milliseconds that main tasks waited for commits, and that processes were there. */
  blockedMs: number
  memberMs: number
  /** Steps since the clock last moved. */
  stuck: number
}

/** The moment of an event is spread at least so far, and over two of the strategy's cycles. */
const phaseMinMs = 20_000
/** An event may take so much longer than a window before it is given up as not recovered. */
const episodeMaxMs = 1_800_000
const drainMaxMs = 60_000
const lookMs = 1000
/** More steps than these at one moment are a loop in which time does not pass. */
const stuckMax = 200_000

const severalTopics = 'it reads several topics: of one alone rates and lag are measured'

/** Runs; the same request gives the same counts. Throws StrategyFailure for a broken strategy. */
export function timedRun(request: TimedRequest, following: Following = {}): Replication {
  const { retryTopics = [], otherTopics = [] } = request.strategy
  if (retryTopics.length + otherTopics.length > 0) throw new StrategyFailure(severalTopics)
  const run = createRun(request, following)
  const { about, profile } = request
  const phaseMs = run.draws.faults() * Math.max(phaseMinMs, 2 * request.cycleMs)
  const start = profile['warmup.ms'] + phaseMs
  runUntil(run, start, never)
  run.counts.counting = true
  const [blockedBefore, memberBefore] = [run.blockedMs, run.memberMs]
  if (about === 'quiet') runUntil(run, start + profile['window.ms'], never)
  else {
    planEvent(run.disturbances, about, start)
    const { world, disturbances, counts } = run
    runUntil(run, start + episodeMaxMs, () => isSettled(world, disturbances, counts))
  }
  const end = run.world.now
  const measured = { start, end, blockedMs: run.blockedMs - blockedBefore }
  const memberMs = run.memberMs - memberBefore
  // What is repeated while a quiet run drains would count against a window that is over.
  if (about === 'quiet') run.counts.counting = false
  run.nextArrival = Number.POSITIVE_INFINITY
  runUntil(run, end + drainMaxMs, () => isDrained(run.world, run.counts))
  return replicationOf(about, run.world, run.counts, { ...measured, memberMs })
}

const never = (): boolean => false

function createRun(
  { strategy, profile, settings, seed }: TimedRequest,
  { hear, beat = () => {} }: Following,
): Run {
  const { partitions } = profile
  const draws = createDraws(profile, seed)
  const counts = createRunCounts(partitions, profile['warmup.ms'] / 2)
  const members = Math.min(profile.members, strategy.membersMax ?? profile.members)
  const scenario = { ...defaultScenario, partitions, members, settings, records: 0 }
  const world = createWorld(strategy, scenario, (event) => {
    countEvent(counts, event)
    hear?.(event)
  })
  const run: Run = {
    world,
    beat,
    draws,
    counts,
    clock: createClock(world, draws),
    retimed: createRetimed(),
    disturbances: createDisturbances(world, draws, counts),
    nextArrival: startedMs(settings) + arrivalGapMs(draws),
    blockedMs: 0,
    memberMs: 0,
    stuck: 0,
  }
  for (let i = 0; i < profile['backlog.records']; i++) produce(run)
  for (let i = 0; i < members; i++) startInNewSlot(world)
  retime(world, run.retimed, draws)
  return run
}

/** Records come when the group has formed: a backlog from its first seconds would warp a window. */
function startedMs(settings: Readonly<Settings>): number {
  return 2 * settings['group.initial.rebalance.delay.ms'] + 1000
}

/** Goes on until that time, or until `over`, which is asked once a second. */
function runUntil(run: Run, until: number, over: () => boolean): void {
  const { world, clock, disturbances } = run
  let look = world.now + lookMs
  for (;;) {
    const next = findNext(clock)
    const event = nextDisturbance(disturbances)
    const due = Math.max(world.now, Math.min(next.due, event, run.nextArrival))
    if (due >= look) {
      passTime(run, Math.min(look, until))
      run.beat()
      if (world.now >= until || over()) return
      look += lookMs
      continue
    }
    if (due > until) return passTime(run, until)
    passTime(run, due)
    if (run.nextArrival <= due) arrive(run)
    else if (event <= due) disturb(disturbances)
    else takeNext(run)
    retime(world, run.retimed, run.draws)
  }
}

function takeNext({ world, clock: { next } }: Run): void {
  if (next.what === 'poll-interval') pollIntervalExpired(world, instanceAt(world, next.subject))
  else if (next.what === 'transaction') {
    const id = world.cluster.transactionalIds[next.subject]?.id
    if (id !== undefined) abortTimedOut(world.cluster, world.ports, id)
  } else {
    step(world, next.action)
    // A poll that waits looks at the auto-commit timer, as the client's does.
    if (next.action.kind === 'auto-commit-due')
      wakeTasks(world, instanceAt(world, next.action.subject))
  }
}

function arrive(run: Run): void {
  const batch = Math.max(1, Math.round(drawn(run.draws, 'batch.records')))
  for (let i = 0; i < batch; i++) produce(run)
  run.nextArrival = run.world.now + arrivalGapMs(run.draws)
}

function produce({ world, draws }: Run): void {
  const { topic, partitions } = world.scenario
  const log = findPartition(world.cluster, topic, Math.floor(draws.keys() * partitions))
  if (log !== undefined) appendRecord(world.cluster, world.ports, log)
}

/** Moves the clock, and counts what everybody did meanwhile. */
function passTime(run: Run, to: number): void {
  const { world } = run
  const ms = to - world.now
  if (ms <= 0) {
    if (++run.stuck > stuckMax) throw stuck(world)
    return
  }
  run.stuck = 0
  world.now = to
  const { running } = world
  for (let i = 0; i < running.length; i++) {
    const instance = running[i]
    if (instance?.status !== 'live') continue
    run.memberMs += ms
    switch (instance.tasks[0]?.pending?.kind) {
      case 'commit-sync':
      case 'send-offsets':
      case 'await-send':
      case 'commit-transaction':
        run.blockedMs += ms
        break
      default:
    }
  }
}

function stuck({ strategy, now }: World): StrategyFailure {
  return new StrategyFailure(
    `strategy ${strategy.name} makes time stand still ${Math.round(now)} ms into a timed run: ` +
      'it calls again and again what takes no time',
  )
}
