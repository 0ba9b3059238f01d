/**
 * Whether what a service has produced is a record that it had read: its contents as they were, or
 * wrapped in what a dead letter queue adds to them.
 *
 * Behaviour: the same value; a value in which the bytes or the text of the record's stand; JSON
 * with the record's JSON somewhere inside, fields added or not; or headers that tell the record's
 * topic, partition and offset, beside a value. Of a tombstone, the same key and no value.
 * Left out: contents in another encoding (Avro, encryption) without such headers.
 */
import type { RecordPayload } from '../../model/network/records.ts'
import type { TopicPartitionOffset } from '../../model/topic-partition.ts'

/** What a record that was read holds. */
export interface Contents {
  readonly key: Uint8Array | null
  readonly value: Uint8Array | null
}

type Produced = Pick<RecordPayload, 'key' | 'value' | 'headers'>

/** Shorter contents stand in anything. */
const bytesMin = 8
const charactersMin = 3
const depthMax = 8

/** Whether the one is a copy of the other. */
export function holdsContents(
  produced: Produced,
  record: TopicPartitionOffset & Contents,
): boolean {
  if (record.value === null) {
    return produced.value === null && record.key !== null && areEqual(produced.key, record.key)
  }
  if (produced.value === null) return false
  return wraps(Buffer.from(produced.value), Buffer.from(record.value)) || names(produced, record)
}

function areEqual(one: Uint8Array | null, other: Uint8Array): boolean {
  return one !== null && Buffer.compare(one, other) === 0
}

function wraps(produced: Buffer, value: Buffer): boolean {
  if (produced.equals(value)) return true
  if (value.length >= bytesMin && produced.includes(value)) return true
  const outer = json(produced)
  if (typeof outer !== 'object' || outer === null) return false
  const text = value.toString()
  const texts = [text, value.toString('base64'), value.toString('hex')]
  const inner = json(value)
  const isIt = (node: unknown): boolean => {
    if (typeof node === 'string') return node.length >= charactersMin && texts.includes(node)
    return isBufferOf(node, value) || hasAllOf(node, inner)
  }
  return isAnywhere(outer, isIt, depthMax)
}

function json(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return undefined
  }
}

function isAnywhere(node: unknown, isIt: (node: unknown) => boolean, depth: number): boolean {
  if (isIt(node)) return true
  if (depth === 0 || typeof node !== 'object' || node === null) return false
  return Object.values(node).some((child) => isAnywhere(child, isIt, depth - 1))
}

/** As JSON writes a `Buffer`. */
function isBufferOf(node: unknown, value: Buffer): boolean {
  const { type, data } = (node ?? {}) as { type?: unknown; data?: unknown }
  return type === 'Buffer' && Array.isArray(data) && value.equals(Buffer.from(data))
}

/** Whether an object has every field of the other one; the same array, if that is one. */
function hasAllOf(node: unknown, inner: unknown): boolean {
  if (typeof inner !== 'object' || inner === null) return false
  if (typeof node !== 'object' || node === null) return false
  const fields = Object.entries(inner)
  if (fields.length === 0 || Array.isArray(node) !== Array.isArray(inner)) return false
  if (Array.isArray(node) && node.length !== fields.length) return false
  return fields.every(([name, field]) => isSame((node as Record<string, unknown>)[name], field))
}

function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || one === null) return one === other
  if (typeof other !== 'object' || other === null) return false
  const names = Object.keys(one)
  if (names.length !== Object.keys(other).length) return false
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>]
  return names.every((name) => name in b && isSame(a[name], b[name]))
}

/** Headers of dead letter queues tell the place: `x-original-topic`, `dlt-original-offset`. */
function names({ headers }: Produced, { topic, partition, offset }: TopicPartitionOffset): boolean {
  const says = (what: string, value: string) =>
    headers.some(
      (header) =>
        header.key.toLowerCase().includes(what) &&
        header.value !== null &&
        Buffer.from(header.value).toString() === value,
    )
  return says('topic', topic) && says('partition', `${partition}`) && says('offset', `${offset}`)
}
