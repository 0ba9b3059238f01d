/**
 * kafkajs as a strategy's service is given it: the real client, in a group and with an output topic
 * of its own, and ten times as fast. What takes its default half a minute would make a run of
 * twelve records last that long; simulated runs keep kafkajs' own times.
 */
import { createRequire } from 'node:module'
import type {
  Consumer,
  ConsumerRunConfig,
  Kafka,
  KafkaConfig,
  Producer,
  Transaction,
} from 'kafkajs'

const kafkajs = createRequire(import.meta.url)('kafkajs') as {
  readonly Kafka: new (config: KafkaConfig) => Kafka
}

/** So many times as fast. */
export const tempo = 10

/** What is named in a service, and what it is called on the broker. */
export interface OwnNames {
  readonly group: string
  readonly output: string
}

/** kafkajs' defaults, a tenth of each. */
const retry = { initialRetryTime: 300 / tempo, maxRetryTime: 30_000 / tempo }
const consumerTimes = {
  sessionTimeout: 30_000 / tempo,
  rebalanceTimeout: 60_000 / tempo,
  heartbeatInterval: 3000 / tempo,
  maxWaitTimeInMs: 5000 / tempo,
}
const transactionTimeout = 60_000 / tempo

/** The client. */
export function tenfoldKafka(
  config: Pick<KafkaConfig, 'brokers' | 'clientId' | 'socketFactory'>,
  names: OwnNames,
): Kafka {
  class TenfoldKafka extends kafkajs.Kafka {
    override consumer(given: Parameters<Kafka['consumer']>[0]): Consumer {
      const consumer = super.consumer({ ...given, ...consumerTimes, groupId: names.group })
      const { run } = consumer
      return { ...consumer, run: (asked) => run(faster(asked)) }
    }

    override admin(given?: Parameters<Kafka['admin']>[0]) {
      const admin = super.admin(given)
      const { fetchOffsets } = admin
      return {
        ...admin,
        fetchOffsets: (asked: Parameters<typeof fetchOffsets>[0]) =>
          fetchOffsets({ ...asked, groupId: names.group }),
      }
    }

    override producer(given?: Parameters<Kafka['producer']>[0]): Producer {
      const producer = super.producer({ ...given, transactionTimeout })
      const { transaction } = producer
      return { ...producer, transaction: async () => renamed(await transaction(), names) }
    }
  }
  // So long nothing is waited for on a machine that is not overloaded.
  const requestTimeout = 30_000 / tempo
  return new TenfoldKafka({ ...config, retry, requestTimeout, logLevel: 0 })
}

function faster(asked: ConsumerRunConfig | undefined): ConsumerRunConfig {
  const { autoCommitInterval, ...rest } = asked ?? {}
  return typeof autoCommitInterval === 'number'
    ? { ...rest, autoCommitInterval: autoCommitInterval / tempo }
    : rest
}

function renamed(transaction: Transaction, { group, output }: OwnNames): Transaction {
  const { send, sendOffsets } = transaction
  return {
    ...transaction,
    send: (record) => send({ ...record, topic: output }),
    sendOffsets: (offsets) => sendOffsets({ ...offsets, consumerGroupId: group }),
  }
}
