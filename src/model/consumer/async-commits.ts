/**
 * Commits that no caller waits for: commitAsync, auto-commit, the auto-commit of a rebalance.
 *
 * Behaviour: sent at once if the coordinator is known, else when it is found, in the order of the
 * calls; never retried by the client; callbacks are queued and run only inside the application's
 * next client call (A.5). A failed periodic auto-commit is a warning in a log: a retriable one
 * comes again after retry.backoff.ms, any other at the next interval (A.3).
 * Left out: nothing that a strategy could see.
 * Source: reference A.3, A.5; `ConsumerCoordinator.commitOffsetsAsync`, `doAutoCommitOffsetsAsync`.
 */
import type { KafkaErrorCode, KafkaException } from '../errors.ts'
import type { Instance } from '../instance/instance.ts'
import type { OffsetCommitCallback } from '../instance/ops.ts'
import { removeAt } from '../lists.ts'
import type { Offsets } from '../topic-partition.ts'
import type { World } from '../world.ts'
import {
  isRetriable,
  localRefusal,
  onCommitAnswer,
  outcomeUnknown,
  registerCommit,
  reportCommit,
  sendCommit,
} from './commit-request.ts'
import type { AsyncCommit } from './consumer-state.ts'
import { backOff, ensureCoordinator } from './coordinator.ts'

/** Begins a commit that nobody waits for. Empty offsets succeed at once. */
export function startAsyncCommit(
  world: World,
  instance: Instance,
  offsets: Offsets,
  callback: OffsetCommitCallback | null,
  kind: AsyncCommit['kind'],
): void {
  const consumer = instance.consumer
  if (offsets.length === 0) {
    due(instance, callback, offsets, null)
    return
  }
  const source = kind === 'async' ? 'async' : 'auto'
  const commit = registerCommit(world, instance, offsets, source)
  const pending: AsyncCommit = { commit, offsets, callback, kind, ticket: -1 }
  consumer.asyncCommits.push(pending)
  if (ensureCoordinator(world, instance)) dispatch(world, instance, pending)
}

/** Looks for the coordinator if a commit waits for it, and sends what waits. */
export function pushAsyncCommits(world: World, instance: Instance): void {
  const { asyncCommits } = instance.consumer
  if (asyncCommits.length === 0 || !asyncCommits.some((pending) => pending.ticket < 0)) return
  if (instance.consumer.backingOff) return
  if (ensureCoordinator(world, instance)) flushAsyncCommits(world, instance)
}

/** Sends what had to wait for the coordinator. */
export function flushAsyncCommits(world: World, instance: Instance): void {
  const { asyncCommits } = instance.consumer
  if (asyncCommits.length === 0) return
  const waiting = asyncCommits.filter((pending) => pending.ticket < 0)
  for (const pending of waiting) dispatch(world, instance, pending)
}

function dispatch(world: World, instance: Instance, pending: AsyncCommit): void {
  const refusal = localRefusal(instance)
  if (refusal === null) {
    pending.ticket = sendCommit(world, instance, pending.offsets, pending.commit)
    return
  }
  forget(instance, pending)
  reportCommit(world, instance, pending.offsets, pending.commit, refusal.name, false)
  due(instance, pending.callback, pending.offsets, refusal)
}

/** Takes the answer to a commit that nobody waits for; false: it is none of these. */
export function onAsyncCommitAnswer(
  world: World,
  instance: Instance,
  ticket: number,
  sentGeneration: number,
  error: KafkaErrorCode,
): boolean {
  const consumer = instance.consumer
  if (consumer.asyncCommits.length === 0) return false
  const pending = consumer.asyncCommits.find((candidate) => candidate.ticket === ticket)
  if (pending === undefined) return false
  forget(instance, pending)
  const exception = onCommitAnswer(world, instance, error, sentGeneration)
  if (pending.kind === 'auto' && exception !== null && isRetriable(error)) {
    consumer.autoCommitDue = world.now + world.settings['retry.backoff.ms']
  }
  if (pending.kind === 'rebalance' && isRetriable(error)) {
    consumer.prepare = 0
    backOff(world, instance)
  }
  if (pending.kind === 'close' && isRetriable(error)) {
    consumer.asyncCommits.push({ ...pending, ticket: -1 })
    backOff(world, instance)
    return true
  }
  const reported = exception === null ? null : exception.name
  reportCommit(world, instance, pending.offsets, pending.commit, reported, outcomeUnknown(error))
  due(instance, pending.callback, pending.offsets, exception)
  return true
}

function forget(instance: Instance, pending: AsyncCommit): void {
  const commits = instance.consumer.asyncCommits
  removeAt(commits, commits.indexOf(pending))
}

function due(
  instance: Instance,
  callback: OffsetCommitCallback | null,
  offsets: Offsets,
  error: KafkaException | null,
): void {
  if (callback !== null) instance.consumer.dueCallbacks.push({ callback, offsets, error })
}
