/** Answers as they are compared: what Kafka promises nothing of is brought into one form. */

import type { Answer } from './observed.ts'
import type { RequestStep } from './step.ts'

/**
 * Members by their names, topics and partitions in ascending order. Of a fetch the records from the
 * position on: a broker sends whole batches, and clients skip what is below. Of records that are
 * refused the log start is not told in the same cases.
 */
export function sorted(answer: Answer, step: RequestStep): Answer {
  return sort(answer, '', step) as Answer
}

const keys = ['memberId', 'topic', 'topicName', 'name', 'partition', 'partitionId', 'groupId']

function sort(value: unknown, key: string, step: RequestStep): unknown {
  if (Array.isArray(value)) {
    const parts = value.flatMap((part) =>
      isSkipped(part, key, step) ? [] : [sort(part, key, step)],
    )
    return parts.every((part) => keyOf(part) !== undefined)
      ? parts.sort((a, b) => ((keyOf(a) ?? '') < (keyOf(b) ?? '') ? -1 : 1))
      : parts
  }
  if (typeof value !== 'object' || value === null) return value
  // It says how often the transaction coordinator has moved.
  const isMarker = 'isControlRecord' in value && value.isControlRecord === true
  const refused = 'errorCode' in value && value.errorCode !== 'NONE'
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !(refused && name === 'logStartOffset'))
      .filter(([name]) => !(isMarker && name === 'value'))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sort(part, name, step)]),
  )
}

function isSkipped(part: unknown, key: string, step: RequestStep): boolean {
  if (key !== 'messages' || step.api !== 'Fetch' || 'partitions' in step) return false
  return Number((part as { readonly offset: string }).offset) < step.offset
}

function keyOf(part: unknown): string | undefined {
  if (typeof part !== 'object' || part === null) return undefined
  const found = keys.find((key) => key in part)
  return found === undefined ? undefined : String((part as Record<string, unknown>)[found])
}
