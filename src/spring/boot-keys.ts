/**
 * What Spring Boot's `spring.kafka.*` means here: a property of the container, a setting of the
 * consumer or the producer, nothing, or something that is not simulated and so is refused.
 *
 * Source: the names are those of `META-INF/spring-configuration-metadata.json` in
 * spring-boot-autoconfigure 3.5.7 and spring-boot-kafka 4.0.7, held against this table; what the
 * consumer's keys set is `KafkaProperties.Consumer.buildProperties`.
 */
import type { AckMode } from '../strategies/spring-kafka/options/ack-mode.ts'
import type { ContainerProperties } from '../strategies/spring-kafka/options/all.ts'
import { canonical } from './relaxed.ts'
import type { RetryTopicKeys } from './retry-topic.ts'
import { count, decimal, milliseconds, oneOf, yesOrNo } from './values.ts'

/** What a key does; every reader throws a UsageError that says what its key takes. */
export type Meaning =
  | {
      readonly kind: 'container'
      readonly option: keyof ContainerProperties
      readonly read: (text: string) => unknown
    }
  | { readonly kind: 'setting'; readonly setting: string; readonly read: (text: string) => string }
  /** `single` or `batch`. */
  | { readonly kind: 'listener-type' }
  /** That there is a KafkaTransactionManager. */
  | { readonly kind: 'transactions' }
  /** A part of what `@RetryableTopic` would say (`retry-topic.ts`). */
  | {
      readonly kind: 'retry-topic'
      readonly part: keyof RetryTopicKeys
      readonly read: (text: string) => RetryTopicKeys[keyof RetryTopicKeys]
    }
  | { readonly kind: 'nothing' }
  /** Refused where it is switched on. */
  | { readonly kind: 'refused'; readonly why: string }

/** A key in Spring's spelling; one that ends in `.*` is all that begin with it. */
export interface BootKey {
  readonly name: string
  readonly meaning: Meaning
}

const ackModes: readonly AckMode[] = [
  ...(['RECORD', 'BATCH', 'TIME', 'COUNT', 'COUNT_TIME', 'MANUAL', 'MANUAL_IMMEDIATE'] as const),
]

const asIs = (text: string): string => text.trim()
const lower = (text: string): string => text.trim().toLowerCase()
const ms = (text: string): string => String(milliseconds(text))
const flag = (text: string): string => String(yesOrNo(text))
const isolation = (text: string): string =>
  oneOf(text, ['READ_UNCOMMITTED', 'READ_COMMITTED']).toLowerCase()

type Rows = Readonly<Record<string, Meaning>>

const option = (name: keyof ContainerProperties, read: (text: string) => unknown): Meaning => ({
  kind: 'container',
  option: name,
  read,
})
const setting = (name: string, read: (text: string) => string): Meaning => ({
  kind: 'setting',
  setting: name,
  read,
})

const listener: Rows = {
  type: { kind: 'listener-type' },
  'ack-mode': option('ackMode', (text) => oneOf(text, ackModes)),
  'ack-count': option('ackCount', (text) => count(text)),
  'ack-time': option('ackTime', milliseconds),
  'async-acks': option('asyncAcks', yesOrNo),
  concurrency: option('concurrency', (text) => count(text)),
  'poll-timeout': option('pollTimeout', milliseconds),
  'idle-between-polls': option('idleBetweenPolls', milliseconds),
  'immediate-stop': option('stopImmediate', yesOrNo),
}

const consumer: Rows = {
  'auto-commit-interval': setting('auto.commit.interval.ms', ms),
  'auto-offset-reset': setting('auto.offset.reset', lower),
  'enable-auto-commit': setting('enable.auto.commit', flag),
  'fetch-max-wait': setting('fetch.max.wait.ms', ms),
  'heartbeat-interval': setting('heartbeat.interval.ms', ms),
  'isolation-level': setting('isolation.level', isolation),
  'max-poll-interval': setting('max.poll.interval.ms', ms),
  'max-poll-records': setting('max.poll.records', asIs),
}

const producer: Rows = {
  acks: setting('acks', lower),
  retries: setting('retries', asIs),
}

const retryPart = (
  part: keyof RetryTopicKeys,
  read: (text: string) => RetryTopicKeys[keyof RetryTopicKeys],
): Meaning => ({ kind: 'retry-topic', part, read })
const drawn: Meaning = {
  kind: 'refused',
  why: 'a back-off that is drawn at random is not simulated',
}

/** Those without `backoff` were the names of Spring Boot 3.3, and still are in 3.5. */
const retryTopic: Rows = {
  enabled: retryPart('enabled', yesOrNo),
  attempts: retryPart('attempts', (text) => count(text)),
  ...Object.fromEntries(
    ['backoff.', ''].flatMap((place): [string, Meaning][] => [
      [`${place}delay`, retryPart('delay', milliseconds)],
      [`${place}multiplier`, retryPart('multiplier', decimal)],
      [`${place}max-delay`, retryPart('maxDelay', milliseconds)],
    ]),
  ),
  'backoff.random': drawn,
  'backoff.jitter': retryPart('jitter', milliseconds),
  'random-back-off': drawn,
}

/** They change no run: addresses, names, serializers, logs, watching, what a topic is made with. */
const nothing: readonly string[] = [
  ...['auto-startup', 'auth-exception-retry-interval', 'change-consumer-thread-name', 'client-id'],
  ...['idle-event-interval', 'idle-partition-event-interval', 'log-container-config'],
  ...['missing-topics-fatal', 'monitor-interval', 'no-poll-threshold', 'observation-enabled'],
  ...['only-log-record-metadata'],
].map((name) => `spring.kafka.listener.${name}`)

const nothingOfConsumers: readonly string[] = [
  ...['bootstrap-servers', 'client-id', 'fetch-min-size', 'group-id', 'key-deserializer'],
  ...['value-deserializer', 'security.*', 'ssl.*'],
].map((name) => `spring.kafka.consumer.${name}`)

const nothingOfOthers: readonly string[] = [
  ...['bootstrap-servers', 'client-id', 'admin.*', 'jaas.*', 'security.*', 'ssl.*', 'streams.*'],
  ...['template.*', 'producer.*'],
].map((name) => `spring.kafka.${name}`)

const under = (place: string, rows: Rows): readonly BootKey[] =>
  Object.entries(rows).map(([name, meaning]) => ({
    name: `spring.kafka.${place}.${name}`,
    meaning,
  }))

/** All of them, the special ones first. */
export const bootKeys: readonly BootKey[] = [
  ...under('listener', listener),
  ...under('consumer', consumer),
  ...under('producer', producer),
  { name: 'spring.kafka.producer.transaction-id-prefix', meaning: { kind: 'transactions' } },
  ...under('retry.topic', retryTopic),
  ...[...nothing, ...nothingOfConsumers, ...nothingOfOthers].map(
    (name): BootKey => ({ name, meaning: { kind: 'nothing' } }),
  ),
]

/** Where names of Kafka's own stand, and of which client. */
export const kafkasOwn = [
  { prefix: 'spring.kafka.properties.', of: 'both' },
  { prefix: 'spring.kafka.consumer.properties.', of: 'consumer' },
  { prefix: 'spring.kafka.producer.properties.', of: 'producer' },
] as const

/** The key of that name, in any spelling; null: there is none. */
export function bootKey(name: string): BootKey | null {
  const wanted = canonical(name)
  const matches = (known: string): boolean =>
    known.endsWith('.*')
      ? wanted.startsWith(canonical(known.slice(0, -1)))
      : canonical(known) === wanted
  return bootKeys.find((key) => matches(key.name)) ?? null
}
