/**
 * The model's side: a cluster of the model behind the codec and the translations of `src/broker`,
 * in this process and in virtual time. The coordinator's timers run by the clock.
 */
import { addressOf } from '../../src/broker/addresses.ts'
import { deliver } from '../../src/broker/deliver.ts'
import { GroupNames } from '../../src/broker/group-names.ts'
import type { Client, Connection, Host, InFlight } from '../../src/broker/host.ts'
import { receive } from '../../src/broker/receive.ts'
import type { Ports } from '../../src/model/cluster/cluster.ts'
import { moveLeader } from '../../src/model/cluster/leaders.ts'
import { finishLoading, moveCoordinator } from '../../src/model/cluster/offsets-failover.ts'
import { byClock, clusterActions, ofBrokers } from '../../src/model/cluster-actions/all.ts'
import type { Engine } from '../../src/model/cluster-actions/engine.ts'
import { firstOfNetwork, firstPossible } from '../../src/model/cluster-actions/first-possible.ts'
import { createWorld } from '../../src/model/create-world.ts'
import { nextDeadline, type SessionEnds, timingPorts } from '../../src/model/group/deadlines.ts'
import { expireOffsets } from '../../src/model/group/offset-expiry.ts'
import { addSlot, occupySlot } from '../../src/model/instance/starting.ts'
import { apply } from '../../src/model/network/network.ts'
import { createPorts } from '../../src/model/ports.ts'
import { createAction } from '../../src/model/run/action.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import type { Settings } from '../../src/model/settings.ts'
import { abortTimedOut, ongoingTransactions } from '../../src/model/transactions/timeout.ts'
import type { World } from '../../src/model/world.ts'
import { FrameCutter } from '../../src/wire/frame.ts'
import { type Encoded, encode } from './codec.ts'
import { type Answer, type Names, Observed } from './observed.ts'
import type { Answers, Sent } from './side.ts'
import { type ClusterEvent, type RequestStep, type TopicRef, tellStep } from './step.ts'

const topics: readonly string[] = [defaultScenario.topic, 'payments']

const names: Names = {
  group: (group) => `group-${group}`,
  topic: (topic: TopicRef) => (topic === 'unknown' ? 'unheard-of' : (topics[topic] ?? '')),
  transactionalId: (id) => `transactional-${id}`,
}

/**
 * One millisecond of the clock is so many here: a broker can be told to accept short sessions, so
 * that sequences with time in them do not take long; the model's least is Kafka's default.
 */
const scale = 10

/** How long requests and answers travel there at most, in virtual milliseconds. */
const settleMs = 20

interface Pending extends Sent {
  readonly encoded: Encoded
  readonly line: Line
}

interface Line extends Connection {
  pending: Pending | null
  /** What is asked is no step of the sequence. */
  setup: boolean
  /** Nobody listens any more. */
  deaf: boolean
  open: boolean
}

/** A cluster of the model with a topic of so many partitions, and another one. */
export class ModelSide {
  readonly observed = new Observed(names, scale)
  readonly #host: Host
  readonly #sessionEnds: SessionEnds
  readonly #engine: Engine
  readonly #lines: Line[][] = []
  #answers: { readonly pending: Pending; readonly body: Buffer }[] = []
  #timedOut: number[] = []
  #requests = 0
  #connections = 0

  constructor(partitions: number, settings: Partial<Settings>) {
    const scenario = {
      ...defaultScenario,
      ...{ partitions, brokers: 1, newGroup: true },
      settings: { ...defaultScenario.settings, ...oneBroker, ...settings },
    }
    const sessionEnds: SessionEnds = new Map()
    const program = { name: 'conformance', *run() {} }
    const ignore = () => {}
    const world = createWorld(program, scenario, ignore, (late) => ports(late, sessionEnds))
    const groups = new GroupNames()
    // The group that a history tells of is like no other to administrators: here it is nobody's.
    groups.modelName('watched')
    this.#host = { world, groups, addressOf, inFlight: new Map() }
    this.#sessionEnds = sessionEnds
    this.#engine = engineOf(this.#host, sessionEnds)
  }

