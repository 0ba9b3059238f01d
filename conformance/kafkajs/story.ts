/**
 * What happened in one run, real or simulated: the same few events, in one order. Their names and
 * what they say are those of the history of the model.
 */
import type { EventOf, HistoryEvent } from '../../src/model/history.ts'

/** One thing that was seen; offsets of commits are the next ones to read. */
export type StoryEvent =
  | { readonly kind: 'started' | 'stopping' | 'stopped' | 'killed'; readonly member: string }
  | { readonly kind: 'died'; readonly member: string; readonly error: string }
  | { readonly kind: 'joined'; readonly member: string; readonly generation: number }
  | {
      readonly kind: 'processing-started' | 'effect' | 'processing-done'
      readonly member: string
      readonly partition: number
      readonly offset: number
    }
  /** A commit is written to a socket, or is answered without an error. */
  | {
      readonly kind: 'commit-requested' | 'commit-acknowledged'
      readonly member: string
      readonly partition: number
      readonly offset: number
    }
  /** A commit is answered with an error. */
  | { readonly kind: 'commit-refused'; readonly member: string; readonly error: string }
  /** What is in the output of a consume-transform-produce loop in the end, in its order. */
  | { readonly kind: 'counted'; readonly partition: number; readonly offset: number }
  /** What the group has committed in the end. */
  | { readonly kind: 'committed'; readonly partition: number; readonly offset: number }
  /** The end; `drained` false: the group did not get to the end of its partitions. */
  | { readonly kind: 'ended'; readonly drained: boolean }

/** The story of a simulated run. */
export function storyOf(
  history: readonly HistoryEvent[],
  topic: string,
  partitions: number,
): StoryEvent[] {
  const story: StoryEvent[] = []
  const transactions = new Map<number, EventOf<'effect'>[]>()
  const committed = new Map<number, number>()
  const counted: EventOf<'effect'>[] = []
  for (const event of history) {
    if ('topic' in event && event.topic !== topic) continue
    if (event.kind === 'commit-applied') committed.set(event.partition, event.offset)
    if (event.kind === 'transaction-committed') {
      counted.push(...(transactions.get(event.transaction) ?? []))
    }
    if (event.kind === 'effect' && event.transaction !== null) {
      const known = transactions.get(event.transaction) ?? []
      transactions.set(event.transaction, [...known, event])
    }
    const seen = seenOf(event)
    if (seen !== null) story.push(seen)
  }
  for (const { partition, offset } of counted) story.push({ kind: 'counted', partition, offset })
  for (let partition = 0; partition < partitions; partition++) {
    story.push({ kind: 'committed', partition, offset: committed.get(partition) ?? -1 })
  }
  const last = history.at(-1)
  story.push({ kind: 'ended', drained: last?.kind === 'ended' && last.drained })
  return story
}

/** What of the event could be seen of a real process, too; null: nothing. */
export function seenOf(event: HistoryEvent): StoryEvent | null {
  switch (event.kind) {
    case 'fault':
      return event.fault === 'crash' && event.member !== null
        ? { kind: 'killed', member: event.member }
        : null
    case 'started':
    case 'stopping':
    case 'stopped':
      return { kind: event.kind, member: event.member }
    case 'died':
      return { kind: 'died', member: event.member, error: event.error }
    case 'joined':
      return { kind: 'joined', member: event.member, generation: event.generation }
    case 'processing-started':
    case 'effect':
    case 'processing-done':
    case 'commit-requested':
    case 'commit-acknowledged': {
      const { kind, member, partition, offset } = event
      return { kind, member, partition, offset }
    }
    case 'commit-refused':
      return { kind: 'commit-refused', member: event.member, error: event.error }
    default:
      return null
  }
}
