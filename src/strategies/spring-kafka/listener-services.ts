/**
 * What a listener is given: the services of its process as they look from inside a container.
 *
 * Behaviour: a thread that the listener starts is not the consumer's: it acknowledges by way of a
 * queue, and cannot nack. Work that names no transaction belongs to the one that the container has
 * begun, as resources that are bound to the thread do in Spring.
 * Source: `ListenerConsumer.processAck`; `TransactionSynchronizationManager`.
 */
import type { ConsumerRecord } from '../../model/consumer/api.ts'
import type { Transaction } from '../../model/instance/ops.ts'
import type { Services } from '../strategy.ts'
import type { Container } from './container-state.ts'
import type { ListenerContainer } from './listener.ts'
import { containersWith } from './parent-container.ts'
import { onThread } from './threads.ts'

/** The services for the listener of this container. */
export function listenerServices(container: Omit<Container, 'listener'>): Services {
  const { services } = container
  return {
    ...services,
    process: (record: ConsumerRecord, transaction?: Transaction) => {
      const own = container.onConsumerThread ? container.transaction : null
      return services.process(record, transaction ?? own ?? undefined)
    },
    fork: (body) => services.fork(() => onThread(container, false, body())),
  }
}

/** The container as an application may reach for it. */
export function containerHandle(container: Container): ListenerContainer {
  return {
    pause() {
      for (const one of containersWith(container)) one.pauseRequested = true
    },
    resume() {
      for (const one of containersWith(container)) one.pauseRequested = false
    },
    isPauseRequested: () => container.pauseRequested,
  }
}
