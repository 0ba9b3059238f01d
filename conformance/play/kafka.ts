/** What a script asks of the cluster, by kafkajs: topics with their records, groups, offsets. */
import { type Admin, Kafka, logLevel } from 'kafkajs'
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
      if (records === 0) return
      const messages = Array.from({ length: records * partitions }, (_, i) => ({
        partition: i % partitions,
        value: String(i),
      }))
      await sooner(() => producer.send({ topic, messages, acks: -1 }))
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

/** A topic that was created a moment ago may not be there yet. */
async function sooner<T>(send: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await send()
    } catch (error) {
      if (tries >= 50 || (error as { retriable?: boolean }).retriable !== true) throw error
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

async function committedOf(
  admin: Admin,
  groupId: string,
  topic: string,
  partitions: number,
): Promise<(number | null)[]> {
  const fetched = await admin.fetchOffsets({ groupId, topics: [topic] })
  const offsets = fetched[0]?.partitions ?? []
  return Array.from({ length: partitions }, (_, partition) => {
    const offset = Number(offsets.find((one) => one.partition === partition)?.offset ?? -1)
    return offset < 0 ? null : offset
  })
}
