/**
 * `spring.kafka.consumer.enable-auto-commit: true`: the client commits positions inside poll, at
 * most every `auto.commit.interval.ms`; the ack mode is ignored. One thread polls and processes,
 * and a failed record is seeked before the next poll, so no position passes unfinished work.
 */
import { springStrategy } from './spring-strategy.ts'

/** `enable.auto.commit` true under a listener container. */
export const springAutoCommit = springStrategy({
  name: 'spring-auto-commit',
  summary:
    'Spring Kafka with enable-auto-commit true: the client commits, the ack mode is ignored.',
  settings: { 'enable.auto.commit': true },
})
