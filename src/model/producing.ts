/**
 * The producers upstream: they append while consumers run.
 *
 * Behaviour: part of the records is there at the start, the rest comes one by one. By choice a
 * record is preceded by a gap (compaction, or a transaction's control record): an offset is no
 * count. After the storm one more record per partition comes, so that what is committed last
 * covers everything before it.
 * Left out: acks other than all, idempotence, keys that decide partitions.
 * Source: reference A.2.4, A.12.
 */

import { type Question, worldQuestion } from './choices.ts'
import { appendGap, appendRecord } from './cluster/append.ts'
import type { World } from './world.ts'

const intervalMs = 1500
/** So many records are produced in one request. */
const batchMax = 2

/** What stands before a record: nothing, one missing offset, or two. */
const gapsMax = 2

/** Appends the next records that are to be produced. */
export function produceNext(world: World): void {
  world.nextProduceDue = world.now + intervalMs
  world.progress++
  for (let i = 0; i < batchMax; i++) {
    const index = world.toProduce.shift()
    const log = index === undefined ? undefined : world.cluster.partitions[index]
    if (log !== undefined) appendRecord(world.cluster, world.ports, log)
  }
}

/** Plans the storm's records: evenly over the partitions, two fifths at once. */
export function planProduction(
  world: World,
  choose: (bound: number, what: Question) => number,
): void {
  const { records, partitions } = world.scenario
  const atOnce = Math.ceil((records * 2) / 5)
  const gap = choose(gapsMax + 1, worldQuestion)
  for (let i = 0; i < records; i++) {
    const index = i % partitions
    const log = world.cluster.partitions[index]
    if (log === undefined) continue
    if (gap > 0 && i === Math.floor(records / 4)) appendGap(log, gap)
    if (i < atOnce) appendRecord(world.cluster, world.ports, log)
    else world.toProduce.push(index)
  }
}

/** One more record for every partition. */
export function produceLast(world: World): void {
  world.toProduce.length = 0
  for (let index = 0; index < world.cluster.partitions.length; index++) world.toProduce.push(index)
  world.nextProduceDue = world.now
}
