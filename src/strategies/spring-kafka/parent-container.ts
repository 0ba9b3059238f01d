/**
 * ConcurrentMessageListenerContainer: the containers of one process, each with its own consumer and
 * thread, its own acks, counts and pauses.
 *
 * Behaviour: what stops a container for good stops all of them: a fatal exception of any consumer
 * (`emergencyStop`), and an error handler that stops the container, for it is given the parent. A
 * producer that is fenced (`stopContainerWhenFenced`) stops its own container alone, and in the
 * ordinary way: the others go on, and nobody who looks at the parent sees it. The parent is what an
 * application pauses and resumes.
 * Left out: that it is started again (`restartAfterAuthExceptions`); containers with partitions
 * assigned by hand.
 * Source: `ConcurrentMessageListenerContainer.doStart`, `configureChildContainer`, `doStop`,
 * `pause`; `ListenerConsumer.run` (StopAfterFenceException: `stop(false)`), `wrapUp`; 3.3.x and
 * main are alike.
 */
import type { Program } from '../../model/consumer/api.ts'
import type { Services } from '../strategy.ts'
import type { Container } from './container-state.ts'

const name = 'springChildren'

/**
 * The containers of the process that read the same topic: a retry topic has a parent of its own.
 * Null: there is this one only, and no parent is told from it.
 */
function childrenIn({ shared, topic }: Services): Container[] | null {
  if (shared === undefined) return null
  const children = `${name} ${topic}`
  shared[children] ??= []
  return shared[children] as Container[]
}

/** A container has started. */
export function childStarted(container: Container): void {
  childrenIn(container.services)?.push(container)
}

/** It, or all that its parent has. */
export function containersWith(container: Container): readonly Container[] {
  return childrenIn(container.services) ?? [container]
}

/** Stops the container by this error, and with it all that its parent has. */
export function* stopParent(container: Container, error: Error): Program<void> {
  container.stopped = error
  if (container.services.shared !== undefined) yield* container.services.stopSiblings()
}

/** Stops the container by this error, and no other. */
export function stopChild(container: Container, error: Error): void {
  container.stopped = error
  container.stoppedAlone = container.services.shared !== undefined
}
