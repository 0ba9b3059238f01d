/**
 * A Spring Boot application's listener as a strategy: its configuration, its error handler, and the
 * ten lines of its method.
 */
import type { ConsumerRecord, Program } from '../model/consumer/api.ts'
import type { FaultName } from '../model/faults/all.ts'
import type { Settings } from '../model/settings.ts'
import { UsageError } from '../settings/usage-error.ts'
import type {
  Acknowledgment,
  BatchAcknowledgment,
  ListenerContainer,
} from '../strategies/spring-kafka/listener.ts'
import type { ContainerProperties } from '../strategies/spring-kafka/options/all.ts'
import type { RetryableTopic } from '../strategies/spring-kafka/retry-topics/route.ts'
import {
  type SpringDefinition,
  springStrategy,
} from '../strategies/spring-kafka/spring-strategy.ts'
import { kafkaTransactions } from '../strategies/spring-kafka/transactions/transaction-manager.ts'
import type { Claim, Services, Stalls, Strategy } from '../strategies/strategy.ts'
import { type Entry, fileEntries } from './entries.ts'
import { type Configuration, readConfiguration } from './read-configuration.ts'

/** How a container handles what its listener throws. */
type CommonErrorHandler = NonNullable<ContainerProperties['commonErrorHandler']>

/** What a method of the listener is given besides its record: the services of its process. */
export interface ListenerContext<State = unknown> extends Omit<Services, 'consumer'> {
  /** What `start` made for this process: the fields of the bean. */
  readonly state: State
  /** Throws IllegalStateException unless the ack mode is one of the MANUAL ones. */
  readonly acknowledgment: Acknowledgment
  readonly container: ListenerContainer
  /** `KafkaTemplate.send`: returns at once; `get()` of what it returns waits. */
  readonly send: Services['producer']['send']
}

/** The same of a batch listener. */
export interface BatchListenerContext<State = unknown>
  extends Omit<ListenerContext<State>, 'acknowledgment'> {
  readonly acknowledgment: BatchAcknowledgment
}

/** A listener and how it is configured. One of `onMessage` and `onBatch` is given. */
export interface SpringListener<State = unknown> {
  /** `spring-listener`. */
  readonly name?: string
  readonly summary?: string
  /** What the team promises: `at-least-once`. */
  readonly claims?: Claim
  /** Spring Boot's file, beside the command: `application.yml` or `application.properties`. */
  readonly configuration?: string
  /** Spring Boot's own keys, in any spelling; they count before those of the file. */
  readonly properties?: Readonly<Record<string, string | number | boolean>>
  /** What Java code sets: properties of the container and its factory, by Spring's names. */
  readonly container?: ContainerProperties
  /** `DefaultErrorHandler`, ten deliveries and a log, if it is absent. */
  readonly errorHandler?: CommonErrorHandler
  /** `@RetryableTopic`: what fails moves to a retry topic, and comes back from there. */
  readonly retryableTopic?: RetryableTopic
  /** `@DltHandler`: reads the dead letter topic; absent: what is there is done. */
  dltHandler?(record: ConsumerRecord, context: ListenerContext<State>): Program<void>
  /** Of the topics that it listens to those besides that of the run (`orders`, `--topic`). */
  readonly otherTopics?: readonly string[]
  /** Faults that the team does not expect it to survive; its own comment says why. */
  readonly exposedTo?: readonly FaultName[]
  /** Where the group may stand still, and why: under `poison-record` where it nacks for ever. */
  readonly stalls?: Stalls
  /** The most re-deliveries in a partition per crash; absent: no bound is claimed. */
  readonly reprocessingMax?: (settings: Readonly<Settings>) => number | null
  /** Makes what a process remembers, for all of its consumers; it dies with the process. */
  start?(): State
  onMessage?(record: ConsumerRecord, context: ListenerContext<State>): Program<void>
  onBatch?(records: readonly ConsumerRecord[], context: BatchListenerContext<State>): Program<void>
}

/**
 * The listener in Spring's container, to be checked like any strategy.
 *
 * Throws a UsageError for a key that is not Spring Boot's, a value that it does not take, and what
 * is not simulated. What is not configured has Spring Boot's default, except what a run of a few
 * records would never show: `max.poll.records` and `auto.offset.reset` are those of the run.
 */
