/**
 * Starts the user's processes, and starts them again when they have ended, as a supervisor does.
 */
import type { InFlight } from '../../broker/host.ts'
import { leaveSlot } from '../../model/instance/ending.ts'
import type { Instance } from '../../model/instance/instance.ts'
import { addSlot, occupySlot } from '../../model/instance/starting.ts'
import { later, wait } from '../clock.ts'
import type { Effects } from '../effects/effects.ts'
import { fillWords } from '../effects/fill-words.ts'
import type { Happening, Stage } from '../moments/moment.ts'
import { ClientProcess, type Exit } from '../processes/client-process.ts'
import { markName, type Reaper } from '../processes/reaper.ts'
import { ProcessWatch } from '../watching/process-watch.ts'
import type { Access, WatchedCluster } from '../watching/watched-cluster.ts'
import type { CaughtUp } from './caught-up.ts'
import type { RemoteProgram } from './plan.ts'

/** One process of the user's. */
export interface Member {
  readonly instance: Instance
  readonly child: ClientProcess
  readonly access: Access
  /** In milliseconds since the start of the run. */
  readonly startedAt: number
  /** When it first asked to join the group; null: it has not. */
  joinedAt: number | null
  /** It was asked to stop. */
  isStopping: boolean
}

/** What the supervisor is part of. */
export interface Surroundings {
  readonly program: RemoteProgram
  readonly cluster: WatchedCluster
  readonly effects: Effects
  readonly caughtUp: CaughtUp
  readonly reaper: Reaper
  /** A folder of the run's own. */
  readonly dir: string
  readonly reached: (
    name: string,
    happening: Happening,
    stage: Stage,
    asked: InFlight | null,
  ) => void
  /** A process has printed a line. */
  readonly printed: (name: string, line: string) => void
  /** The run cannot go on, and why. */
  readonly failed: (problem: string) => void
}

/** A process that ends by itself is started again so many times in a run, then no more. */
const restartsMax = 3
const linesTold = 10

export class Supervisor {
  readonly #of: Surroundings
  /** By slot: the process that runs there now. */
  readonly #members = new Map<number, Member>()
  readonly #all: Member[] = []
  #restarts = 0
  #isClosing = false
  #starting = 0

  constructor(of: Surroundings) {
    this.#of = of
  }

