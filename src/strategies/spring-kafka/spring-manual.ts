/**
 * `spring.kafka.listener.ack-mode: manual`: the listener acknowledges each record after its work;
 * the container commits the acks of a poll together, before the next poll, as BATCH does.
 */
import {
  acknowledgingListener,
  type SpringDefinition,
  springStrategy,
  springStrategyAsync,
} from './spring-strategy.ts'

const definition: SpringDefinition = {
  name: 'spring-manual',
  summary: 'Spring Kafka, AckMode.MANUAL: the listener acknowledges, committed before each poll.',
  properties: { ackMode: 'MANUAL' },
  listener: acknowledgingListener,
  reprocessingMax: (settings) => settings['max.poll.records'],
}

/** With `syncCommits` true. */
export const springManual = springStrategy(definition)

/** With `syncCommits` false. */
export const springManualAsync = springStrategyAsync(definition)
