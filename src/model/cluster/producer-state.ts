/**
 * What a partition remembers of the producers of applications.
 *
 * Behaviour: of every idempotent producer the epoch and the sequence numbers of what it wrote. A
 * batch that is among its last five is a duplicate: it is not written again and is answered with
 * the offset that it has. Any other batch must begin where the one before ended, a new epoch at 0;
 * an older epoch is fenced. A producer that the partition knows nothing of may begin anywhere. The
 * marker of a transaction counts as its producer's latest epoch, and begins the count anew if it
 * has raised it. What an unclean election cuts away is forgotten.
 * Where the leader has to ask whether a transaction is going on, it notes the lowest sequence
 * number that the producer came with; until something of a transaction is written a higher one is
 * out of order. A new leader knows nothing of that.
 *
 * Left out: `transactional.id.expiration.ms` and `producer.id.expiration.ms`.
 *
 * Source: reference A.13, C.9; `ProducerAppendInfo.checkSequence`, `checkProducerEpoch`,
 * `ProducerStateEntry.findDuplicateBatch` (NUM_BATCHES_TO_RETAIN), `ProducerStateManager`,
 * `VerificationStateEntry`.
 */
import type { KafkaErrorCode } from '../errors.ts'

/** What an idempotent producer wrote with one request, or the marker that ended a transaction. */
export interface ProducerBatch {
  readonly producerId: number
  readonly producerEpoch: number
  /** -1: a marker. */
  readonly baseSequence: number
  readonly lastSequence: number
  readonly baseOffset: number
  readonly lastOffset: number
}

/** A transaction of an application's producer that has records in the partition. */
export interface OpenTransaction {
  readonly producerId: number
  readonly firstOffset: number
}

/** With what a producer came first whose transaction the leader has to ask for. */
export interface Verification {
  readonly producerId: number
  readonly producerEpoch: number
  readonly lowestSequence: number
}

/** What this file needs of a partition's log. */
interface Log {
  readonly batches: ProducerBatch[]
  readonly transactions: OpenTransaction[]
  readonly verifications: Verification[]
}

/** A batch that a producer wants to write. */
export interface NewBatch {
  readonly producerId: number
  readonly producerEpoch: number
  readonly baseSequence: number
  readonly count: number
}

/** So many batches of a producer are remembered to find duplicates. */
const rememberedMax = 5
const sequenceMax = 2 ** 31 - 1

/** The batch as the log has it already, if it is a repetition. */
export function findDuplicate(log: Log, batch: NewBatch): ProducerBatch | undefined {
  const last = lastSequenceOf(batch)
  let remembered = 0
  for (let i = log.batches.length - 1; i >= 0 && remembered < rememberedMax; i--) {
    const known = log.batches[i] as ProducerBatch
    if (known.producerId !== batch.producerId) continue
    // A new epoch has made the partition forget the batches of the older ones.
    if (known.producerEpoch !== batch.producerEpoch) return undefined
    if (known.baseSequence < 0) continue
    if (known.baseSequence === batch.baseSequence && known.lastSequence === last) return known
    remembered += 1
  }
  return undefined
}

/** NONE, or why the producer may not write this batch next. */
export function sequenceError(log: Log, batch: NewBatch): KafkaErrorCode {
  const latest = latestOf(log, batch.producerId)
  if (latest !== undefined && batch.producerEpoch < latest.producerEpoch) {
    return 'INVALID_PRODUCER_EPOCH'
  }
  const lowest = log.verifications[indexOfVerification(log, batch.producerId)]?.lowestSequence
  if (lowest !== undefined && batch.baseSequence > lowest) return 'OUT_OF_ORDER_SEQUENCE_NUMBER'
  if (latest === undefined) return 'NONE'
  const previous =
    batch.producerEpoch > latest.producerEpoch ? -1 : lastWritten(log, batch, latest.producerEpoch)
  const expected = previous === sequenceMax ? 0 : previous + 1
  return batch.baseSequence === expected ? 'NONE' : 'OUT_OF_ORDER_SEQUENCE_NUMBER'
}

