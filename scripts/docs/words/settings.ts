/** What the settings do: one sentence each, and whose configuration they belong to. */
import type { SettingName } from '../../../src/model/settings.ts'

/** Whose configuration holds a setting. */
export type Owner = 'consumer' | 'producer' | 'broker'

interface SettingWords {
  readonly owner: Owner
  readonly does: string
  /** Where Kafka's default is none of the values that we take. */
  readonly kafka?: string
}

/** A record, so that a new setting cannot be forgotten. */
export const settingWords: Readonly<Record<SettingName, SettingWords>> = {
  'auto.offset.reset': {
    owner: 'consumer',
    does:
      'Where a partition is read from if there is no committed offset, or if the position is out ' +
      'of the log. By duration (Kafka 4.0) it is the first record that is not older; while there is none, ' +
      'the partition has no position. kafkajs calls it `fromBeginning`, and knows the two ends only.',
  },
  'enable.auto.commit': {
    owner: 'consumer',
    does: 'The client commits its position in `poll`, before a rebalance and in `close`.',
  },
  'auto.commit.interval.ms': { owner: 'consumer', does: 'The time between two such commits.' },
  'max.poll.records': { owner: 'consumer', does: 'The most records that one `poll` returns.' },
  'max.poll.interval.ms': {
    owner: 'consumer',
    does: 'The longest time between two polls before the member leaves its group.',
  },
  'session.timeout.ms': {
    owner: 'consumer',
    does: 'The longest silence of a member before the coordinator expels it.',
  },
  'heartbeat.interval.ms': { owner: 'consumer', does: 'The time between two heartbeats.' },
  'default.api.timeout.ms': {
    owner: 'consumer',
    does: 'How long `commitSync` tries before it throws `TimeoutException`.',
  },
  'request.timeout.ms': {
    owner: 'consumer',
    does: 'How long one request waits for its answer before the connection is given up.',
  },
  'retry.backoff.ms': { owner: 'consumer', does: 'The pause before a request is sent again.' },
  'fetch.max.wait.ms': {
    owner: 'consumer',
    does: 'How long a broker keeps a fetch that finds no records.',
  },
  'isolation.level': {
    owner: 'consumer',
    does: 'Whether records of open and aborted transactions are read.',
  },
  'partition.assignment.strategy': {
    owner: 'consumer',
    does: 'Who gets which partition; `cooperative-sticky` revokes only what moves, `sticky` all of it.',
    kafka: '`range`, then `cooperative-sticky`: the group runs range',
  },
  'group.instance.id': {
    owner: 'consumer',
    does: 'Static membership: a process that comes back within its session keeps its partitions.',
    kafka: 'none',
  },
  'group.initial.rebalance.delay.ms': {
    owner: 'broker',
    does: 'How long an empty group waits for more members before its first assignment.',
  },
  'offsets.topic.replication.factor': {
    owner: 'broker',
    does: 'The replicas of `__consumer_offsets`: what must be lost before a commit is.',
  },
  'min.insync.replicas': {
    owner: 'broker',
    does: 'How many replicas must have a commit before it is acknowledged.',
  },
  'transaction.timeout.ms': {
    owner: 'producer',
    does: 'How long a transaction may be open before its coordinator aborts it.',
  },
  acks: {
    owner: 'producer',
    does:
      'Who has a record that `producer.send` calls done: all replicas in sync, the leader alone (which may move ' +
      'before anybody has copied it), or nobody: it has left the client.',
  },
  'enable.idempotence': {
    owner: 'producer',
    does:
      'A record that is sent again is not written twice. Without `acks=all` or without `retries` it is off, as in ' +
      'Java where it is not set.',
  },
  retries: {
    owner: 'producer',
    does: 'With 0 a send fails at the first broken connection or wrong leader; else it is made again.',
  },
  'broker.version': {
    owner: 'broker',
    does: 'Which coordinator answers: that of 3.9 differs, most of all when a fenced producer is late.',
    kafka: 'no setting: it is what is installed',
  },
}
