/** What all runs of one cluster share: a broker, clients that set things up, a folder. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kafka, KafkaConfig } from 'kafkajs'
import { type RealCluster, startCluster } from '../setup/broker.ts'
import { BrokerSide, namesOf } from '../wire/broker-side.ts'
import { isThere, wireConfig } from '../wire/run.ts'
import type { StoryEvent } from './story.ts'
import { tempo } from './tenfold.ts'

const require = createRequire(import.meta.url)
const { Kafka: RealKafka } = require('kafkajs') as {
  readonly Kafka: new (config: KafkaConfig) => Kafka
}

interface Message {
  readonly offset: string
  readonly value: Buffer | null
  readonly isControlRecord: boolean
}

interface Fetched {
  readonly responses: readonly {
    readonly partitions: readonly {
      readonly messages: readonly Message[]
      readonly abortedTransactions: readonly unknown[] | null
    }[]
  }[]
}

const withoutAborted = require('kafkajs/src/consumer/filterAbortedMessages') as (
  read: object,
) => readonly Message[]

/** What runs need. */
export interface Rig {
  readonly bootstrap: string
  readonly folder: string
  createTopics(topics: readonly { topic: string; numPartitions: number }[]): Promise<void>
  /** One record for each partition that is named, in one request. */
  produce(topic: string, partitions: readonly number[]): Promise<void>
  /** What the group has committed, by partition; -1: nothing. */
  committed(group: string, topic: string): Promise<number[]>
  /** How many records each partition holds. */
  ends(topic: string): Promise<number[]>
  /** The records whose transactions were committed, in order. */
  output(topic: string): Promise<StoryEvent[]>
  stop(): Promise<void>
}

/** The initial rebalance delay is Kafka's own, ten times as fast; so are simulated runs'. */
const config = {
  ...wireConfig,
  'num.network.threads': 2,
  'num.io.threads': 4,
  'group.initial.rebalance.delay.ms': 3000 / tempo,
}

/** Starts a broker and what belongs to it. */
export async function createRig(version: string): Promise<Rig> {
  const cluster = await startCluster(version, 1, config)
  try {
    return await rigOf(cluster)
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

async function rigOf(cluster: RealCluster): Promise<Rig> {
  const port = cluster.nodes[0]?.port ?? 0
  const bootstrap = `127.0.0.1:${port}`
  const kafka = new RealKafka({ clientId: 'rig', brokers: [bootstrap], logLevel: 0 })
  const admin = kafka.admin()
  const producer = kafka.producer()
  await Promise.all([admin.connect(), producer.connect()])
  const folder = mkdtempSync(join(tmpdir(), 'ackurate-kafkajs-'))
  const forget = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', forget)
  const made = new Map<string, number>()
  return {
    bootstrap,
    folder,
    async createTopics(topics) {
      await admin.createTopics({ topics: [...topics], waitForLeaders: false })
      await withConnection(port, async (side) => {
        for (const { topic, numPartitions } of topics) {
          for (let partition = 0; partition < numPartitions; partition++) {
            while (!(await isThere(side, topic, partition))) await pause(lookEveryMs)
          }
        }
      })
    },
    async produce(topic, partitions) {
      const messages = partitions.map((partition) => {
        const place = `${topic}-${partition}`
        const offset = made.get(place) ?? 0
        made.set(place, offset + 1)
        return { partition, value: JSON.stringify({ partition, offset }) }
      })
      await producer.send({ topic, messages })
    },
    async committed(groupId, topic) {
      const [found] = await admin.fetchOffsets({ groupId, topics: [topic] })
      const partitions = [...(found?.partitions ?? [])]
      return partitions
        .sort((a, b) => a.partition - b.partition)
        .map(({ offset }) => Number(offset))
    },
    async ends(topic) {
      const partitions = await admin.fetchTopicOffsets(topic)
      return partitions.sort((a, b) => a.partition - b.partition).map(({ high }) => Number(high))
    },
    output: (topic) => withConnection(port, (side) => readOutput(side, topic)),
    async stop() {
      await Promise.all([admin.disconnect(), producer.disconnect()])
      await cluster.stop()
      process.removeListener('exit', forget)
      forget()
    },
  }
}

const lookEveryMs = 20

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** A connection of its own: it asks one thing after the other. */
async function withConnection<T>(port: number, use: (side: BrokerSide) => Promise<T>): Promise<T> {
  const side = new BrokerSide(() => port, namesOf('rig', []))
  try {
    return await use(side)
  } finally {
    side.close()
  }
}

async function readOutput(side: BrokerSide, topic: string): Promise<StoryEvent[]> {
  const partitions = [{ partition: 0, fetchOffset: 0, maxBytes: 1 << 20 }]
  const fetched = (await side.request('Fetch', {
    ...{ replicaId: -1, maxWaitTime: 0, minBytes: 0, maxBytes: 1 << 20, isolationLevel: 1 },
    topics: [{ topic, partitions }],
  })) as Fetched
  const read = fetched.responses[0]?.partitions[0]
  if (read === undefined) throw new Error(`${topic} cannot be read`)
  return withoutAborted(read)
    .filter(({ isControlRecord }) => !isControlRecord)
    .map(({ value }) => {
      const { partition, offset } = JSON.parse(String(value)) as {
        readonly partition: number
        readonly offset: number
      }
      return { kind: 'counted', partition, offset }
    })
}
