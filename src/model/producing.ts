/**
 * The producers upstream: they append while consumers run.
 *
 * Behaviour: part of the records is there at the start, the rest comes two by two. By choice there
 * is something else among the first ones: offsets that compaction removed, the control record of a
 * committed transaction, a record of an aborted one, or one that stays open until the last record
 * comes: an offset is no count. Where something may be slow (`delaysMax`) there are, by choice,
 * fewer records than the scenario's: most of what can break breaks with few of them, too. After the
 * storm one more record per partition comes, so that what is committed last covers all before it.
 * Left out: acks other than all, idempotence, keys that decide partitions.
 * Source: reference A.2.4, A.12.
 */

import { type Question, worldQuestion } from './choices.ts'
import {
  appendAborted,
  appendControl,
  appendGap,
  appendRecord,
  beginUpstream,
  endUpstream,
} from './cluster/append.ts'
import { findPartition, type PartitionLog } from './cluster/partition-log.ts'
import { isTold } from './cluster/told-topics.ts'
import type { Scenario } from './scenario.ts'
import type { World } from './world.ts'

const intervalMs = 1500
/** So many records are produced in one request. */
const batchMax = 2

/** Appends the next records that are to be produced. */
export function produceNext(world: World): void {
  world.nextProduceDue = world.now + intervalMs
  world.progress++
  for (let i = 0; i < batchMax; i++) {
    const partition = world.toProduce.shift()
    const log = partition === undefined ? undefined : partitionOf(world, partition)
    if (log !== undefined) appendRecord(world.cluster, world.ports, log)
  }
  if (world.toProduce.length === 0) endOpenTransactions(world)
}

function endOpenTransactions(world: World): void {
  for (const log of world.cluster.partitions) {
    const open = log.upstream[0]
    if (open !== undefined) endUpstream(world.cluster, world.ports, log, open.firstOffset)
  }
}

/**
 * Plans the storm's records: evenly over the partitions, two fifths at once. By choice something
 * else takes up offsets among them, once per partition.
 */
export function planProduction(
  world: World,
  choose: (bound: number, what: Question) => number,
): void {
  const { scenario } = world
  const logs = logsRead(world)
  const sizes = sizesOf(scenario)
  const choice = choose(intruders.length * sizes.length, productionQuestion)
  const between = intruders[choice % intruders.length]
  const records = sizes[Math.floor(choice / intruders.length)] ?? scenario.records
  const atOnce = Math.ceil((records * 2) / 5)
  for (let i = 0; i < records; i++) {
    const log = logs[i % logs.length]
    if (log === undefined) continue
    if (between !== undefined && Math.floor(i / logs.length) === 2) between(world, log)
    if (i < atOnce) appendRecord(world.cluster, world.ports, log)
    else world.toProduce.push(codeOf(world, log))
  }
}

/** What can take up offsets between two records: nothing; a gap; what transactions leave. */
const intruders: readonly ((world: World, log: PartitionLog) => void)[] = [
  () => {},
  (_world, log) => appendGap(log, 2),
  (world, log) => appendControl(world.cluster, world.ports, log),
  (world, log) => {
    appendAborted(world.cluster, world.ports, log)
  },
  (world, log) => {
    beginUpstream(world.cluster, world.ports, log, false)
  },
]

/** How much is produced and what is among it: the ordinary options produce all records. */
const productionQuestion: Question = { ...worldQuestion, ordinary: intruders.length }

/** Fewer make no group work. */
const recordsMin = 3

/** How many records there may be: all, half of them, and so on. */
export function sizesOf({ records, delaysMax = 0 }: Scenario): readonly number[] {
  if (delaysMax === 0 || records <= recordsMin) return [records]
  const sizes = [records]
  for (let fewer = Math.ceil(records / 2); fewer > recordsMin; fewer = Math.ceil(fewer / 2)) {
    sizes.push(fewer)
  }
  return [...sizes, recordsMin]
}

/** One more record for every partition. */
export function produceLast(world: World): void {
  world.toProduce.length = 0
  for (const log of logsRead(world)) world.toProduce.push(codeOf(world, log))
  world.nextProduceDue = world.now
}

/** Applications may have created topics of their own. */
function logsRead({ cluster }: World): readonly PartitionLog[] {
  return cluster.partitions.filter(({ topic }) => isTold(cluster, topic))
}

/** No topic has as many partitions. */
const topicsApart = 10_000

/** Of the run's topic it is the partition's number. */
function codeOf({ cluster }: World, { topic, partition }: PartitionLog): number {
  return (cluster.otherTopics.indexOf(topic) + 1) * topicsApart + partition
}

function partitionOf({ cluster }: World, code: number): PartitionLog | undefined {
  const { topic, otherTopics } = cluster
  const name = otherTopics[Math.floor(code / topicsApart) - 1] ?? topic
  return findPartition(cluster, name, code % topicsApart)
}
