/**
 * The bug: a MANUAL listener hands its records to worker threads, which acknowledge as they
 * finish, without `asyncAcks`. The container keeps the highest ack, so acknowledging record 7 while
 * 5 is at work commits 8, and a crash then loses 5 (reference B.3).
 */
import { isException } from '../../model/errors.ts'
import type { Acknowledgment } from '../spring-kafka/listener.ts'
import { springStrategy } from '../spring-kafka/spring-strategy.ts'
import type { Services } from '../strategy.ts'

/** Acks out of order, container unaware. */
export const springManualOutOfOrder = springStrategy({
  name: 'spring-manual-out-of-order',
  summary: 'Spring Kafka, AckMode.MANUAL: worker threads acknowledge out of order, no asyncAcks.',
  caughtBy: { property: 'at-least-once', under: 'crash' },
  properties: { ackMode: 'MANUAL' },
  listener: (services) => (record, acknowledgment) =>
    services.fork(() => work(services, record, acknowledgment)),
})

function* work(
  { process }: Services,
  record: Parameters<Services['process']>[0],
  acknowledgment: Acknowledgment,
) {
  try {
    yield* process(record)
  } catch (error) {
    // The executor logs it; the record stays unacknowledged.
    if (isException(error, 'HandlerError')) return
    throw error
  }
  yield* acknowledgment.acknowledge()
}
