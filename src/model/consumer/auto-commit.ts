/**
 * Auto-commit.
 *
 * Behaviour: inside poll, after join handling and before records are collected, if the interval
 * has passed: an asynchronous commit of all consumed, which therefore covers exactly what earlier
 * polls returned. Also at a rebalance (`join-prepare.ts`) and at close (`close.ts`). A crash
 * commits nothing.
 * Left out: nothing. That the interval has passed is an action of the world.
 * Source: reference A.2.6, A.3; `ConsumerCoordinator.maybeAutoCommitOffsetsAsync`.
 */
import type { Instance } from '../instance/instance.ts'
import type { World } from '../world.ts'
import { startAsyncCommit } from './async-commits.ts'
import { allConsumed } from './commit-request.ts'

/** Commits all consumed if auto-commit is on and its interval has passed. */
export function maybeAutoCommit(world: World, instance: Instance): void {
  const consumer = instance.consumer
  if (!consumer.autoCommitElapsed) return
  restartAutoCommitTimer(world, instance)
  const offsets = allConsumed(instance)
  if (offsets.length > 0) startAsyncCommit(world, instance, offsets, null, 'auto')
}

/** The next interval begins now. */
export function restartAutoCommitTimer(world: World, instance: Instance): void {
  instance.consumer.autoCommitElapsed = false
  instance.consumer.autoCommitDue = world.now + world.settings['auto.commit.interval.ms']
}
