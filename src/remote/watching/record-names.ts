/**
 * How a record is known again in what a process does with it: by its name, `orders-0@7`, which
 * stands in its key or wherever the user put it, and in the value of records that are not the
 * user's. Stories call records so, too. Where a name must look like a UUID, there is one that says
 * the same.
 */
import type { LogPlace } from '../../model/history.ts'
import type { TopicPartitionOffset } from '../../model/topic-partition.ts'
import { crc32c } from '../../wire/crc32c.ts'

/** `orders-0@7`. */
export function recordName({ topic, partition, offset }: TopicPartitionOffset): string {
  return `${topic}-${partition}@${offset}`
}

/** The same as a UUID: a check sum of the topic, the partition, the offset. */
export function recordUuid({ topic, partition, offset }: TopicPartitionOffset): string {
  const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0')
  return `${hex(crc32c(Buffer.from(topic)), 8)}-0000-4000-8${hex(partition, 3)}-${hex(offset, 12)}`
}

/** Finds names of the topic's records in texts. */
export class RecordNames {
  readonly #topic: string
  readonly #name: RegExp
  readonly #uuid: RegExp

  constructor(topic: string) {
    this.#topic = topic
    // Topics are letters, digits, dots, underscores and hyphens: only the dot means anything here.
    const literal = topic.replaceAll('.', '\\.')
    this.#name = new RegExp(`(?<![\\w.-])${literal}-(\\d{1,9})@(\\d{1,15})(?!\\d)`, 'g')
    const [start] = recordUuid({ topic, partition: 0, offset: 0 }).split('8000-')
    this.#uuid = new RegExp(`(?<![\\da-f])${start}8([\\da-f]{3})-([\\da-f]{12})(?![\\da-f])`, 'gi')
  }

  /** Those that the text names, each once, in its order. */
  in(text: string): readonly LogPlace[] {
    const found = new Map<string, LogPlace>()
    const add = (partition: number, offset: number) => {
      const place = { topic: this.#topic, partition, offset }
      found.set(recordName(place), place)
    }
    for (const [, partition, offset] of text.matchAll(this.#name)) {
      add(Number(partition), Number(offset))
    }
    for (const [, partition = '', offset = ''] of text.matchAll(this.#uuid)) {
      add(Number.parseInt(partition, 16), Number.parseInt(offset, 16))
    }
    return [...found.values()]
  }
}
