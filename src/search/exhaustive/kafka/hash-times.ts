/**
 * The times of a world, for searches in which a program reads the clock.
 *
 * Everywhere else time is a label (docs/decisions/0015): states that differ in nothing but time go
 * on alike. A program that reads the clock can tell them apart, now or later. What it was told is
 * in its inputs, so that what time it is must be told, too, and when everything is due that can
 * move the clock. Times count from the start of the run: what a program remembers does.
 */
import type { Instance, Pending } from '../../../model/instance/instance.ts'
import { type Hash, hashNumber } from '../../../properties/state/hash.ts'
import type { Parts } from './scratch-world.ts'

/** Mixes in what time it is, and all times that anything depends on. */
export function hashTimes(hash: Hash, parts: Parts): void {
  hashNumber(hash, parts.now)
  hashNumber(hash, parts.nextProduceDue)
  for (const { restartDue } of parts.slots) hashNumber(hash, restartDue)
  for (const { due } of parts.messages) hashNumber(hash, due)
  for (const instance of parts.instances) {
    const { status } = instance
    if (status === 'live' || status === 'frozen') hashInstance(hash, instance)
  }
  const { groups, transactionalIds, partitions } = parts.cluster
  for (const { dueAt } of groups) hashNumber(hash, dueAt)
  for (const { startedAt, decidedAt } of transactionalIds) {
    hashNumber(hash, startedAt)
    hashNumber(hash, decidedAt)
  }
  for (const { records } of partitions) {
    for (let i = 0; i < records.length; i++) hashNumber(hash, records.at(i)?.timestamp ?? -1)
  }
}

function hashInstance(hash: Hash, { since, consumer, tasks }: Instance): void {
  hashNumber(hash, since)
  hashNumber(hash, consumer.autoCommitDue)
  hashNumber(hash, consumer.backoffDue)
  hashNumber(hash, consumer.idleFrom)
  hashNumber(hash, consumer.joinedAt)
  hashNumber(hash, consumer.pollerGoneDue)
  for (const { resetDue } of consumer.partitions) hashNumber(hash, resetDue)
  for (const { due, pending, suspended } of tasks) {
    hashNumber(hash, due)
    hashSince(hash, pending)
    for (const one of suspended) hashSince(hash, one)
  }
}

function hashSince(hash: Hash, pending: Pending | null): void {
  hashNumber(hash, pending?.since ?? -1)
}
