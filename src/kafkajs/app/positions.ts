/**
 * Where the consumers of a process read on, and why: the answers to their OffsetFetch and
 * ListOffsets, and `consumer.seek`.
 */
import { findPartition } from '../../model/cluster/partition-log.ts'
import type { Emit, PositionReason } from '../../model/history.ts'
import type { ListOffsetsRequest, ListOffsetsResponse } from '../../wire/apis/02-list-offsets.ts'
import type {
  OffsetFetchRequest,
  OffsetFetchResponse,
  OffsetFetchTopicResult,
} from '../../wire/apis/09-offset-fetch.ts'
import type { Process } from '../simulation/simulation.ts'

const latest = -1

export class Positions {
  readonly #app: Process
  readonly #emit: Emit
  /** What was told last of each partition in this generation. */
  readonly #positions = new Map<string, string>()

  constructor(app: Process, emit: Emit) {
    this.#app = app
    this.#emit = emit
  }

  /** A new generation: what is told again is news. */
  clear(): void {
    this.#positions.clear()
  }

  /** Committed offsets have reached the process. */
  fetched({ groups }: OffsetFetchRequest, answer: OffsetFetchResponse): void {
    for (const [i, { errorCode, topics }] of answer.groups.entries()) {
      const groupId = groups[i]?.groupId ?? ''
      if (errorCode === 0 && this.#app.simulation.groups.isWatched(groupId)) this.#committed(topics)
    }
  }

  #committed(topics: readonly OffsetFetchTopicResult[]): void {
    for (const { name, partitions } of topics) {
      for (const { partitionIndex, committedOffset } of partitions) {
        if (committedOffset >= 0) this.#position(name, partitionIndex, committedOffset, 'committed')
      }
    }
  }

  /** Ends of logs have. */
  listed(request: ListOffsetsRequest, { topics }: ListOffsetsResponse): void {
    for (const [i, { name, partitions }] of topics.entries()) {
      for (const [k, { partitionIndex, offset, errorCode }] of partitions.entries()) {
        if (errorCode !== 0) continue
        const asked = request.topics[i]?.partitions[k]?.timestamp
        this.#position(name, partitionIndex, offset, asked === latest ? 'latest' : 'earliest')
      }
    }
  }

  /** `consumer.seek`: -1 is the end, -2 the start. */
  sought(topic: string, partition: number, offset: number): void {
    const log = findPartition(this.#app.simulation.world.cluster, topic, partition)
    if (log === undefined) return
    const place = offset === latest ? log.highWatermark : offset < 0 ? log.logStart : offset
    this.#position(topic, partition, place, 'seek')
  }

  /** The position of a partition, and where it came from. */
  #position(topic: string, partition: number, offset: number, reason: PositionReason): void {
    // kafkajs asks once for every broker it fetches from; the later answers are no news.
    const news = `${offset} ${reason}`
    const place = `${topic}-${partition}`
    if (reason !== 'seek' && this.#positions.get(place) === news) return
    this.#positions.set(place, news)
    const about = { time: this.#app.simulation.world.now, member: this.#app.name }
    this.#emit({ kind: 'position', ...about, topic, partition, offset, reason })
  }
}
