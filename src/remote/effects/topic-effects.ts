/**
 * Effects that are records of another topic, read off its log: whatever was acknowledged or not,
 * what stands there has taken effect, as part of its transaction if it has one.
 */
import type { Content } from '../../broker/broker-api.ts'
import type { LogPlace } from '../../model/history.ts'
import type { World } from '../../model/world.ts'
import type { ProduceRequest } from '../../wire/apis/00-produce.ts'
import { decodeRecordBatches } from '../../wire/record-batch.ts'
import { type RecordNames, recordName } from '../watching/record-names.ts'

/** A record has taken effect; `member`: by whom, null if that is not known. */
export type TookEffect = (
  place: LogPlace,
  member: string | null,
  transaction: number | null,
) => void

export class TopicEffects {
  readonly #world: World
  readonly #topic: string
  readonly #names: RecordNames
  readonly #tookEffect: TookEffect
  /** How many records of each partition were looked at. */
  readonly #seen = new Map<number, number>()
  /** Who sent copies of a record last, by its name. */
  readonly #senders = new Map<string, string>()

  constructor(world: World, topic: string, names: RecordNames, tookEffect: TookEffect) {
    this.#world = world
    this.#topic = topic
    this.#names = names
    this.#tookEffect = tookEffect
  }

  /** The process is about to write these. */
  producing(member: string, { topicData }: ProduceRequest): void {
    for (const { name, partitionData } of topicData) {
      if (name !== this.#topic) continue
      for (const { records } of partitionData) {
        for (const batch of records === null ? [] : decodeRecordBatches(records)) {
          if (batch.kind === 'refused') continue
          for (const record of batch.records) {
            for (const place of this.#placesIn(record)) {
              this.#senders.set(recordName(place), member)
            }
          }
        }
      }
    }
  }

  /** Looks at what has come. */
  look(): void {
    for (const log of this.#world.cluster.partitions) {
      if (log.topic !== this.#topic) continue
      const from = this.#seen.get(log.partition) ?? 0
      this.#seen.set(log.partition, log.records.length)
      for (const { payload, producerId, producerEpoch, transactional } of log.records.slice(from)) {
        if (payload === null) continue
        const transaction = transactional ? this.#transactionOf(producerId, producerEpoch) : null
        for (const place of this.#placesIn(payload as Content)) {
          this.#tookEffect(place, this.#senders.get(recordName(place)) ?? null, transaction)
        }
      }
    }
  }

  #transactionOf(producerId: number, producerEpoch: number): number | null {
    const found = this.#world.transactions.findLastIndex(
      (one) => one.producerId === producerId && one.producerEpoch === producerEpoch,
    )
    return found < 0 ? null : found
  }

  /** The key names it, or else whatever does. */
  #placesIn({ key, value, headers }: Pick<Content, 'key' | 'value' | 'headers'>) {
    const ofKey = this.#names.in(text(key))
    if (ofKey.length > 0) return ofKey
    return this.#names.in([value, ...headers.map((header) => header.value)].map(text).join('\n'))
  }
}

function text(bytes: Buffer | null): string {
  return bytes?.toString('utf8') ?? ''
}
