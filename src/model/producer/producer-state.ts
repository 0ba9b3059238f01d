/** What a producer client knows, as plain data. */
import type { KafkaErrorCode } from '../errors.ts'
import type { Outgoing } from '../instance/ops.ts'

/** A record that was sent outside of any transaction; its place in the list is its future. */
export interface Send {
  readonly topic: string
  readonly record: Outgoing
  /** Of its request; -1: it has come to an end. */
  ticket: number
  /** Where it stands; -1: not known to stand anywhere. */
  offset: number
  /** Why it failed. */
  error: KafkaErrorCode | null
  /** Somebody has waited for it, and the history knows. */
  told: boolean
}

/** One producer, in whichever way it is used. */
export interface ProducerState {
  readonly transactionalId: string
  producerId: number
  producerEpoch: number
  /** Number of the transaction in the history; -1: none under way. */
  transaction: number
  /** The coordinator knows of the transaction (AddPartitionsToTxn was answered). */
  added: boolean
  /** An abortable error happened: nothing but an abort is allowed. */
  failed: boolean
  /** Fenced: everything but close fails. */
  fenced: boolean
  /** In the order in which they were sent. */
  readonly sends: Send[]
}

/**
 * A producer that has not called initTransactions yet; `place` is the number of its consumer
 * among those that run at once, which the next one there has, too.
 */
export function createProducer(place: number): ProducerState {
  return {
    transactionalId: `ackurate-${place}`,
    producerId: -1,
    producerEpoch: -1,
    transaction: -1,
    added: false,
    failed: false,
    fenced: false,
    sends: [],
  }
}
