/** What all Spring Kafka strategies share: a container around a listener, and what they survive. */
import type { FaultName } from '../../model/faults.ts'
import type { Settings } from '../../model/settings.ts'
import type { Ack, Services, Strategy } from '../strategy.ts'
import { runContainer } from './container.ts'
import {
  type ContainerProperties,
  defaultContainerProperties,
  type MessageListener,
} from './container-properties.ts'

/**
 * After ten deliveries the default recoverer only logs a poison record: a loss that Spring's
 * defaults choose (reference B.4).
 */
export const springExposedTo: readonly FaultName[] = ['poison-record']

/** What a Spring Kafka strategy consists of. */
export interface SpringDefinition {
  readonly name: string
  readonly summary: string
  /** What differs from the defaults. */
  readonly properties?: Partial<ContainerProperties>
  /** Absent: a listener that processes its record and leaves acknowledging to the container. */
  readonly listener?: (services: Services) => MessageListener
  readonly settings?: Readonly<Partial<Settings>>
  readonly reprocessingMax?: (settings: Readonly<Settings>) => number
}

/** The strategy with `syncCommits` true, which is Spring's default. */
export function springStrategy(definition: SpringDefinition): Strategy {
  const { name, summary, settings, reprocessingMax } = definition
  const properties = { ...defaultContainerProperties, ...definition.properties }
  const listener = definition.listener ?? processingListener
  return {
    name,
    summary,
    claims: 'at-least-once',
    exposedTo: springExposedTo,
    ...(settings === undefined ? {} : { settings }),
    ...(reprocessingMax === undefined ? {} : { reprocessingMax }),
    run: (services) => runContainer(services, properties, listener(services)),
    acks: acksOf(properties),
    withAck: (ack) => springStrategy(withAck(definition, ack)),
  }
}

/** Which numbers decide when the container commits. */
function acksOf({ ackMode }: ContainerProperties): readonly (keyof Ack)[] {
  if (ackMode === 'COUNT') return ['count']
  if (ackMode === 'TIME') return ['timeMs']
  return ackMode === 'COUNT_TIME' ? ['count', 'timeMs'] : []
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
  return defaultContainerProperties.ackCount - 1 + settings['max.poll.records']
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
