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
import type { Op, Transaction } from '../../model/instance/ops.ts'
import type { SendCallback, SendFuture, Services } from '../strategy.ts'
import type { Container } from './container-state.ts'
import type { ListenerContainer } from './listener.ts'

/** The services for the listener of this container. */
export function listenerServices(container: Omit<Container, 'listener'>): Services {
  const { services } = container
  return {
    ...services,
    process: (record: ConsumerRecord, transaction?: Transaction) => {
      const own = container.onConsumerThread ? container.transaction : null
      return services.process(record, transaction ?? own ?? undefined)
    },
    fork: (body) => services.fork(() => onOtherThread(container, body())),
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
        onOtherThread(
          container,
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

/** Steps the program, and lets the container know meanwhile that it is not its own thread. */
function* onOtherThread(
  container: Omit<Container, 'listener'>,
  program: Program<void>,
): Program<void> {
  let step = elsewhere(container, () => program.next())
  while (step.done !== true) {
    let answer: unknown
    try {
      answer = yield step.value
    } catch (error) {
      step = elsewhere(container, () => program.throw(error))
      continue
    }
    step = elsewhere(container, () => program.next(answer))
  }
}

function elsewhere(
  container: Omit<Container, 'listener'>,
  move: () => IteratorResult<Op, void>,
): IteratorResult<Op, void> {
  container.onConsumerThread = false
  try {
    return move()
  } finally {
    container.onConsumerThread = true
  }
}

/** The container as an application may reach for it. */
export function containerHandle(container: Container): ListenerContainer {
  return {
    pause() {
      container.pauseRequested = true
    },
    resume() {
      container.pauseRequested = false
    },
    isPauseRequested: () => container.pauseRequested,
  }
}
