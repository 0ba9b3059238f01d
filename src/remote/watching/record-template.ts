/** What the records of a run hold: as it was always, or as the user said. */
import type { Content } from '../../broker/broker-api.ts'
import type { TopicPartitionOffset } from '../../model/topic-partition.ts'
import { recordName, recordUuid } from './record-names.ts'

/**
 * A record in which words in braces stand for what is its own: `{id}` for its name, `{uuid}` for
 * its name as a UUID, `{n}` for its number.
 */
export interface RecordTemplate {
  readonly key: string | null
  readonly value: string | null
  readonly headers: readonly { readonly key: string; readonly value: string }[]
}

/** The records of a run, over and over again, by their numbers. */
export interface RecordTemplates {
  readonly partitions: number
  readonly templates: readonly RecordTemplate[]
}

/** What a record holds where the user says nothing. */
export const usualValue = '{"id":"{id}"}'

/** The record whose key is its name; `value` is what it holds. */
export function keyedByName(value: string | null): RecordTemplate {
  return { key: '{id}', value, headers: [] }
}

/** The number of a record, from 1: they are written to the partitions in turn. */
export function recordNumber(
  { partition, offset }: Pick<TopicPartitionOffset, 'partition' | 'offset'>,
  partitions: number,
): number {
  return offset * partitions + partition + 1
}

/** Where the record of that number is; null: there is no such number. */
export function placeOfNumber(
  number: number,
  partitions: number,
): Pick<TopicPartitionOffset, 'partition' | 'offset'> | null {
  if (!Number.isSafeInteger(number) || number < 1) return null
  return { partition: (number - 1) % partitions, offset: Math.floor((number - 1) / partitions) }
}

/** What the record holds; `value`: a template of its own, if it has one. */
export function recordContent(
  place: TopicPartitionOffset,
  timestamp: number,
  { partitions, templates }: RecordTemplates,
  value?: string,
): Content {
  const number = recordNumber(place, partitions)
  const template = templates[(number - 1) % templates.length] ?? keyedByName(usualValue)
  const words: Readonly<Record<string, string>> = {
    ...{ id: recordName(place), uuid: recordUuid(place), n: String(number) },
  }
  const filled = (text: string) =>
    Buffer.from(text.replaceAll(/\{(id|uuid|n)\}/g, (all, word: string) => words[word] ?? all))
  const bytes = (text: string | null) => (text === null ? null : filled(text))
  return {
    key: bytes(template.key),
    value: bytes(value ?? template.value),
    headers: template.headers.map((header) => ({ key: header.key, value: filled(header.value) })),
    timestamp,
  }
}
