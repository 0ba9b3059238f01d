/** What a transactional producer client knows, as plain data. */
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
}

/** A producer that has not called initTransactions yet. */
export function createProducer(slot: number): ProducerState {
  return {
    transactionalId: `ackurate-${slot}`,
    producerId: -1,
    producerEpoch: -1,
    transaction: -1,
    added: false,
    failed: false,
    fenced: false,
  }
}
