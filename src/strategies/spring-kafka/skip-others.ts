/** Says of records that somebody has kept from the listener that this was meant. */
import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import { samePartition } from '../offsets.ts'
import type { Container } from './container-state.ts'

/** Lets go of those that are not among the kept ones. */
export function* skipOthers(
  container: Container,
  records: readonly ConsumerRecord[],
  kept: readonly ConsumerRecord[],
): Program<void> {
  for (const record of records) {
    const isKept = kept.some((one) => samePartition(one, record) && one.offset === record.offset)
    if (!isKept) yield* container.services.skip(record)
  }
}
