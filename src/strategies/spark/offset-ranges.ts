/** Offset ranges: which records a batch has, per partition. */
import type { ConsumerRecord, Offsets, TopicPartition } from '../../model/consumer/api.ts'
import { nextOffsets, samePartition, updated } from '../offsets.ts'

/** `OffsetRange` of Spark: from the first offset up to the one before `untilOffset`. */
export interface OffsetRange extends TopicPartition {
  readonly fromOffset: number
  readonly untilOffset: number
}

/** Where the ranges begin, for a store that is asked whether it still says so. */
export function fromOffsets(ranges: readonly OffsetRange[]): Offsets {
  return ranges.map((one) => ({ ...partitionOf(one), offset: one.fromOffset }))
}

/** Where the ranges end: what is to be read next. */
export function untilOffsets(ranges: readonly OffsetRange[]): Offsets {
  return ranges.map((one) => ({ ...partitionOf(one), offset: one.untilOffset }))
}

/** The ranges of a batch of these records, which begins at `current`; empty ones, too. */
export function rangesOf(
  current: Offsets,
  records: readonly ConsumerRecord[],
): readonly OffsetRange[] {
  return rangesBetween(current, updated(current, nextOffsets(records)))
}

/** The ranges from one list of offsets to the other, for the partitions of the first. */
export function rangesBetween(from: Offsets, until: Offsets): readonly OffsetRange[] {
  return from.map((one) => ({
    ...partitionOf(one),
    fromOffset: one.offset,
    untilOffset: until.find((other) => samePartition(one, other))?.offset ?? one.offset,
  }))
}

/** Whether there may be a record in it. */
export function isFull({ fromOffset, untilOffset }: OffsetRange): boolean {
  return untilOffset > fromOffset
}

function partitionOf({ topic, partition }: TopicPartition): TopicPartition {
  return { topic, partition }
}
