/** What all Spring Kafka strategies share: a container around a listener, and what they survive. */
import type { FaultName } from '../../model/faults/all.ts'
import type { Settings } from '../../model/settings.ts'
import type { Ack, Claim, Services, Strategy, StrategyFacts } from '../strategy.ts'
import { runContainer } from './container.ts'
import type { Listener } from './container-state.ts'
import { defaultErrorHandler } from './error-handlers/default-error-handler.ts'
import type { BatchMessageListener, MessageListener } from './listener.ts'
import { type OptionValues, valueIn } from './option.ts'
import { ackCount } from './options/ack-count.ts'
import { type AckMode, effectiveAckMode, isCountAck, isTimeAck } from './options/ack-mode.ts'
import { processorIn } from './options/after-rollback-processor.ts'
import { type ContainerProperties, stepsOf } from './options/all.ts'
import { commonErrorHandler } from './options/common-error-handler.ts'
import { concurrency } from './options/concurrency.ts'
import { transactionManager } from './options/transaction-manager.ts'
import { retriesOf } from './retry-topics/retries-of.ts'

/**
 * After ten deliveries the default recoverer only logs a poison record: a loss that Spring's
 * defaults choose (reference B.4).
 */
const springExposedTo: readonly FaultName[] = ['poison-record']

/** What a Spring Kafka strategy consists of. */
export interface SpringDefinition extends Omit<StrategyFacts, 'claims' | 'survives'> {
  readonly summary: string
  /** Absent: at-least-once. */
  readonly claims?: Claim
  /** What differs from the defaults. */
  readonly properties?: ContainerProperties
  /**
   * Asked for each consumer of a process; what all of them remember is in `services.shared`.
   * Absent: a listener that processes its record and leaves acknowledging to the container.
   */
  readonly listener?: (services: Services) => MessageListener
  /** A batch listener, in the place of the other one. */
  readonly batchListener?: (services: Services) => BatchMessageListener
  /** `@DltHandler`: asked for the consumer of the dead letter topic; absent: nobody reads that. */
  readonly dltHandler?: (services: Services) => MessageListener
}

/** The strategy with `syncCommits` true, which is Spring's default; throws what is not modelled. */
export function springStrategy(definition: SpringDefinition): Strategy {
  const { properties: given = {}, uses = [], ...more } = definition
  const { listener, batchListener, dltHandler, ...facts } = more
  const retry = retriesOf(given, batchListener !== undefined, dltHandler !== undefined)
  const properties = { ...given, ...retry?.properties }
  if (retry !== null && (facts.otherTopics ?? []).length > 0) {
    throw new Error('retry topics of several topics are not modelled')
  }
  const steps = stepsOf(properties)
  const failures = whoHandlesFailures(properties)
  const consumers = valueIn(concurrency, properties)
  const manager = valueIn(transactionManager, properties)
  if (manager?.uses === 'transactions' && failures.sends) {
    throw new Error(
      'a recoverer that sends is not modelled together with Kafka transactions; ' +
        'one that does not has `sends: false`',
    )
  }
  const listenerOf = (services: Services): Listener => {
    if (batchListener !== undefined) return { kind: 'batch', onMessage: batchListener(services) }
    const { topic, retryOf = topic } = services
    const isDead = retry?.isDeadLetter(topic.slice(retryOf.length)) === true
    const own = isDead ? dltHandler : listener
    return { kind: 'record', onMessage: (own ?? processingListener)(services) }
  }
  const used = manager === null || uses.includes(manager.uses) ? uses : [...uses, manager.uses]
  return {
    claims: 'at-least-once',
    ...facts,
    ...(used.length > 0 ? { uses: used } : {}),
    ...(failures.givesUp ? { givesUp: true } : {}),
    ...(consumers > 1 ? { consumersPerProcess: consumers } : {}),
    ...retry?.facts,
    exposedTo: [...springExposedTo, ...(facts.exposedTo ?? [])],
    *run(services) {
      try {
        yield* runContainer(services, steps, listenerOf, definition.otherTopics)
      } finally {
        // The application context closes its producers after its containers.
        yield* services.producer.flush()
      }
    },
    wakesOnlyPoll: true,
    acks: acksOf(effectiveAckMode(properties)),
    withAck: (ack) => springStrategy(withAck(definition, ack)),
  }
}

/** The error handler, or with a transaction manager the processor after a rollback. */
function whoHandlesFailures(values: OptionValues) {
  const handler = valueIn(commonErrorHandler, values)
  if (handler !== null) return handler
  if (valueIn(transactionManager, values) === null) return defaultErrorHandler()
  return processorIn(values)
}

/** Which numbers decide when the container commits. */
function acksOf(mode: AckMode): readonly (keyof Ack)[] {
  if (mode === 'COUNT_TIME') return ['count', 'timeMs']
  if (isCountAck(mode)) return ['count']
  return isTimeAck(mode) ? ['timeMs'] : []
}

/** The definition with another `ack-count` or `ack-time`. */
function withAck(definition: SpringDefinition, { count, timeMs }: Ack): SpringDefinition {
  const ackCount = count === undefined ? {} : { ackCount: count }
  const ackTime = timeMs === undefined ? {} : { ackTime: timeMs }
  return { ...definition, properties: { ...definition.properties, ...ackCount, ...ackTime } }
}

/**
 * The same with `syncCommits` false. It declares no bound of re-deliveries: any number of commits
 * may be under way, unanswered, when the process dies.
 */
export function springStrategyAsync(definition: SpringDefinition): Strategy {
  const { name, summary, reprocessingMax: _, ...rest } = definition
  return springStrategy({
    ...rest,
    name: `${name}-async`,
    summary: `${summary.slice(0, -1)}, with syncCommits false.`,
    properties: { ...rest.properties, syncCommits: false },
  })
}

/**
 * Re-deliveries of the count modes: what had not reached the count, and the poll at work, which a
 * member that has been expelled unawares still finishes.
 */
export function boundOfCount(settings: Readonly<Settings>): number {
  return ackCount.byDefault - 1 + settings['max.poll.records']
}

/** Processes the record; the container acknowledges it. */
function processingListener(services: Services): MessageListener {
  return (record) => services.process(record)
}

/** Processes the record, then acknowledges it. */
export function acknowledgingListener(services: Services): MessageListener {
  return function* (record, acknowledgment) {
    yield* services.process(record)
    yield* acknowledgment.acknowledge()
  }
}
