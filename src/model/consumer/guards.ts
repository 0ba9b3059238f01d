/**
 * What every call of the consumer checks first.
 *
 * Behaviour: a closed consumer throws IllegalStateException; a failure that was stored (a static
 * fence, seen by an asynchronous request) is thrown by the next call.
 * Left out: the check that only one thread is inside the client.
 * Source: reference A.5; `ClassicKafkaConsumer.acquireAndEnsureOpen`.
 */
import { KafkaException } from '../errors.ts'
import type { Instance, Task } from '../instance/instance.ts'
import { fail } from '../instance/task.ts'
import type { World } from '../world.ts'

/** Throws and returns true if the consumer is closed. */
export function illegalIfClosed(world: World, instance: Instance, task: Task): boolean {
  if (!instance.consumer.closed) return false
  const error = new KafkaException(
    'IllegalStateException',
    'This consumer has already been closed.',
  )
  fail(world, instance, task, error)
  return true
}

/** Throws and returns true if wakeup() was called; clears it. */
export function wokenUp(world: World, instance: Instance, task: Task): boolean {
  const consumer = instance.consumer
  if (!consumer.wakeup || consumer.closing) return false
  consumer.wakeup = false
  fail(world, instance, task, new KafkaException('WakeupException', 'wakeup() was called'))
  return true
}

/** Throws and returns true if an earlier request left a failure to be told. */
export function failedBefore(world: World, instance: Instance, task: Task): boolean {
  const consumer = instance.consumer
  if (consumer.failure === null) return false
  const failure = consumer.failure
  consumer.failure = null
  fail(world, instance, task, failure)
  return true
}
