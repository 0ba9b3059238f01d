/**
 * What a listener is given: the services of its process as they look from inside a container.
 *
 * Behaviour: a thread that the listener starts is not the consumer's: it acknowledges by way of a
 * queue, and cannot nack; so is that of the producer, which calls back.
 * Work that names no transaction belongs to the one that the container has begun, as resources
 * that are bound to the thread do in Spring.
 * Source: `ListenerConsumer.processAck`; `TransactionSynchronizationManager`.
 */
import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import type { Transaction } from '../../model/instance/ops.ts'
import type { SendCallback, SendFuture, Services } from '../strategy.ts'
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
    producer: {
      ...services.producer,
      *send(topic, record, callback) {
        const future = futureOf(container, yield* services.producer.send(topic, record))
        return callback === undefined ? future : yield* future.whenComplete(callback)
      },
    },
  }
}

/** What a callback does, it does on the producer's thread. */
function futureOf(container: Omit<Container, 'listener'>, sent: SendFuture): SendFuture {
  const one: SendFuture = {
    get: () => sent.get(),
    *whenComplete(callback: SendCallback) {
      yield* sent.whenComplete((metadata, error) =>
        onThread(
          container,
          false,
          called(() => callback(metadata, error)),
        ),
      )
      return one
    },
  }
  return one
}

/** A callback is a program, or a plain function. */
function* called(callback: () => Program<void> | void): Program<void> {
  const body = callback()
  if (typeof body === 'object') yield* body
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
