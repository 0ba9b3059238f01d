/**
 * The records that the handlers of a process have in hand, and which of them are handed on.
 *
 * A handler that cannot do its work may hand the record on to another place, as to a dead letter
 * queue. It has done so if a broker's acknowledgement of the contents has reached the process while
 * the handler had not returned: what is acknowledged later, or never, is committed without anybody
 * knowing whether there is a copy. A copy is made in place of the work: one that was made before
 * the work on the record has begun is no more than that, and the work is still owed.
 *
 * Behaviour: in hand from the call of `eachMessage` to its return; of a batch until it is resolved
 * (`resolveOffset`, or the return of `eachBatch`). A copy in a transaction counts
 * with its commit.
 */
import type { LogPlace } from '../../model/history.ts'
import type { RecordPayload } from '../../model/network/records.ts'
import type { TopicPartitionOffset } from '../../model/topic-partition.ts'
import { type Contents, holdsContents } from './same-contents.ts'

/** A copy of a record that brokers have acknowledged. */
export interface Copy {
  readonly to: LogPlace
  /** The transaction that it lies in, by its number in the history; null: none. */
  readonly transaction: number | null
}

/** A record that a handler was given. */
export interface InHand extends TopicPartitionOffset, Contents {
  /** What `process()` has come to, called for it by this handler. */
  work: 'none' | 'begun' | 'failed' | 'done'
  /** Made before any work on it. */
  copy: Copy | null
  isHandedOn: boolean
}

/** Tells that the record is handed on. */
type Tell = (record: TopicPartitionOffset, copy: Copy) => void

export class RecordsInHand {
  readonly #tell: Tell
  readonly #records: InHand[] = []

  constructor(tell: Tell) {
    this.#tell = tell
  }

  /** A handler is given the record. */
  take(record: TopicPartitionOffset & Contents): InHand {
    const { topic, partition, offset, key, value } = record
    const taken: InHand = {
      ...{ topic, partition, offset, key, value },
      ...{ work: 'none', copy: null, isHandedOn: false },
    }
    this.#records.push(taken)
    return taken
  }

  /** The handler has returned, or thrown: then the record will be read again. */
  release(record: InHand, isDone: boolean): void {
    const at = this.#records.indexOf(record)
    if (at < 0) return
    this.#records.splice(at, 1)
    if (isDone && record.work === 'none' && record.copy !== null) this.#handOn(record, record.copy)
  }

  /** What `process()` has come to, for a record. */
  worked({ topic, partition, offset }: TopicPartitionOffset, work: InHand['work']): void {
    for (const record of this.#records) {
      const isIt = record.offset === offset && record.partition === partition
      if (!isIt || record.topic !== topic) continue
      record.work = work
      record.copy = null
    }
  }

  /** An acknowledgement has reached the process. */
  acknowledged(copy: Copy, payload: RecordPayload): void {
    const record = this.#records.find(
      (one) => !one.isHandedOn && one.copy === null && holdsContents(payload, one),
    )
    if (record === undefined) return
    if (record.work === 'none') record.copy = copy
    if (record.work === 'failed') this.#handOn(record, copy)
  }

  get isAny(): boolean {
    return this.#records.length > 0
  }

  #handOn(record: InHand, copy: Copy): void {
    record.isHandedOn = true
    this.#tell(record, copy)
  }
}