export function springListener<State>(listener: SpringListener<State>): Strategy {
  const { properties = {}, configuration, onMessage, onBatch, dltHandler } = listener
  const given = Object.entries(properties).map(
    ([name, value]): Entry => ({ name, value: String(value), from: 'properties' }),
  )
  const read = readConfiguration([
    ...(configuration === undefined ? [] : fileEntries(configuration)),
    ...given,
  ])
  requireOneMethod(listener, read)
  const definition: SpringDefinition = {
    name: listener.name ?? 'spring-listener',
    summary: listener.summary ?? 'A Spring Kafka listener with its own configuration.',
    claims: listener.claims ?? 'at-least-once',
    settings: read.settings,
    properties: propertiesOf(listener, read),
    ...(listener.otherTopics === undefined ? {} : { otherTopics: listener.otherTopics }),
    ...(listener.exposedTo === undefined ? {} : { exposedTo: listener.exposedTo }),
    ...(listener.stalls === undefined ? {} : { stalls: listener.stalls }),
    ...(listener.reprocessingMax === undefined
      ? {}
      : { reprocessingMax: listener.reprocessingMax }),
  }
  const isManual = definition.properties?.ackMode?.startsWith('MANUAL') === true
  if (onBatch !== undefined) {
    return springStrategy({
      ...definition,
      batchListener: (services) => {
        const common = commonContext(listener, services)
        return (records, acknowledgment, container) =>
          onBatch.call(listener, records, { ...common, container, acknowledgment })
      },
    })
  }
  return springStrategy({
    ...definition,
    ...(dltHandler === undefined
      ? {}
      : {
          dltHandler: (services) => {
            const common = commonContext(listener, services)
            return (record, acknowledgment, container) =>
              dltHandler.call(listener, record, { ...common, container, acknowledgment })
          },
        }),
    listener: (services) => {
      const common = commonContext(listener, services)
      return (record, acknowledgment, container) =>
        onMessage === undefined
          ? usual(services, record, acknowledgment, isManual)
          : onMessage.call(listener, record, { ...common, container, acknowledgment })
    },
  })
}

/** A listener that nobody has written: it does its record, and says so where that is asked for. */
function* usual(
  services: Services,
  record: ConsumerRecord,
  acknowledgment: Acknowledgment,
  isManual: boolean,
): Program<void> {
  yield* services.process(record)
  if (isManual) yield* acknowledgment.acknowledge()
}

/** Java code is asked after the configuration, as it is in an application. */
function propertiesOf(
  { container = {}, errorHandler, retryableTopic }: SpringListener,
  { container: configured, transactional }: Configuration,
): ContainerProperties {
  return {
    // Spring's own default, where the strategies that ship have 5.
    ackCount: 1,
    ...(transactional ? { transactionManager: kafkaTransactions() } : {}),
    ...configured,
    ...(errorHandler === undefined ? {} : { commonErrorHandler: errorHandler }),
    ...(retryableTopic === undefined ? {} : { retryableTopic }),
    ...container,
  }
}

function commonContext<State>({ start }: SpringListener<State>, services: Services) {
  const { consumer: _, ...rest } = services
  return { ...rest, state: stateOf(services, start), send: services.producer.send }
}

/** A listener is one bean, whatever `concurrency` says: its consumers have the state in common. */
function stateOf<State>({ shared }: Services, start: (() => State) | undefined): State {
  if (shared === undefined) return start?.() as State
  shared['springState'] ??= start?.()
  return shared['springState'] as State
}

function requireOneMethod<State>(
  { onMessage, onBatch }: SpringListener<State>,
  read: Configuration,
): void {
  if (onMessage !== undefined && onBatch !== undefined) {
    throw new UsageError('a listener has onMessage or onBatch, not both')
  }
  if (read.listenerType === 'BATCH' && onMessage !== undefined) {
    throw new UsageError(
      'spring.kafka.listener.type is batch: the listener gets all records of a poll; write ' +
        '*onBatch(records, context) in the place of onMessage',
    )
  }
}