  /** All that run, by the age of their slots. */
  get living(): readonly Member[] {
    return [...this.#members.values()]
  }

  /** Everyone who ever ran. */
  get all(): readonly Member[] {
    return this.#all
  }

  /** Whether a process is about to run that does not yet. */
  get isStarting(): boolean {
    return this.#starting > 0
  }

  find(name: string): Member | undefined {
    return this.living.find(({ instance }) => instance.name === name)
  }

  /** Starts one more process. */
  async startOneMore(): Promise<void> {
    await this.#start(addSlot(this.#of.cluster.world).index)
  }

  /** Kills the process, which hears of nothing any more, and starts the next one in its place. */
  kill(member: Member): void {
    this.#gone(member, 'crashed')
    member.child.signal('SIGKILL')
    void this.#start(member.instance.slot)
  }

  /** Asks the process to stop; what has not done so in time is killed. */
  stop(member: Member): void {
    const { cluster, program } = this.#of
    member.isStopping = true
    member.instance.stopping = true
    cluster.world.emit({ kind: 'stopping', time: cluster.world.now, member: nameOf(member) })
    member.child.signal('SIGTERM')
    later(program.limits.graceMs, () => {
      if (member.child.exit === null) member.child.signal('SIGKILL')
    })
  }

  /** Ends all processes, and returns when they have ended. */
  async close(): Promise<void> {
    this.#isClosing = true
    for (const { child } of this.#all) child.signal('SIGKILL')
    while (this.#starting > 0 || this.#all.some(({ child }) => child.exit === null)) {
      for (const { child } of this.#all) if (child.exit === null) child.signal('SIGKILL')
      await wait(5)
    }
  }

  async #start(slot: number): Promise<void> {
    const { cluster, effects, program, reaper, printed, reached, caughtUp } = this.#of
    if (this.#isClosing) return
    this.#starting++
    try {
      const { world, groups, topicName } = cluster
      // What the one before had done is seen before this one does anything.
      const seen = effects.untilSeen()
      if (seen !== null) await seen
      cluster.tick()
      const instance = occupySlot(world, slot)
      const { name } = instance
      const watch = new ProcessWatch(instance.index, { name, world, groups }, topicName, {
        reached: (happening, stage, asked) => {
          if (happening === 'join') member.joinedAt ??= cluster.elapsedMs()
          reached(name, happening, stage, asked)
        },
        producing: (request) => effects.producing(name, request),
        untilSeen: () => effects.untilSeen(),
        handed: (partition, offsets) => {
          const { topic } = program
          caughtUp.handed(
            name,
            offsets.map((offset) => ({ topic, partition, offset })),
          )
        },
      })
      const access = await cluster.admit(watch)
      const child = new ClientProcess({
        ...{ command: program.command, cwd: program.cwd, env: this.#envOf(name, access) },
        line: (line) => printed(name, line),
        exited: (exit) => void this.#afterEffects(() => this.#exited(member, exit)),
      })
      const startedAt = cluster.elapsedMs()
      const status = { joinedAt: null, isStopping: false }
      const member: Member = { instance, child, access, startedAt, ...status }
      if (child.pid !== undefined) reaper.add(child.pid)
      this.#all.push(member)
      this.#members.set(slot, member)
      if (this.#isClosing) child.signal('SIGKILL')
    } finally {
      this.#starting--
    }
  }

  #envOf(name: string, { addresses }: Access): NodeJS.ProcessEnv {
    const { program, cluster, effects, reaper, dir } = this.#of
    const { topicName: topic } = cluster
    const bootstrap = addresses.map(({ host, port }) => `${host}:${port}`).join(',')
    const own = effects.wordsOf(name)
    const words = { ...own, bootstrap, dir, member: name, topic }
    const filled = Object.entries(program.env).map(([key, value]) => {
      return [key, fillWords(value, words)]
    })
    return {
      ...process.env,
      KAFKA_BOOTSTRAP_SERVERS: bootstrap,
      KAFKA_TOPIC: topic,
      ACKURATE_MEMBER: name,
      ...(own.effects === '' ? {} : { ACKURATE_EFFECTS_URL: own.effects }),
      ...Object.fromEntries(filled),
      [markName]: reaper.mark,
    }
  }

  /** What a process has done is seen before it is seen to have ended. */
  async #afterEffects(act: () => void): Promise<void> {
    const seen = this.#of.effects.untilSeen()
    if (seen !== null) await seen
    act()
  }

  #exited(member: Member, exit: Exit): void {
    const { pid } = member.child
    if (pid !== undefined) this.#of.reaper.remove(pid)
    if (this.#isClosing || this.#members.get(member.instance.slot) !== member) return
    const { world } = this.#of.cluster
    this.#of.cluster.tick()
    if (member.isStopping) {
      world.emit({ kind: 'stopped', time: world.now, member: nameOf(member) })
      this.#gone(member, 'stopped')
      return void this.#start(member.instance.slot)
    }
    if (member.joinedAt === null) return this.#of.failed(neverJoined(member, exit))
    const error = exitWords(exit)
    const message = member.child.lastLines(1)[0] ?? ''
    world.emit({ kind: 'died', time: world.now, member: nameOf(member), error, message })
    this.#gone(member, 'died')
    if (this.#restarts++ < restartsMax) return void this.#start(member.instance.slot)
    world.emit({ kind: 'given-up', time: world.now, member: nameOf(member) })
  }

  #gone(member: Member, status: 'crashed' | 'stopped' | 'died'): void {
    const { cluster, caughtUp } = this.#of
    const { instance, access } = member
    this.#members.delete(instance.slot)
    leaveSlot(cluster.world, instance, status, 0)
    caughtUp.ended(instance.name)
    access.cut()
    void access.close()
  }
}

function nameOf({ instance }: Member): string {
  return instance.name
}

function neverJoined({ child }: Member, exit: Exit): string {
  const lines = child.lastLines(linesTold)
  const said = lines.length === 0 ? 'and printed nothing' : `and printed:\n${lines.join('\n')}`
  return exit.failure === null
    ? `the command ended with ${exitWords(exit)} before it joined a group, ${said}`
    : `the command cannot be started: ${exit.failure}`
}

function exitWords({ code, signal }: Exit): string {
  return signal === null ? `exit code ${code}` : signal
}
