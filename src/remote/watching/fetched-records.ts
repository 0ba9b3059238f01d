/**
 * Which records an answer to a fetch brings to a consumer.
 *
 * Behaviour: a broker sends whole batches, of which a client leaves out what is below the offset it
 * asked for; a fetch session goes on with what was asked before. What is cut off at the end of an
 * answer, or cannot be read, is not counted.
 * Source: `Fetcher`, `CompletedFetch` of apache/kafka; KIP-227.
 */
import type { InFlight } from '../../broker/host.ts'
import type { FetchRequest, FetchResponse } from '../../wire/apis/01-fetch.ts'
import { decodeRecordBatches } from '../../wire/record-batch.ts'

/** Records of one partition. */
export interface FetchedRecords {
  readonly partition: number
  /** At least one. */
  readonly offsets: readonly number[]
}

export class FetchedFrom {
  readonly #topic: string
  /** Where it is read on, by connection and partition. */
  readonly #asked = new Map<string, number>()

  constructor(topic: string) {
    this.#topic = topic
  }

  /** A fetch is on its way. */
  asked({ connection, request }: InFlight): void {
    for (const { topic, partitions } of (request as FetchRequest).topics) {
      if (topic !== this.#topic) continue
      for (const { partition, fetchOffset } of partitions) {
        this.#asked.set(`${connection.connection} ${partition}`, fetchOffset)
      }
    }
  }

  /** What its answer brings. */
  records({ connection }: InFlight, { responses }: FetchResponse): readonly FetchedRecords[] {
    const own = responses.flatMap(({ topic, partitions }) => {
      return topic === this.#topic ? partitions : []
    })
    return own.flatMap(({ partitionIndex: partition, records }) => {
      if (records === null) return []
      const from = this.#asked.get(`${connection.connection} ${partition}`) ?? 0
      const offsets = offsetsIn(records).filter((offset) => offset >= from)
      return offsets.length === 0 ? [] : [{ partition, offsets }]
    })
  }
}

function offsetsIn(records: Buffer): readonly number[] {
  return decodeRecordBatches(records).flatMap((batch) => {
    if (batch.kind === 'refused' || batch.control !== null) return []
    return batch.records.map(({ offset }) => offset)
  })
}
