/**
 * Runs the user's program once, in as many processes as it has members, and makes the planned
 * faults happen: the storm until they have happened, then the calm, in which nothing goes wrong and
 * the group must catch up, then the end.
 *
 * Behaviour: records come in waves, the next when the one before has taken effect or nothing has
 * happened for a while, so that there is work left when something goes wrong. Sessions of
 * processes that are gone end at once, and the first join phase ends as soon as all are there: what
 * a schedule decides is in which order things happen, not how long they take. All other times are
 * real ones, so that no two runs are alike.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { HistoryEvent, LogPlace } from '../../model/history.ts'
import { wait } from '../clock.ts'
import { Effects } from '../effects/effects.ts'
import type { Reaper } from '../processes/reaper.ts'
import { RecordNames } from '../watching/record-names.ts'
import type { WatchedCluster } from '../watching/watched-cluster.ts'
import { CaughtUp, isAllDoneAt, settlingMsOf } from './caught-up.ts'
import { clusterOf } from './cluster-of.ts'
import { joinProblem } from './join-problem.ts'
import { NewCommits } from './new-commits.ts'
import { isOnItsWay, limitsWhen } from './on-its-way.ts'
import { tellDead } from './outsiders.ts'
import type { RemotePlan, RemoteProgram, RemoteRun } from './plan.ts'
import { Strikes } from './strikes.ts'
import { Supervisor } from './supervisor.ts'
import { unreadProblem } from './unread-problem.ts'
import { Waves } from './waves.ts'

/** How often it is looked at what does not come by itself. */
const lookMs = 10
/** So long nothing happens before the next wave comes all the same. */
const lullMs = 300
/** Who hears what goes on, besides the result. */
export interface RemoteEars {
  /** A process has printed a line. */
  readonly printed: (member: string, line: string) => void
  /** The clients ask for something that is not answered here. */
  readonly refused: (reason: string) => void
  /** Ends the run early; it is then of no use. */
  readonly signal: AbortSignal
}

/** Runs the plan. */
export async function runSchedule(
  program: RemoteProgram,
  plan: RemotePlan,
  reaper: Reaper,
  ears: RemoteEars,
): Promise<RemoteRun> {
  const run = new Running(program, plan, reaper, ears)
  try {
    await run.open()
    await run.untilItEnds()
    await run.verify()
  } finally {
    await run.close()
  }
  return run.result()
}

class Running {
  readonly #program: RemoteProgram
  readonly #ears: RemoteEars
  readonly #events: HistoryEvent[] = []
  readonly #cluster: WatchedCluster
  readonly #effects: Effects
  readonly #caughtUp: CaughtUp
  readonly #commits: NewCommits
  readonly #strikes: Strikes
  readonly #supervisor: Supervisor
  readonly #dir: string
  readonly #waves: Waves
  #problem: string | null = null
  #lastAt = 0
  #caughtUpAt = -1
  #isCalm = false
  #isOver = false

