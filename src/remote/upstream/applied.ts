/**
 * What real brokers have applied, as their answers tell: commits, transactions and records, also
 * where the answer did not reach the process that had asked.
 *
 * Behaviour: what a commit of a transaction brings is applied when EndTxn is answered; brokers
 * write the markers a moment later. A producer that takes over a `transactional.id` aborts what the
 * one before had open. A batch that is acknowledged again, at the offset it has, is no news.
 * Left out: transactions that end by `transaction.timeout.ms`, of which no answer tells.
 * Source: reference A.13; `TransactionCoordinator`.
 */
import type { Content } from '../../broker/broker-api.ts'
import type { InFlight } from '../../broker/host.ts'
import { writeRecord } from '../../model/cluster/append.ts'
import { findPartition } from '../../model/cluster/partition-log.ts'
import type { World } from '../../model/world.ts'
import type { ProduceRequest, ProduceResponse } from '../../wire/apis/00-produce.ts'
import type { OffsetCommitRequest } from '../../wire/apis/08-offset-commit.ts'
import type { InitProducerIdResponse } from '../../wire/apis/22-init-producer-id.ts'
import type { EndTxnRequest, EndTxnResponse } from '../../wire/apis/26-end-txn.ts'
import type { TxnOffsetCommitRequest } from '../../wire/apis/28-txn-offset-commit.ts'
import type { CommitTopic, TopicResults } from '../../wire/apis/topics.ts'
import type { WireMessage } from '../../wire/codec.ts'
import { decodeRecordBatches } from '../../wire/record-batch.ts'

interface Committed {
  readonly commit: number
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

type Errors = readonly TopicResults[]

export class Applied {
  readonly #world: World
  /** By topic and partition. */
  readonly #offsets = new Map<string, number>()
  /** What transactions under way have committed, by producer. */
  readonly #pending = new Map<number, readonly Committed[]>()
  /** Where batches are that were told. */
  readonly #batches = new Set<string>()

  constructor(world: World) {
    this.#world = world
  }

  /** What the group has committed; -1: nothing. */
  committed(topic: string, partition: number): number {
    return this.#offsets.get(`${topic}-${partition}`) ?? -1
  }

  /** The group has committed the start of the partition before. */
  begunAt(topic: string, partition: number, offset: number): void {
    this.#offsets.set(`${topic}-${partition}`, offset)
  }

  /** A broker has answered. */
  answered({ request, commit }: InFlight, answer: WireMessage): void {
    switch (answer.api) {
      case 'Produce':
        return this.#produced(request as ProduceRequest, answer as ProduceResponse)
      case 'OffsetCommit': {
        const { topics } = answer as WireMessage & { readonly topics: Errors }
        for (const one of entriesOf(commit, request as OffsetCommitRequest, topics)) {
          this.#apply(one)
        }
        return
      }
      case 'TxnOffsetCommit': {
        const { topics } = answer as WireMessage & { readonly topics: Errors }
        const { producerId, ...rest } = request as TxnOffsetCommitRequest
        const before = this.#pending.get(producerId) ?? []
        this.#pending.set(producerId, [...before, ...entriesOf(commit, rest, topics)])
        return
      }
      case 'EndTxn':
        return this.#ended(request as EndTxnRequest, answer as EndTxnResponse)
      case 'InitProducerId':
        return this.#tookOver(answer as InitProducerIdResponse)
      default:
    }
  }

  /** These records are on their way, and no answer will tell of them. */
  unheard({ topicData }: ProduceRequest): void {
    for (const { name, partitionData } of topicData) {
      for (const { index, records } of partitionData) this.#append(name, index, records)
    }
  }

  #apply({ commit, topic, partition, offset }: Committed): void {
    const place = `${topic}-${partition}`
    const previous = this.#offsets.get(place) ?? null
    this.#offsets.set(place, offset)
    this.#world.ports.commitApplied(commit, topic, partition, offset, previous)
  }

  #ended({ producerId, producerEpoch, committed }: EndTxnRequest, { errorCode }: EndTxnResponse) {
    if (errorCode !== 0) return
    const entries = this.#pending.get(producerId) ?? []
    this.#pending.delete(producerId)
    const reason = 'its producer asked for it'
    this.#world.ports.transactionEnded(producerId, producerEpoch, committed, reason)
    if (committed) for (const one of entries) this.#apply(one)
  }

  #tookOver({ errorCode, producerId }: InitProducerIdResponse): void {
    if (errorCode !== 0) return
    const reason = 'a new producer took over its transactional.id'
    this.#pending.delete(producerId)
    for (const one of this.#world.transactions) {
      if (one.of !== 'kafka' || one.producerId !== producerId || one.status !== 'open') continue
      this.#world.ports.transactionEnded(producerId, one.producerEpoch, false, reason)
    }
  }

  #produced({ topicData }: ProduceRequest, { responses }: ProduceResponse): void {
    for (const { name, partitionData } of topicData) {
      const results = responses.find((one) => one.name === name)?.partitionResponses ?? []
      for (const { index, records } of partitionData) {
        const result = results.find((one) => one.index === index)
        if (result?.errorCode !== 0) continue
        const batch = `${name}-${index}@${result.baseOffset}`
        if (this.#batches.has(batch)) continue
        this.#batches.add(batch)
        this.#append(name, index, records)
      }
    }
  }

  /** Of a topic that nobody looks at, nothing is known. */
  #append(topic: string, partition: number, records: Buffer | null): void {
    const log = findPartition(this.#world.cluster, topic, partition)
    if (log === undefined || records === null) return
    for (const batch of decodeRecordBatches(records)) {
      if (batch.kind === 'refused') continue
      const { producerId, producerEpoch, isTransactional: transactional } = batch
      for (const { key, value, headers, timestamp } of batch.records) {
        const content: Content = { key, value, headers, timestamp }
        writeRecord(log, 'data', { producerId, producerEpoch, transactional }, content, 'none')
      }
    }
  }
}

/** What a commit has brought: nothing, where it belongs to another group. */
function entriesOf(
  commit: number,
  { topics }: { readonly topics: readonly CommitTopic[] },
  errors: Errors,
): readonly Committed[] {
  if (commit < 0) return []
  return topics.flatMap(({ name: topic, partitions }) => {
    const results = errors.find(({ name }) => name === topic)?.partitions ?? []
    return partitions.flatMap(({ partitionIndex: partition, committedOffset: offset }) => {
      const result = results.find((one) => one.partitionIndex === partition)
      return result?.errorCode === 0 ? [{ commit, topic, partition, offset }] : []
    })
  })
}
