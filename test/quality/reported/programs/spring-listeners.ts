/**
 * Reports about listeners of Spring, written with the public modules: each with its mistake, and
 * with its cure.
 */
import { type ConsumerRecord, isException, type Program } from '../../../../src/index.ts'
import { kafkaTransactions, springListener } from '../../../../src/spring/index.ts'
import type { Strategy } from '../../../../src/strategies/strategy.ts'

/** What an interceptor returns that adds to its record. */
const anew = (record: ConsumerRecord): ConsumerRecord => ({ ...record })

const transactional = { 'spring.kafka.consumer.isolation-level': 'read_committed' }

/**
 * spring-projects/spring-kafka#2208: a record that an interceptor has made anew is none of the poll
 * (`equals` is identity), so that a nack seeks nothing: it is passed over, with all behind it. The
 * container of 2.7.8, for those since then compare partition and offset.
 */
export const nackOfInterceptedRecord = (cured: boolean): Strategy => ({
  name: 'nack-of-intercepted-record',
  claims: 'at-least-once',
  *run({ consumer, process }) {
    for (;;) {
      const records = yield* consumer.poll()
      for (const [index, record] of records.map(anew).entries()) {
        try {
          yield* process(record)
          yield* consumer.commitSync([{ ...record, offset: record.offset + 1 }])
        } catch (error) {
          if (!isException(error, 'HandlerError')) throw error
          const from = cured ? index : records.indexOf(record)
          const again = from < 0 ? [] : records.slice(from)
          for (const next of again.toReversed()) yield* consumer.seek(next, next.offset)
          break
        }
      }
    }
  },
})

/** The same in the container as it is now. */
export const nackInContainer = (): Strategy =>
  springListener({
    properties: { 'spring.kafka.listener.ack-mode': 'manual_immediate' },
    container: { recordInterceptor: anew },
    *onMessage(record, { process, acknowledgment }) {
      try {
        yield* process(record)
      } catch (error) {
        if (!isException(error, 'HandlerError')) throw error
        return yield* acknowledgment.nack(0)
      }
      yield* acknowledgment.acknowledge()
    },
  })

/** An executor logs what its task throws. */
function* logged(acknowledged: Program<void>): Program<void> {
  try {
    yield* acknowledged
  } catch (error) {
    if (!isException(error, 'IllegalStateException')) throw error
  }
}

/**
 * spring-projects/spring-kafka#4687: acks of before a rebalance count as those of the records that
 * have come again, some of which are waited for ever after. Cured where only the latest delivery of
 * a record acknowledges it.
 */
export const acksOfBeforeRebalance = (cured: boolean): Strategy =>
  springListener<Record<string, number>>({
    properties: { 'spring.kafka.listener.async-acks': true },
    start: () => ({}),
    *onMessage(record, { process, acknowledgment, fork, sleep, state: deliveries }) {
      const place = `${record.topic}-${record.partition}@${record.offset}`
      const delivery = (deliveries[place] ?? 0) + 1
      deliveries[place] = delivery
      yield* fork(function* () {
        yield* process(record)
        yield* sleep(1000 * (3 - (record.offset % 3)))
        if (cured && deliveries[place] !== delivery) return
        yield* logged(acknowledgment.acknowledge())
      })
    },
  })

/**
 * spring-projects/spring-kafka#800: a `transactional.id` for each process instead of each
 * partition. It fences nobody who has lost the partition; the group's metadata does (KIP-447),
 * which the container's own transactions send.
 */
export const transactionalIdOfProcess = (cured: boolean): Strategy =>
  springListener<{ ready: boolean }>({
    claims: 'exactly-once',
    properties: { ...transactional, 'spring.kafka.listener.ack-mode': 'manual' },
    container: cured ? { transactionManager: kafkaTransactions() } : {},
    start: () => ({ ready: false }),
    *onMessage(record, { process, producer, state }) {
      if (cured) return yield* process(record)
      if (!state.ready) yield* producer.initTransactions()
      state.ready = true
      const transaction = yield* producer.beginTransaction()
      yield* process(record, transaction)
      const offsets = [{ ...record, offset: record.offset + 1 }]
      const group = { groupId: 'ackurate', generationId: -1, memberId: '', groupInstanceId: null }
      yield* producer.sendOffsetsToTransaction(offsets, group)
      yield* producer.commitTransaction()
    },
  })
