/** What all Spring Kafka strategies share: a container around a listener, and what they survive. */
import type { FaultName } from '../../model/faults/all.ts'
import type { Settings } from '../../model/settings.ts'
import type { Ack, Services, Strategy, StrategyFacts } from '../strategy.ts'
import { runContainer } from './container.ts'
import type { MessageListener } from './listener.ts'
import { valueIn } from './option.ts'
import { ackCount } from './options/ack-count.ts'
import { type AckMode, ackMode, isCountAck, isTimeAck } from './options/ack-mode.ts'
import { type ContainerProperties, stepsOf } from './options/all.ts'

/**
 * After ten deliveries the default recoverer only logs a poison record: a loss that Spring's
 * defaults choose (reference B.4).
 */
const springExposedTo: readonly FaultName[] = ['poison-record']

/** What a Spring Kafka strategy consists of. */
export interface SpringDefinition extends Omit<StrategyFacts, 'claims' | 'survives'> {
  readonly summary: string
  /** What differs from the defaults. */
  readonly properties?: ContainerProperties
  /** Absent: a listener that processes its record and leaves acknowledging to the container. */
  readonly listener?: (services: Services) => MessageListener
}

/** The strategy with `syncCommits` true, which is Spring's default. */
export function springStrategy(definition: SpringDefinition): Strategy {
  const { properties = {}, listener = processingListener, ...facts } = definition
  const steps = stepsOf(properties)
  return {
    ...facts,
    claims: 'at-least-once',
    givesUp: true,
    exposedTo: [...springExposedTo, ...(facts.exposedTo ?? [])],
    run: (services) => runContainer(services, steps, listener(services)),
    wakesOnlyPoll: true,
    acks: acksOf(valueIn(ackMode, properties)),
    withAck: (ack) => springStrategy(withAck(definition, ack)),
  }
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