/** Notes with which sequence number the producer of a transaction comes, before it is asked for. */
export function beginVerification(log: Log, batch: Omit<NewBatch, 'count'>): void {
  const { producerId, producerEpoch, baseSequence } = batch
  const entry = { producerId, producerEpoch, lowestSequence: baseSequence }
  const index = indexOfVerification(log, producerId)
  const known = log.verifications[index]
  if (known === undefined) log.verifications.push(entry)
  else if (
    producerEpoch > known.producerEpoch ||
    (producerEpoch === known.producerEpoch && baseSequence < known.lowestSequence)
  ) {
    log.verifications[index] = entry
  }
}

/** Forgets it: something of a transaction of the producer was written. */
export function endVerification(log: Log, producerId: number): void {
  const index = indexOfVerification(log, producerId)
  if (index >= 0) log.verifications.splice(index, 1)
}

/** Notes a batch that was written. */
export function rememberBatch(log: Log, batch: NewBatch, baseOffset: number): void {
  const { producerId, producerEpoch, baseSequence, count } = batch
  const lastSequence = lastSequenceOf(batch)
  const lastOffset = baseOffset + count - 1
  const written = { producerId, producerEpoch, baseSequence, lastSequence, baseOffset, lastOffset }
  log.batches.push(written)
}

/** Notes the marker of a transaction. */
export function rememberMarker(
  log: Log,
  producerId: number,
  producerEpoch: number,
  offset: number,
): void {
  endVerification(log, producerId)
  const base = { producerId, producerEpoch, baseOffset: offset, lastOffset: offset }
  log.batches.push({ ...base, baseSequence: -1, lastSequence: -1 })
}

function indexOfVerification(log: Log, producerId: number): number {
  for (let i = 0; i < log.verifications.length; i++) {
    if (log.verifications[i]?.producerId === producerId) return i
  }
  return -1
}

/** The place of the producer's open transaction among those of the partition; -1: it has none. */
export function indexOfTransaction(log: Log, producerId: number): number {
  for (let i = 0; i < log.transactions.length; i++) {
    if (log.transactions[i]?.producerId === producerId) return i
  }
  return -1
}

/** Whether the producer has a transaction open in the partition, begun in that very epoch. */
export function isOngoing(
  log: Log,
  { producerId, producerEpoch }: Pick<NewBatch, 'producerId' | 'producerEpoch'>,
): boolean {
  if (indexOfTransaction(log, producerId) < 0) return false
  return latestOf(log, producerId)?.producerEpoch === producerEpoch
}

/** Forgets what stood at or above the offset. */
export function truncateProducers(log: Log, end: number): void {
  while ((log.transactions.at(-1)?.firstOffset ?? -1) >= end) log.transactions.pop()
  while ((log.batches.at(-1)?.lastOffset ?? -1) >= end) log.batches.pop()
}

function lastSequenceOf({ baseSequence, count }: NewBatch): number {
  const last = baseSequence + count - 1
  return last > sequenceMax ? last - sequenceMax - 1 : last
}

function latestOf(log: Log, producerId: number): ProducerBatch | undefined {
  for (let i = log.batches.length - 1; i >= 0; i--) {
    const known = log.batches[i] as ProducerBatch
    if (known.producerId === producerId) return known
  }
  return undefined
}

/** The last sequence number of the producer in this epoch; -1: none yet. */
function lastWritten(log: Log, { producerId }: NewBatch, epoch: number): number {
  for (let i = log.batches.length - 1; i >= 0; i--) {
    const known = log.batches[i] as ProducerBatch
    if (known.producerId !== producerId || known.baseSequence < 0) continue
    return known.producerEpoch === epoch ? known.lastSequence : -1
  }
  return -1
}
