/**
 * Which records there are, and when they come: as the model produces them, ten times as fast.
 *
 * Part of them is there at the start, the rest comes two by two once the group has settled; one
 * more per partition comes when all is done, so that what is committed last covers everything.
 * Source: `src/model/producing.ts`.
 */

/** How many records there are besides the last ones. */
const records = 12
const partitions = 2
/** So many are there at the start. */
const atOnce = Math.ceil((records * 2) / 5)

/** By their partitions. */
const all = Array.from({ length: records }, (_, i) => i % partitions)

/** What is produced. */
export const production = {
  records,
  partitions,
  /** The partitions of what is there at the start. */
  atOnce: all.slice(0, atOnce),
  /** The partitions of what comes later, one entry per request. */
  later: pairs(all.slice(atOnce)),
  /** How many records each partition has in the end. */
  perPartition: Array.from(
    { length: partitions },
    (_, partition) => all.filter((one) => one === partition).length + 1,
  ),
} as const

function pairs(list: readonly number[]): readonly (readonly number[])[] {
  const count = Math.ceil(list.length / 2)
  return Array.from({ length: count }, (_, i) => list.slice(2 * i, 2 * i + 2))
}
