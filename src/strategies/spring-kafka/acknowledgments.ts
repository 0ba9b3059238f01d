/**
 * What a listener is given to acknowledge with, and what its calls throw.
 *
 * Behaviour: `acknowledge()` works once. A nack is for the consumer's own thread, not with
 * `asyncAcks`, for sleeps that are not negative and an index inside the batch; the nack of a batch
 * acknowledges what is before the index. `acknowledge(index)` is for MANUAL_IMMEDIATE and the
 * consumer's thread, and each index must be higher than the one before; after one of these,
 * `acknowledge()` means the next index only. In other modes than MANUAL a listener is not given an
 * Acknowledgment at all: whoever uses it fails.
 * Source: reference B.3; `ConsumerAcknowledgment`, `ConsumerBatchAcknowledgment`; `Acknowledgment`
 * for what the other kind of listener throws.
 */
import type { ConsumerRecord, Program } from '../../model/consumer/api.ts'
import { KafkaException } from '../../model/errors.ts'
import type { Container } from './container-state.ts'
import type { Acknowledgment, BatchAcknowledgment } from './listener.ts'
import { ListenerException } from './listener-exceptions.ts'
import { ackInOrder, dropUnacknowledged } from './out-of-order-acks.ts'

/** For one record. */
export function acknowledgmentOf(container: Container, record: ConsumerRecord): Acknowledgment {
  let acknowledged = false
  return {
    *acknowledge(...index: unknown[]) {
      container.steps.checkAcknowledgment()
      if (index.length > 0) throw unsupported('partial acknowledgment: not a batch listener')
      if (acknowledged) return
      if (container.unacknowledged === null) yield* container.steps.acknowledge(container, [record])
      else yield* ackInOrder(container, record)
      acknowledged = true
    },
    // biome-ignore lint/correctness/useYield: it has nothing to ask of the world.
    *nack(sleepMs: number, ...more: unknown[]) {
      container.steps.checkAcknowledgment()
      if (more.length > 0) throw unsupported('nack(index, sleep): not a batch listener')
      checkNack(container, sleepMs)
      container.nackSleepMs = sleepMs
    },
  }
}

/** For a batch. */
export function batchAcknowledgmentOf(
  container: Container,
  records: readonly ConsumerRecord[],
): BatchAcknowledgment {
  let acknowledged = false
  let partial = -1
  function* acknowledgeTo(index: number): Program<void> {
    checkPartial(container, records, index, partial)
    yield* container.steps.acknowledge(container, records.slice(partial + 1, index + 1))
    partial = index
  }
  return {
    *acknowledge(index) {
      container.steps.checkAcknowledgment()
      if (index !== undefined || partial >= 0) return yield* acknowledgeTo(index ?? partial + 1)
      if (acknowledged) return
      dropUnacknowledged(container, records)
      yield* container.steps.acknowledge(container, records)
      acknowledged = true
    },
    *nack(index, sleepMs) {
      container.steps.checkAcknowledgment()
      if (sleepMs === undefined) throw unsupported('nack(sleep): a batch listener has an index')
      checkNack(container, sleepMs)
      if (!(index >= 0 && index < records.length)) throw illegalArgument('index out of bounds')
      container.nackIndex = index
      container.nackSleepMs = sleepMs
      const done = records.slice(0, index)
      if (done.length > 0) yield* container.steps.acknowledge(container, done)
    },
  }
}

function checkNack(container: Container, sleepMs: number): void {
  if (!container.onConsumerThread) {
    throw illegalState('nack() can only be called on the consumer thread')
  }
  if (container.unacknowledged !== null) {
    throw illegalState('nack() is not supported with out-of-order commits')
  }
  if (!(sleepMs >= 0)) throw illegalArgument('sleep cannot be negative')
}

function checkPartial(
  container: Container,
  records: readonly ConsumerRecord[],
  index: number,
  partial: number,
): void {
  if (index <= partial) {
    throw illegalArgument(`index (${index}) must be greater than the previous one (${partial})`)
  }
  if (!container.steps.acknowledgesInParts) {
    throw illegalState('Partial batch acknowledgment is only supported with MANUAL_IMMEDIATE')
  }
  if (!(index >= 0 && index < records.length))
    throw illegalArgument(`index (${index}) out of range`)
  if (!container.onConsumerThread) {
    throw illegalState('Partial batch acknowledgment is only supported on the consumer thread')
  }
}

function illegalState(text: string): KafkaException {
  return new KafkaException('IllegalStateException', text)
}

function illegalArgument(text: string): KafkaException {
  return new KafkaException('IllegalArgumentException', text)
}

function unsupported(text: string): ListenerException {
  return new ListenerException('UnsupportedOperationException', text)
}
