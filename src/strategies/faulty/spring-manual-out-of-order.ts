/**
 * The bug: a MANUAL listener hands its records to worker threads, which acknowledge as they
 * finish, without `asyncAcks`. The container keeps the highest ack, so acknowledging record 7 while
 * 5 is at work commits 8, and a crash then loses 5 (reference B.3).
 */
import { isException } from '../../model/errors.ts'
import { runContainer } from '../spring-kafka/container.ts'
import {
  type Acknowledgment,
  defaultContainerProperties,
} from '../spring-kafka/container-properties.ts'
import { springExposedTo } from '../spring-kafka/spring-strategy.ts'
import type { Services, Strategy } from '../strategy.ts'

/** Acks out of order, container unaware. */
export const springManualOutOfOrder: Strategy = {
  name: 'spring-manual-out-of-order',
  summary: 'Spring Kafka, AckMode.MANUAL: worker threads acknowledge out of order, no asyncAcks.',
  claims: 'at-least-once',
  exposedTo: springExposedTo,
  caughtBy: { property: 'at-least-once', under: 'crash' },
  run(services) {
    const properties = { ...defaultContainerProperties, ackMode: 'MANUAL' } as const
    return runContainer(services, properties, (record, acknowledgment) =>
      services.fork(() => work(services, record, acknowledgment)),
    )
  },
}

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
