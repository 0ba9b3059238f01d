/**
 * Sequences in the middle of which something happens to the cluster: its leader ends, cleanly or
 * killed, and another one leads; or the offsets of groups without members expire.
 *
 * A round is many sequences that come to their event together, on three brokers. All partitions of
 * all topics, Kafka's own included, have the same replicas in the same order, so one broker leads
 * everything, and the next one does when that has ended. It is started again at once.
 *
 * The cluster also has an initial rebalance delay, which that of the other sequences has not.
 */
import type { RealBroker, RealCluster } from '../setup/broker.ts'
import { BrokerSide, namesOf } from './broker-side.ts'
import { generate, needsTopics } from './generate.ts'
import { ModelSide } from './model-side.ts'
import { type Played, play } from './play.ts'
import {
  coordinatorTopics,
  createCoordinatorTopics,
  createTopics,
  isThere,
  type Parted,
  until,
  untilCoordinatorsAreThere,
  wireConfig,
} from './run.ts'
import type { ClusterEvent, Sequence, Step } from './step.ts'
import { themeOf } from './themes.ts'

/** How long a group has before its first join phase ends. */
const initialDelayMs = 1500
/** Offsets are kept for the least that can be configured, a minute; so often it is looked. */
const retentionCheckMs = 65_000
/** Longer than offsets are kept, so that members are still there. */
const longSessionMs = 170_000
/** Where brokers and partitions are is not what is compared here. */
const aboutBrokers: ReadonlySet<string> = new Set([
  ...['Metadata', 'FindCoordinator', 'CreatePartitions'],
])
/** Of each half of a sequence. */
const stepsMax = 12

/** What its brokers are configured with; offsets expire where that is the event. */
export const eventsConfig = (expiry: boolean) => ({
  ...wireConfig,
  'auto.leader.rebalance.enable': false,
  'group.initial.rebalance.delay.ms': initialDelayMs,
  'broker.session.timeout.ms': 2500,
  'broker.heartbeat.interval.ms': 500,
  ...(expiry
    ? { 'offsets.retention.minutes': 1, 'offsets.retention.check.interval.ms': retentionCheckMs }
    : {}),
})

/** Draws a sequence with an event in the middle: two of the others, without waiting. */
export function generateWithEvent(seed: number, number: number, event: ClusterEvent): Sequence {
  const halves = [2 * number, 2 * number + 1].map((half) => halfOf(seed, half, event))
  const steps = [...(halves[0] ?? []), { api: 'event' as const, event }, ...(halves[1] ?? [])]
  return { number, steps }
}

function halfOf(seed: number, number: number, event: ClusterEvent): readonly Step[] {
  // Where time passes, nobody knows what a session had left when its coordinator was gone.
  let at = number
  while (themeOf(seed, at) === 'time') at += 1_000_000
  return generate(seed, at)
    .steps.filter(({ api }) => !aboutBrokers.has(api))
    .slice(0, stepsMax)
    .map((step) =>
      step.api === 'JoinGroup' && event === 'expiry' ? { ...step, sessionMs: longSessionMs } : step,
    )
}

/** A cluster with one leader of everything, and the next one. */
export class EventCluster {
  readonly cluster: RealCluster
  #leader = 0
  #preparedAt = 0

  constructor(cluster: RealCluster) {
    this.cluster = cluster
  }

  /** Where a new partition has its replicas: who leads now comes first, then who leads next. */
  get replicas(): readonly number[] {
    const ids = this.cluster.nodes.map(({ id }) => id)
    return [this.#leader, ...ids.filter((id) => id !== this.#leader)]
  }

  get node(): RealBroker {
    const node = this.cluster.nodes[this.#leader]
    if (node === undefined) throw new Error('a cluster without nodes')
    return node
  }

  /** Creates Kafka's own topics and those that sequences share. */
  async prepare(): Promise<void> {
    const side = new BrokerSide(() => this.node.port, namesOf('shared', sharedTopics))
    try {
      await createCoordinatorTopics(side, this.replicas)
      await createTopics(side, sharedTopics, this.replicas)
      await untilCoordinatorsAreThere(side)
      this.#preparedAt = performance.now()
    } finally {
      side.close()
    }
  }

  /** Makes it happen; resolves when everything is led and loaded again. */
  async happen(event: ClusterEvent, topics: readonly string[]): Promise<void> {
    if (event === 'expiry') {
      // What was committed before the first look has expired at the second one.
      const left = this.#preparedAt + 2 * retentionCheckMs + 3000 - performance.now()
      await new Promise((resolve) => setTimeout(resolve, left))
      return
    }
    // Who came back a moment ago may not have all yet, and nobody else could lead.
    await this.#untilInSync(topics)
    const before = this.node
    await before.stop(event === 'clean-restart' ? 'SIGTERM' : 'SIGKILL')
    this.#leader = this.replicas.find((id) => id !== before.id) ?? 0
    await this.#untilLed(topics)
    await before.start()
  }

  async #untilInSync(topics: readonly string[]): Promise<void> {
    const side = new BrokerSide(() => this.node.port, namesOf('shared', sharedTopics))
    const all = [...coordinatorTopics, ...sharedTopics, ...topics]
    const { length } = this.cluster.nodes
    try {
      await until(async () => await areInSync(side, all, length))
    } finally {
      side.close()
    }
  }

  async #untilLed(topics: readonly string[]): Promise<void> {
    const side = new BrokerSide(() => this.node.port, namesOf('shared', sharedTopics))
    try {
      await untilCoordinatorsAreThere(side)
      for (const topic of [...sharedTopics, ...topics]) await untilThere(side, topic)
    } finally {
      side.close()
    }
  }
}