  constructor(program: RemoteProgram, plan: RemotePlan, reaper: Reaper, ears: RemoteEars) {
    this.#program = program
    this.#ears = ears
    this.#waves = new Waves(program)
    this.#dir = mkdtempSync(join(reaper.dir, 'run-'))
    const { topic, partitions, effects: sources, cwd } = program
    const failed = (problem: string) => {
      this.#problem ??= problem
    }
    const emit = (event: HistoryEvent) => this.#happened(event)
    this.#cluster = clusterOf(program, { emit, failed, refused: ears.refused })
    this.#caughtUp = new CaughtUp(this.#cluster)
    this.#commits = new NewCommits(this.#cluster)
    const names = new RecordNames(topic)
    this.#effects = new Effects(this.#cluster.world, {
      ...{ sources, names, topic, partitions, cwd, dir: this.#dir, failed },
      tookEffect: (...what) => this.#tookEffect(...what),
    })
    this.#strikes = new Strikes(plan, this.#cluster, () => this.#supervisor)
    this.#supervisor = new Supervisor({
      ...{ program, reaper, dir: this.#dir, cluster: this.#cluster },
      ...{ effects: this.#effects, caughtUp: this.#caughtUp },
      reached: (name, happening, stage, asked) => {
        // What was done before is seen before, though it comes another way.
        this.#effects.look()
        this.#strikes.reached(name, happening, stage, asked)
      },
      printed: (name, line) => {
        this.#cluster.tick()
        this.#effects.printed(name, line)
        ears.printed(name, line)
      },
      failed,
    })
  }

  async open(): Promise<void> {
    this.#problem = await this.#effects.open('127.0.0.1')
    this.#problem ??= await this.#cluster.open()
    if (this.#problem !== null) return
    this.#produceWave()
    for (let i = 0; i < this.#program.members; i++) await this.#supervisor.startOneMore()
  }

  async untilItEnds(): Promise<void> {
    while (!this.#look()) {
      await wait(lookMs)
      await this.#effects.untilSeen()
    }
  }

  /** Whether what it told can be believed. */
  async verify(): Promise<void> {
    this.#isOver = true
    this.#problem ??= await this.#cluster.verify()
  }

  async close(): Promise<void> {
    await this.#supervisor.close()
    await this.#cluster.close()
    await this.#effects.close()
    rmSync(this.#dir, { recursive: true, force: true })
  }

  result(): RemoteRun {
    const outputs = this.#supervisor.all.map(({ instance, child }) => {
      return [instance.name, child.lastLines(Number.POSITIVE_INFINITY)] as const
    })
    return {
      events: this.#events,
      moments: this.#strikes.moments,
      struck: this.#strikes.struck,
      problem: this.#problem,
      outputs: new Map(outputs),
    }
  }

  /** True: it has ended. */
  #look(): boolean {
    if (this.#ears.signal.aborted) this.#problem ??= 'it was interrupted'
    if (this.#problem !== null) return true
    const cluster = this.#cluster
    cluster.tick()
    for (const one of [this.#effects, this.#strikes]) one.look()
    this.#hurry()
    cluster.run()
    this.#problem ??= joinProblem(this.#program, cluster, this.#supervisor)
    if (this.#problem !== null) return true
    const idleMs = cluster.elapsedMs() - this.#lastAt
    if (this.#waves.isMore) {
      const isDone = this.#caughtUp.isAllDone()
      const isJoined = cluster.group?.isStable === true
      if (isJoined && (isDone || idleMs > lullMs)) this.#produceWave()
      return false
    }
    if (this.#strikes.isOver && !this.#isCalm) this.#becomesCalm()
    return this.#hasEnded(idleMs)
  }

  /** Those who are gone are not waited for, and when all are there nobody else is. */
  #hurry(): void {
    const { living, all, isStarting } = this.#supervisor
    const runs = new Set(living)
    for (const member of all) {
      const isFrozen = member.instance.status === 'frozen'
      if (!runs.has(member) || isFrozen) this.#cluster.endSessionsOf(member.instance.name)
    }
    this.#cluster.endStaleSessions()
    const joined = new Set(this.#cluster.group?.members)
    const isWhole = living.every(({ instance }) => joined.has(instance.name))
    if (isWhole && !isStarting && living.length >= this.#program.members) {
      this.#cluster.endInitialDelay()
    }
  }

  #hasEnded(idleMs: number): boolean {
    const elapsedMs = this.#cluster.elapsedMs()
    const { living, isStarting } = this.#supervisor
    const hasStopping = living.some((one) => one.isStopping || one.instance.status === 'frozen')
    const names = living.map(({ instance }) => instance.name)
    const lag = isStarting || hasStopping ? 'unsettled' : this.#caughtUp.lag(names)
    const settlingMs = settlingMsOf(lag, this.#cluster.settlingMs)
    if (settlingMs === null) this.#caughtUpAt = -1
    else if (this.#caughtUpAt < 0) this.#caughtUpAt = elapsedMs
    const isSettled = settlingMs !== null && elapsedMs - this.#caughtUpAt >= settlingMs
    const unread = unreadProblem(this.#events, this.#program, this.#cluster.group)
    const limits = limitsWhen(lag !== 'uncommitted' && unread === null, this.#program.limits)
    const isComing = living.some((one) => isOnItsWay(one, elapsedMs, limits))
    if (!isSettled && (isComing || idleMs < limits.patienceMs)) return false
    if (!this.#isCalm) this.#becomesCalm()
    this.#problem ??= unread ?? this.#effects.problem
    if (this.#problem !== null) return true
    tellDead(this.#cluster, this.#supervisor.living)
    const drained = isAllDoneAt(lag)
    this.#cluster.world.emit({ kind: 'ended', time: this.#cluster.world.now, drained })
    return true
  }

  #happened(event: HistoryEvent): void {
    if (this.#isOver) return
    this.#events.push(event)
    if (this.#commits.isNews(event)) this.#lastAt = event.time
  }

  #becomesCalm(): void {
    this.#isCalm = true
    this.#cluster.world.emit({ kind: 'calm', time: this.#cluster.world.now })
  }

  #produceWave(): void {
    this.#waves.produceNext(this.#cluster)
    this.#lastAt = this.#cluster.elapsedMs()
  }

  #tookEffect(place: LogPlace, by: string | null, transaction: number | null): void {
    this.#cluster.tick()
    const { world } = this.#cluster
    const member = by ?? this.#caughtUp.holderOf(place.partition) ?? 'A'
    const about = { time: world.now, member, ...place }
    world.emit({ kind: 'processing-started', ...about })
    world.emit({ kind: 'effect', ...about, transaction })
    world.emit({ kind: 'processing-done', ...about })
    this.#caughtUp.tookEffect(place)
    this.#strikes.reached(member, 'effect', 'seen', null)
  }
}
