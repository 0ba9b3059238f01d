/**
 * What an outsider would have seen of an event of the model's history.
 *
 * Left out, as nobody outside can see it: joins, positions other than by a seek, effects, what the
 * broker does with a commit, requests of auto-commits, and how transactions end.
 */
import type { CommitSource, HistoryEvent } from '../../src/model/history.ts'
import type { Seen } from './trace.ts'

/** Of whom; null: of the cluster, so of whoever was alive. */
export interface Projected {
  readonly member: string | null
  readonly event: Seen
}

/** What was seen, and of whom; null: nothing. `sourceOf` tells who asked for a commit. */
export function project(
  event: HistoryEvent,
  sourceOf: (commit: number) => CommitSource,
): Projected | null {
  const seen = seenOf(event, sourceOf)
  if (seen === null) return null
  return { member: 'member' in event ? event.member : null, event: seen }
}

function seenOf(event: HistoryEvent, sourceOf: (commit: number) => CommitSource): Seen | null {
  switch (event.kind) {
    case 'started':
    case 'stopped':
      return { kind: event.kind }
    case 'stopping':
      return { kind: 'asked-to-stop' }
    case 'died':
      return { kind: 'died', error: event.error }
    case 'fault':
      return seenOfFault(event.fault)
    case 'assigned':
    case 'revoked':
    case 'lost':
      return { kind: event.kind, partition: event.partition }
    case 'position':
      if (event.reason !== 'seek') return null
      return { kind: 'sought', partition: event.partition, offset: event.offset }
    case 'polled':
      return { kind: 'polled', partition: event.partition, offsets: event.offsets }
    case 'processing-started':
    case 'processing-done':
    case 'processing-skipped':
    case 'store-saved':
      return { kind: event.kind, partition: event.partition, offset: event.offset }
    case 'processing-failed': {
      const { kind, partition, offset, error } = event
      return { kind, partition, offset, error }
    }
    case 'transaction-aborted':
      return event.reason === 'conflict' ? { kind: 'store-refused' } : null
    case 'commit-requested': {
      const { kind, source, commit, partition, offset } = event
      return source === 'auto' ? null : { kind, source, commit, partition, offset }
    }
    case 'commit-acknowledged': {
      const { kind, commit, partition, offset } = event
      return { kind, source: sourceOf(commit), commit, partition, offset }
    }
    case 'commit-refused':
    case 'commit-unknown': {
      const { commit, partition, offset } = event
      const source = sourceOf(commit)
      if (source === 'auto') return null
      const error = source === 'transaction' ? exceptionOf(event.error) : event.error
      return { kind: 'commit-failed', source, commit, partition, offset, error }
    }
    default:
      return null
  }
}

function seenOfFault(fault: string): Seen | null {
  switch (fault) {
    case 'crash':
      return { kind: 'killed' }
    case 'pause':
      return { kind: 'frozen' }
    case 'slow-handler':
      return { kind: 'kept-busy' }
    case 'coordinator-failover':
      return { kind: 'coordinator-restarted' }
    default:
      return null
  }
}

/** The model's history says by which code offsets were refused in a transaction. */
function exceptionOf(code: string): string {
  switch (code) {
    case 'ILLEGAL_GENERATION':
    case 'UNKNOWN_MEMBER_ID':
      return 'CommitFailedException'
    case 'FENCED_INSTANCE_ID':
      return 'FencedInstanceIdException'
    case 'PRODUCER_FENCED':
      return 'ProducerFencedException'
    case 'INVALID_PRODUCER_EPOCH':
    case 'INVALID_PRODUCER_ID_MAPPING':
      return 'InvalidProducerEpochException'
    default:
      return 'KafkaException'
  }
}
