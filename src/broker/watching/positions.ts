/**
 * Where the consumers of a process read on, and why: the answers to their OffsetFetch and
 * ListOffsets, and what they are known to have sought.
 */
import { findPartition } from '../../model/cluster/partition-log.ts'
import type { Emit, PositionReason } from '../../model/history.ts'
import type { ListOffsetsRequest, ListOffsetsResponse } from '../../wire/apis/02-list-offsets.ts'
import type {
  OffsetFetchRequest,
  OffsetFetchResponse,
  OffsetFetchTopicResult,
} from '../../wire/apis/09-offset-fetch.ts'
import type { Watched } from './watched.ts'

const latest = -1

export class Positions {
  readonly #process: Watched
  readonly #emit: Emit
  /** What was told last of each partition in this generation. */
  readonly #positions = new Map<string, string>()

  constructor(process: Watched, emit: Emit) {
    this.#process = process
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
      if (errorCode === 0 && this.#process.groups.isWatched(groupId)) this.#committed(topics)
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

  /** A seek: -1 is the end, -2 the start. */
  sought(topic: string, partition: number, offset: number): void {
    const log = findPartition(this.#process.world.cluster, topic, partition)
    if (log === undefined) return
    const place = offset === latest ? log.highWatermark : offset < 0 ? log.logStart : offset
    this.#position(topic, partition, place, 'seek')
  }

  /** The position of a partition, and where it came from. */
  #position(topic: string, partition: number, offset: number, reason: PositionReason): void {
    // A client may ask once for every broker it fetches from; the later answers are no news.
    const news = `${offset} ${reason}`
    const place = `${topic}-${partition}`
    if (reason !== 'seek' && this.#positions.get(place) === news) return
    this.#positions.set(place, news)
    const about = { time: this.#process.world.now, member: this.#process.name }
    this.#emit({ kind: 'position', ...about, topic, partition, offset, reason })
  }
}
