import { springListener } from 'ackurate/spring'

/** AckMode.MANUAL, acknowledged in `finally`, so that what failed is acknowledged, too. */
export const springManualFinally = springListener({
  name: 'spring-manual-finally',
  properties: { 'spring.kafka.listener.ack-mode': 'manual' },
  *onMessage(record, { acknowledgment, process }) {
    try {
      yield* process(record)
    } finally {
      yield* acknowledgment.acknowledge()
    }
  },
})