  /** Milliseconds of the clock since the start. */
  get now(): number {
    return this.#host.world.now / scale
  }

  /** Sends a request and lets the cluster work on it. Returns what was answered meanwhile. */
  async send(index: number, step: RequestStep): Promise<Answers> {
    const line = this.#freeLine(step.client)
    const args = this.observed.argumentsOf(step)
    const encoded = await encode(step.api, args, ++this.#requests, `client-${step.client}`)
    line.pending = { index, step, encoded, line }
    receive(this.#host, line, encoded.frame)
    this.#run(this.#host.world.now + settleMs, false)
    // A timeout of nothing is over at once.
    this.#run(this.#host.world.now, true)
    return this.#takeAnswers()
  }

  /** Creates the topic that a cluster of the model has not from the start. */
  async createSecondTopic(): Promise<void> {
    const plain = { replicationFactor: 1, replicaAssignment: [], configEntries: [] }
    const topic = { topic: topics[1], numPartitions: 1, ...plain }
    const args = { topics: [topic], validateOnly: false, timeout: 5000 }
    const line = this.#freeLine(0)
    const encoded = await encode('CreateTopics', args, ++this.#requests, 'setup')
    line.setup = true
    receive(this.#host, line, encoded.frame)
    this.#run(this.#host.world.now + settleMs, false)
  }

  /** Whether the request is still held. */
  isHeld(index: number): boolean {
    return this.#lines.flat().some(({ pending }) => pending?.index === index)
  }

  /** Lets time pass until then. Returns what was answered meanwhile. */
  async passUntil(time: number): Promise<Answers> {
    const { world } = this.#host
    const until = Math.round(time * scale)
    this.#run(until, true)
    this.#run(until + settleMs, false)
    world.now = Math.max(world.now, until)
    return this.#takeAnswers()
  }

  /** When the next timer of a coordinator fires. */
  nextTimer(): number {
    const { world } = this.#host
    const ofGroups = nextDeadline(world.cluster, this.#sessionEnds, world.now)
    return Math.min(ofGroups, this.#firstTimeout()?.due ?? ofGroups) / scale
  }

  /** Which transactional ids have had a transaction that took too long, since it was asked last. */
  takeTimedOut(): readonly number[] {
    const taken = this.#timedOut
    this.#timedOut = []
    return taken
  }

  #firstTimeout(): { readonly id: string; readonly due: number } | null {
    let first: { readonly id: string; readonly due: number } | null = null
    for (const { id, startedAt, timeoutMs } of ongoingTransactions(this.#host.world.cluster)) {
      const due = startedAt + timeoutMs
      if (first === null || due < first.due) first = { id, due }
    }
    return first
  }

  /** Nobody hears any more what is asked now; the next request comes on a new connection. */
  disconnect(): void {
    for (const line of this.#lines.flat()) line.deaf = true
    this.#lines.length = 0
  }

  /** The same happens as to the real cluster. */
  happen(event: ClusterEvent): void {
    const { world } = this.#host
    const { cluster, ports } = world
    if (event === 'expiry') {
      for (const { groupId } of [...cluster.groups]) expireOffsets(cluster, ports, groupId)
    } else {
      const { offsets } = cluster
      moveCoordinator(cluster, ports, 0, offsets.log.length - offsets.highWatermark)
      for (const log of cluster.partitions) moveLeader(cluster, ports, log, 0)
      finishLoading(cluster, ports)
      this.#sessionEnds.clear()
    }
  }

  /** Lets a member lead the group, where Kafka chooses by the order of a hash table. */
  lead(group: number, memberId: string): void {
    const { world, groups } = this.#host
    const name = groups.modelName(names.group(group))
    const known = world.cluster.groups.find(({ groupId }) => groupId === name)
    // Who has gone since leads nobody.
    const isThere = known?.members.some((member) => member.memberId === memberId) ?? false
    if (known !== undefined && isThere) known.leader = memberId
  }

  #freeLine(client: number): Line {
    const lines = this.#lines[client] ?? []
    this.#lines[client] = lines
    const free = lines.find(({ pending }) => pending === null)
    if (free !== undefined) return free
    const { world } = this.#host
    while (world.instances.length <= client) occupySlot(world, addSlot(world).index)
    const line: Line = {
      client: this.#client(client),
      connection: this.#connections++,
      broker: 0,
      frames: new FrameCutter(),
      open: true,
      ofAdmin: false,
      pending: null,
      setup: false,
      deaf: false,
      receive: (bytes) => {
        const { pending, setup } = line
        line.setup = false
        if (setup || line.deaf) return
        if (pending === null) throw new Error('an answer that nobody waits for')
        line.pending = null
        // The size of the frame and the correlation id.
        this.#answers.push({ pending, body: bytes.subarray(8) })
      },
      breakDown: (reason) => {
        // A join that a newer one replaces: a real broker never answers it; nothing is compared.
        if (line.deaf || line.pending?.step.api === 'JoinGroup') return
        const asked = line.pending === null ? '' : ` after ${tellStep(line.pending.step)}`
        throw new Error(`the model closed a connection${asked}: ${reason}`)
      },
    }
    lines.push(line)
    return line
  }

  #client(index: number): Client {
    const { world } = this.#host
    return {
      index,
      name: `client-${index}`,
      contentOf: () => ({ key: null, value: null, headers: [], timestamp: 0 }),
      requested: () => -1,
      sent: () => {},
      answered: () => {},
      unanswered: () => {},
      enter: (act) => act(),
      later: (act, delayMs) => {
        world.now += delayMs
        act()
      },
    }
  }

  /** Makes happen whatever is due by then. */
  #run(until: number, timers: boolean): void {
    const { world } = this.#host
    const cluster = timers ? [...ofBrokers, ...byClock] : ofBrokers
    const next = createAction()
    for (;;) {
      const never = Number.POSITIVE_INFINITY
      let due = firstOfNetwork(next, never, world, this.#engine)
      due = firstPossible(next, due, cluster, world, this.#engine)
      const late = timers ? this.#firstTimeout() : null
      if (late !== null && late.due <= Math.min(due, until)) {
        world.now = Math.max(world.now, late.due)
        abortTimedOut(world.cluster, world.ports, late.id)
        this.#timedOut.push(Number(late.id.slice(names.transactionalId(0).length - 1)))
        continue
      }
      if (due > until) return
      world.now = Math.max(world.now, due)
      clusterActions[next.kind as keyof typeof clusterActions].fire(
        world,
        this.#engine,
        next.subject,
        next.detail,
      )
    }
  }

  async #takeAnswers(): Promise<Answers> {
    const answers = new Map<number, Answer>()
    const taken = this.#answers
    this.#answers = []
    for (const { pending, body } of taken.sort((a, b) => a.pending.index - b.pending.index)) {
      const decoded = await pending.encoded.decode(body)
      answers.set(pending.index, this.observed.take(pending.step, decoded))
    }
    return answers
  }
}

const oneBroker: Partial<Settings> = {
  'offsets.topic.replication.factor': 1,
  'min.insync.replicas': 1,
}

function ports(late: () => World, sessionEnds: SessionEnds): Ports {
  return timingPorts({ ...createPorts(late), commitApplied: () => {} }, sessionEnds)
}

function engineOf(host: Host, sessionEnds: SessionEnds): Engine {
  return {
    brokerMs: 0,
    sessionEnds,
    restartAfterStormMs: 0,
    fetchWaitMs: (_world, { ticket }) => waitMsOf(host.inFlight.get(ticket)),
    isFetchEndVisible: () => true,
    apply,
    answer: (_world, message) => deliver(host, message),
    resumeDue: () => Number.POSITIVE_INFINITY,
    start: () => {},
  }
}

function waitMsOf(inFlight: InFlight | undefined): number {
  return (inFlight?.request as { maxWaitMs?: number } | undefined)?.maxWaitMs ?? 0
}
