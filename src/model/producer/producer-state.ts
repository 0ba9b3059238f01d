/** What a producer client knows, as plain data. */
import type { KafkaErrorCode } from '../errors.ts'
import type { Outgoing } from '../instance/ops.ts'

/** A record that was sent outside of any transaction; its place in the list is its future. */
export interface Send {
  readonly topic: string
  readonly record: Outgoing
  /** `buffered`: to be sent, or to be sent again. Of `acks=0` none is `sent`: it is done. */
  status: 'buffered' | 'sent' | 'done' | 'failed'
  /** Of its request, while it is sent; -1: it is not. */
  ticket: number
  /** Of an idempotent producer, from the first time on that it is sent; -1: none yet. */
  producerId: number
  sequence: number
  /** Where it stands; -1: not known to stand anywhere. */
  offset: number
  /** Why it failed. */
  error: KafkaErrorCode | null
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
  /** Its id where it sends outside of transactions and is idempotent; -1: none, or a new one. */
  ownId: number
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
    ownId: -1,
    sends: [],
  }
}
