/** What a script asks of the cluster, by kafkajs: topics with their records, groups, offsets. */
import { type Admin, Kafka, logLevel, type Producer } from 'kafkajs'
import type { RealCluster } from '../setup/broker.ts'

/** A cluster as scripts need it. */
export interface Cluster {
  readonly bootstrap: string
  /** Creates a topic with so many records in each of its partitions. */
  createTopic(topic: string, partitions: number, records: number): Promise<void>
  /** What Kafka calls the state of a group. */
  stateOf(group: string): Promise<{ readonly state: string; readonly members: number }>
  /** By partition; null: nothing. */
  committed(group: string, topic: string, partitions: number): Promise<(number | null)[]>
  close(): Promise<void>
}

/** Brokers as scripts want them: no delays, and sessions as short as one likes. */
export const playConfig = {
  'offsets.topic.num.partitions': 1,
  'offsets.topic.replication.factor': 1,
  'transaction.state.log.num.partitions': 1,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'group.initial.rebalance.delay.ms': 0,
  'group.min.session.timeout.ms': 100,
  'auto.create.topics.enable': false,
} as const

/** Connects to the first node. */
export async function connectTo(cluster: RealCluster): Promise<Cluster> {
  const [node] = cluster.nodes
  if (node === undefined) throw new Error('a cluster without nodes')
  const bootstrap = `127.0.0.1:${node.port}`
  const kafka = new Kafka({ clientId: 'script', brokers: [bootstrap], logLevel: logLevel.NOTHING })
  const admin = kafka.admin()
  const producer = kafka.producer()
  await admin.connect()
  await producer.connect()
  return {
    bootstrap,
    createTopic: async (topic, partitions, records) => {
      await admin.createTopics({
        topics: [{ topic, numPartitions: partitions, replicationFactor: 1 }],
        waitForLeaders: false,
      })
      for (let partition = 0; partition < partitions; partition++) {
        await filled(admin, producer, topic, partition, records)
      }
    },
    stateOf: async (group) => {
      const { groups } = await admin.describeGroups([group])
      return { state: groups[0]?.state ?? 'Dead', members: groups[0]?.members.length ?? 0 }
    },
    committed: (group, topic, partitions) => committedOf(admin, group, topic, partitions),
    close: async () => {
      await producer.disconnect()
      await admin.disconnect()
    },
  }
}

const triesMax = 50
const betweenMs = 200

/** A topic that was created a moment ago may not be there yet; nothing is written twice. */
async function filled(
  admin: Admin,
  producer: Producer,
  topic: string,
  partition: number,
  records: number,
): Promise<void> {
  const messages = Array.from({ length: records }, (_, i) => ({ partition, value: String(i) }))
  for (let tries = 0; ; tries++) {
    try {
      const ends = await admin.fetchTopicOffsets(topic)
      const end = ends.find((one) => one.partition === partition)?.high
      if (end === String(records)) return
      if (end === '0') await producer.send({ topic, messages, acks: -1 })
    } catch (error) {
      if (tries >= triesMax || (error as { retriable?: boolean }).retriable !== true) throw error
    }
    if (tries >= triesMax) throw new Error(`${topic} cannot be written to`)
    if (tries > 0) await new Promise((resolve) => setTimeout(resolve, betweenMs))
  }
}

/** A coordinator that was started a moment ago may not be ready yet. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask()
    } catch (error) {
      if (tries >= triesMax || (error as { retriable?: boolean }).retriable !== true) throw error
      await new Promise((resolve) => setTimeout(resolve, betweenMs))
    }
  }
}

async function committedOf(
  admin: Admin,
  groupId: string,
  topic: string,
  partitions: number,
): Promise<(number | null)[]> {
  const fetched = await patiently(() => admin.fetchOffsets({ groupId, topics: [topic] }))
  const offsets = fetched[0]?.partitions ?? []
  return Array.from({ length: partitions }, (_, partition) => {
    const offset = Number(offsets.find((one) => one.partition === partition)?.offset ?? -1)
    return offset < 0 ? null : offset
  })
}
