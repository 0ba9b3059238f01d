/**
 * A process that outlives its consumer.
 *
 * Behaviour: the thread that polled is over, by an error that whoever runs it has caught; the
 * process has other things to do, and does not end. Nobody but who asks it to stop ends it: its
 * supervisor sees a process that is well. So is a worker of Kafka Connect with a task that is
 * FAILED.
 * Left out: that somebody starts such a thread again in the same process.
 * Source: `WorkerTask.doRun` and `onFailure` of `org.apache.kafka.connect.runtime`.
 */
import type { World } from '../world.ts'
import type { Instance, Pending, Task } from './instance.ts'
import { resume } from './task.ts'

/** Tells the death of the consumer, then waits until the process is asked to stop. */
export function outliveStep(
  world: World,
  instance: Instance,
  task: Task,
  pending: Pending,
  error: string,
): void {
  if (pending.phase === 0) {
    pending.phase = 1
    const generation = instance.consumer.toldGeneration
    const about = { time: world.now, member: instance.name, generation, consumer: 0 }
    world.emit({ ...about, kind: 'consumer-crashed', error, restart: false })
  }
  if (instance.stopping) return resume(world, instance, task, undefined)
  task.blocked = true
}
