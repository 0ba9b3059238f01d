/**
 * `spring.kafka.listener.ack-mode: time` with the default `ack-time` of 5 seconds: a commit when
 * that long has passed since the last one, looked at after each record and before each poll. No
 * timer runs, so a slow handler delays the commit, and a crash costs whatever that time held.
 */
import { type SpringDefinition, springStrategy, springStrategyAsync } from './spring-strategy.ts'

const definition: SpringDefinition = {
  name: 'spring-time',
  summary: 'Spring Kafka, AckMode.TIME: commits when 5 seconds have passed since the last commit.',
  properties: { ackMode: 'TIME' },
}

/** With `syncCommits` true. */
export const springTime = springStrategy(definition)

/** With `syncCommits` false. */
export const springTimeAsync = springStrategyAsync(definition)
