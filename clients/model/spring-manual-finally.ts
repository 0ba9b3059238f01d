import { springStrategy } from '../../dist/strategies/spring-kafka/spring-strategy.js'

/** AckMode.MANUAL, acknowledged in `finally`, so that what failed is acknowledged, too. */
export const springManualFinally = springStrategy({
  name: 'spring-manual-finally',
  summary: 'Spring Kafka, AckMode.MANUAL: the listener acknowledges in `finally`.',
  properties: { ackMode: 'MANUAL' },
  listener: ({ process }) =>
    function* (record, acknowledgment) {
      try {
        yield* process(record)
      } finally {
        yield* acknowledgment.acknowledge()
      }
    },
})