const sharedTopics = ['orders', 'payments']

/** Whether each partition has so many replicas in sync. */
async function areInSync(
  side: BrokerSide,
  topics: readonly string[],
  replicas: number,
): Promise<boolean> {
  const told = (await side.request('Metadata', { topics, allowAutoTopicCreation: false })) as {
    readonly topicMetadata: readonly {
      readonly partitionMetadata: readonly { readonly isr: readonly number[] }[]
    }[]
  }
  return told.topicMetadata.every(({ partitionMetadata }) =>
    partitionMetadata.every(({ isr }) => isr.length === replicas),
  )
}

async function untilThere(side: BrokerSide, topic: string): Promise<void> {
  for (let i = 0; i < 1500; i++) {
    if (await isThere(side, topic, 0)) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`${topic} has no leader`)
}

/** Plays the sequences up to their event, makes it happen once, and plays on. */
export async function playRound(
  cluster: EventCluster,
  name: string,
  event: ClusterEvent,
  sequences: readonly Sequence[],
  trace?: (line: string) => void,
): Promise<readonly Parted[]> {
  const topics = new Map(
    sequences.map((sequence) => {
      const prefix = `${name}-${sequence.number}`
      return [sequence, needsTopics(sequence) ? [`${prefix}-orders`, `${prefix}-payments`] : []]
    }),
  )
  const barrier = new Barrier(sequences.length, () =>
    cluster.happen(event, [...topics.values()].flat()),
  )
  const played = await Promise.all(
    sequences.map(async (sequence) => {
      const prefix = `${name}-${sequence.number}`
      try {
        const own = topics.get(sequence) ?? []
        return await playOn(cluster, prefix, own, sequence, () => barrier.arrive(), trace)
      } finally {
        barrier.leave()
      }
    }),
  )
  return sequences.map((sequence, i) => ({ sequence, played: played[i] as Played }))
}

async function playOn(
  cluster: EventCluster,
  prefix: string,
  own: readonly string[],
  sequence: Sequence,
  happen: () => Promise<void>,
  trace?: (line: string) => void,
): Promise<Played> {
  const { version } = cluster.cluster
  const topics = own.length > 0 ? own : sharedTopics
  const real = new BrokerSide(() => cluster.node.port, namesOf(prefix, topics))
  const model = new ModelSide(2, {
    'group.initial.rebalance.delay.ms': initialDelayMs * 10,
    'broker.version': version.startsWith('3.') ? '3.9' : '4',
  })
  try {
    if (own.length > 0) await createTopics(real, own, cluster.replicas)
    await model.createSecondTopic()
    return await play(sequence, model, real, trace, happen)
  } finally {
    real.close()
  }
}

/** Where sequences wait for one another, and for what happens then. */
class Barrier {
  readonly #happen: () => Promise<void>
  #missing: number
  #open: () => void = () => {}
  #fail: (error: unknown) => void = () => {}
  readonly #passed: Promise<void>

  constructor(count: number, happen: () => Promise<void>) {
    this.#missing = count
    this.#happen = happen
    this.#passed = new Promise((resolve, reject) => {
      this.#open = resolve
      this.#fail = reject
    })
    this.#passed.catch(() => {})
  }

  async arrive(): Promise<void> {
    this.#oneLess()
    await this.#passed
  }

  /** Who ends before the event is not waited for. */
  leave(): void {
    if (this.#missing > 0) this.#oneLess()
  }

  #oneLess(): void {
    this.#missing--
    if (this.#missing === 0) this.#happen().then(this.#open, this.#fail)
  }
}
