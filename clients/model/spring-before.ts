import { springStrategy } from '../../dist/strategies/spring-kafka/spring-strategy.js'

/** AckMode.MANUAL_IMMEDIATE, acknowledged before the work. */
export const springBefore = springStrategy({
  name: 'spring-before',
  summary: 'Spring Kafka, AckMode.MANUAL_IMMEDIATE: the listener acknowledges first.',
  properties: { ackMode: 'MANUAL_IMMEDIATE' },
  listener: ({ process }) =>
    function* (record, acknowledgment) {
      yield* acknowledgment.acknowledge()
      yield* process(record)
    },
})
