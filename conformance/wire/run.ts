/** Plays many sequences against one cluster, some at a time. */
import type { RealCluster } from '../setup/broker.ts'
import { BrokerSide, namesOf } from './broker-side.ts'
import { generate, needsTopics } from './generate.ts'
import { ModelSide } from './model-side.ts'
import { type Played, play } from './play.ts'
import type { Sequence } from './step.ts'

/** What is the same in all sequences: a topic of two partitions and one of one. */
const partitions = 2

/** What brokers are configured with, so that requests come one after another. */
export const wireConfig = {
  'num.network.threads': 1,
  'num.io.threads': 1,
  'offsets.topic.num.partitions': 1,
  'offsets.topic.replication.factor': 1,
  'transaction.state.log.num.partitions': 1,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'group.initial.rebalance.delay.ms': 0,
  'group.min.session.timeout.ms': 1,
  'group.coordinator.append.linger.ms': 0,
  'auto.create.topics.enable': false,
  // The records of a sequence are as old as it says; none goes for that.
  'log.retention.ms': -1,
  'transaction.abort.timed.out.transaction.cleanup.interval.ms': 50,
} as const

/** A sequence that was played. */
export interface Parted {
  readonly sequence: Sequence
  readonly played: Played
}

/** Plays one sequence; `prefix` is unique on the cluster. */
export async function playOne(
  cluster: RealCluster,
  prefix: string,
  sequence: Sequence,
  trace?: (line: string) => void,
): Promise<Played> {
  const [node] = cluster.nodes
  if (node === undefined) throw new Error('a cluster without nodes')
  const own = needsTopics(sequence)
  const topics = own ? [`${prefix}-orders`, `${prefix}-payments`] : ['orders', 'payments']
  const real = new BrokerSide(() => node.port, namesOf(prefix, topics))
  const model = new ModelSide(partitions, {
    'group.initial.rebalance.delay.ms': 0,
    'broker.version': cluster.version.startsWith('3.') ? '3.9' : '4',
  })
  try {
    if (own) await createTopics(real, topics)
    await model.createSecondTopic()
    return await play(sequence, model, real, trace)
  } finally {
    real.close()
  }
}

/** Creates the topics that sequences without records share. */
export async function createSharedTopics(cluster: RealCluster): Promise<void> {
  const [node] = cluster.nodes
  if (node === undefined) throw new Error('a cluster without nodes')
  const topics = ['orders', 'payments']
  const real = new BrokerSide(() => node.port, namesOf('shared', topics))
  try {
    await createTopics(real, topics)
    await untilCoordinatorsAreThere(real)
  } finally {
    real.close()
  }
}

/**
 * Creates them, the first with two partitions; each partition on these replicas. Resolves when
 * their leaders answer.
 */
export async function createTopics(
  real: BrokerSide,
  topics: readonly string[],
  replicas: readonly number[] = [0],
): Promise<void> {
  const wanted = topics.map((topic, i) => ({ topic, numPartitions: i === 0 ? partitions : 1 }))
  await createAll(real, wanted, replicas, [])
  for (const { topic, numPartitions } of wanted) {
    for (let partition = 0; partition < numPartitions; partition++) {
      await until(() => isThere(real, topic, partition))
    }
  }
}

/** Where coordinators keep what they know. */
export const coordinatorTopics = ['__consumer_offsets', '__transaction_state'] as const

/** Creates the topics in which coordinators keep things, each with one partition. */
export async function createCoordinatorTopics(
  real: BrokerSide,
  replicas: readonly number[],
): Promise<void> {
  const wanted = coordinatorTopics.map((topic) => ({ topic, numPartitions: 1 }))
  await createAll(real, wanted, replicas, [{ name: 'cleanup.policy', value: 'compact' }])
}

async function createAll(
  real: BrokerSide,
  wanted: readonly { readonly topic: string; readonly numPartitions: number }[],
  replicas: readonly number[],
  configEntries: readonly { readonly name: string; readonly value: string }[],
): Promise<void> {
  await real.request('CreateTopics', {
    topics: wanted.map(({ topic, numPartitions }) => ({
      ...{ topic, numPartitions: -1, replicationFactor: -1, configEntries },
      replicaAssignment: Array.from({ length: numPartitions }, (_, partition) => {
        return { partition, replicas }
      }),
    })),
    validateOnly: false,
    timeout: 5000,
  })
}

async function errorOfInit(real: BrokerSide, transactionalId: string | null): Promise<number> {
  const args = { transactionalId, transactionTimeout: 1000 }
  const told = (await real.request('InitProducerId', args)) as { readonly errorCode: number }
  return told.errorCode
}

/** Whether the partition's leader answers. */
export async function isThere(
  real: BrokerSide,
  topic: string,
  partition: number,
): Promise<boolean> {
  const partitions = [{ partition, timestamp: -1 }]
  const args = { replicaId: -1, isolationLevel: 0, topics: [{ topic, partitions }] }
  const told = (await real.request('ListOffsets', args)) as {
    readonly responses: readonly {
      readonly partitions: readonly { readonly errorCode: number }[]
    }[]
  }
  return told.responses[0]?.partitions[0]?.errorCode === 0
}

/** The first that asks for a coordinator has the topic created where coordinators keep things. */
export async function untilCoordinatorsAreThere(real: BrokerSide): Promise<void> {
  for (const coordinatorType of [0, 1]) {
    await until(async () => {
      const args = { coordinatorKey: 'anybody', coordinatorType }
      const told = (await real.request('FindCoordinator', args)) as { readonly errorCode: number }
      return told.errorCode === 0
    })
  }
  await until(async () => {
    return (await errorOfInit(real, 'anybody')) === 0
  })
  // A broker gets producer ids from the controller, some at a time.
  await until(async () => (await errorOfInit(real, null)) === 0)
  await until(async () => {
    const told = (await real.request('OffsetFetch', {
      groupId: 'anybody',
      topics: [{ topic: 'orders', partitions: [{ partition: 0 }] }],
    })) as { readonly errorCode: number }
    return told.errorCode === 0
  })
}

/** Waits for up to a minute. Throws an error where it does not come about. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 3000; i++) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('a cluster that does not get ready')
}

/** Plays `count` sequences of the seed from number `first` on, `atOnce` at a time. */
export async function playMany(
  cluster: RealCluster,
  options: {
    readonly seed: number
    readonly first: number
    readonly count: number
    readonly atOnce: number
    readonly trace?: (line: string) => void
    /** Asked before each sequence: true ends it. */
    readonly isOver: () => boolean
    readonly done: (one: Parted) => void
  },
): Promise<void> {
  const { seed, first, count, atOnce, done, trace, isOver } = options
  let next = first
  const worker = async () => {
    while (next < first + count && !isOver()) {
      const sequence = generate(seed, next++)
      const prefix = `s${seed}-${sequence.number}`
      const played = await playOne(cluster, prefix, sequence, trace)
      done({ sequence, played })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
