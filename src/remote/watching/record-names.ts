/**
 * How a record is known again in what a process does with it: by its name, `orders-0@7`, which is
 * its key and stands in its value. Stories call records so, too.
 */
import type { Content } from '../../broker/broker-api.ts'
import type { LogPlace } from '../../model/history.ts'
import type { TopicPartitionOffset } from '../../model/topic-partition.ts'

/** What stands for the record's name in a value that a user gave. */
const placeholder = '{id}'

/** `orders-0@7`. */
export function recordName({ topic, partition, offset }: TopicPartitionOffset): string {
  return `${topic}-${partition}@${offset}`
}

/** What the record holds; `template`: its value, with `{id}` in the place of its name. */
export function recordContent(
  place: TopicPartitionOffset,
  timestamp: number,
  template: string,
): Content {
  const name = recordName(place)
  const value = Buffer.from(template.replaceAll(placeholder, name))
  return { key: Buffer.from(name), value, headers: [], timestamp }
}

/** Finds names of the topic's records in texts. */
export class RecordNames {
  readonly #topic: string
  readonly #pattern: RegExp

  constructor(topic: string) {
    this.#topic = topic
    // Topics are letters, digits, dots, underscores and hyphens: only the dot means anything here.
    const literal = topic.replaceAll('.', '\\.')
    this.#pattern = new RegExp(`(?<![\\w.-])${literal}-(\\d{1,9})@(\\d{1,15})(?!\\d)`, 'g')
  }

  /** Those that the text names, each once, in its order. */
  in(text: string): readonly LogPlace[] {
    const found = new Map<string, LogPlace>()
    for (const [name, partition, offset] of text.matchAll(this.#pattern)) {
      const place = { topic: this.#topic, partition: Number(partition), offset: Number(offset) }
      found.set(name, place)
    }
    return [...found.values()]
  }
}
