/** Answers with their lists in one order, where Kafka promises none. */

import type { Answer } from './observed.ts'
import type { RequestStep } from './step.ts'

/** Members by their names, topics and partitions in ascending order; nothing else is touched. */
export function sorted(answer: Answer, _step?: RequestStep): Answer {
  return sort(answer, '') as Answer
}

const keys = ['memberId', 'topic', 'topicName', 'name', 'partition', 'partitionId', 'groupId']

function sort(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    const parts = value.map((part) => sort(part, key))
    return parts.every((part) => keyOf(part) !== undefined)
      ? parts.sort((a, b) => ((keyOf(a) ?? '') < (keyOf(b) ?? '') ? -1 : 1))
      : parts
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sort(part, name)]),
  )
}

function keyOf(part: unknown): string | undefined {
  if (typeof part !== 'object' || part === null) return undefined
  const found = keys.find((key) => key in part)
  return found === undefined ? undefined : String((part as Record<string, unknown>)[found])
}
