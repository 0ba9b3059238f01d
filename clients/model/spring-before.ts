import { springListener } from 'ackurate/spring'

/** AckMode.MANUAL_IMMEDIATE, acknowledged before the work. */
export const springBefore = springListener({
  name: 'spring-before',
  properties: { 'spring.kafka.listener.ack-mode': 'manual_immediate' },
  *onMessage(record, { acknowledgment, process }) {
    yield* acknowledgment.acknowledge()
    yield* process(record)
  },
})
