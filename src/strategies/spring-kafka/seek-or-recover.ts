/**
 * The failed record is recovered, or polled again; all behind it is polled again in any case.
 *
 * Behaviour: each partition is sought to its first record of the list; a seek that fails is only
 * logged, and so is a recoverer that fails, whose record is then sought, too.
 * Source: reference B.4; `SeekUtils.doSeeks` and `seekOrRecover`.
 */
import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import { firstOffsets } from '../offsets.ts'
import { logged } from './commit-errors.ts'
import type { Container } from './container-state.ts'

/** Seeks what must come again. True: the first record need not. */
export function* seekOrRecover(
  container: Container,
  records: readonly ConsumerRecord[],
  isRecovered: (record: ConsumerRecord) => Program<boolean>,
): Program<boolean> {
  const [first, ...behind] = records
  if (first === undefined) return false
  let recovered = false
  try {
    recovered = yield* isRecovered(first)
  } catch (error) {
    logged(error)
  }
  yield* seekToFirsts(container, recovered ? behind : records)
  return recovered
}

/** Seeks every partition of the records to the first of them. */
export function* seekToFirsts(
  container: Container,
  records: readonly ConsumerRecord[],
): Program<void> {
  for (const { topic, partition, offset } of firstOffsets(records)) {
    try {
      yield* container.services.consumer.seek({ topic, partition }, offset)
    } catch (seekError) {
      logged(seekError)
    }
  }
}
