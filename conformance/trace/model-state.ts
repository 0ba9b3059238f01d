/** States of the model, as the comparison with traces needs them. */
import { committedOffset } from '../../src/model/cluster/offsets-topic.ts'
import type { HistoryEvent } from '../../src/model/history.ts'
import type { Instance } from '../../src/model/instance/instance.ts'
import { defaultScenario, groupId } from '../../src/model/scenario.ts'
import type { KafkaModel } from '../../src/search/exhaustive/kafka/kafka-model.ts'
import type { KafkaState } from '../../src/search/exhaustive/kafka/kafka-state.ts'

/** What the group has committed in that state; null: nothing. */
export function committedIn({ parts }: KafkaState, partition: number): number | null {
  return committedOffset(parts.cluster, groupId, defaultScenario.topic, partition)
}

/** What happened since that state, in order. */
export function eventsSince(state: KafkaState, before: KafkaState | null): HistoryEvent[] {
  const events: HistoryEvent[] = []
  const end = before === null ? null : before.recorded
  for (let at = state.recorded; at !== end && at !== null; at = at.before) events.push(at.event)
  return events.reverse()
}

/** Whose process goes on after a freeze since that state, of which the history tells nothing. */
export function thawedSince(state: KafkaState, before: KafkaState): string | null {
  for (const { index, status, name } of state.parts.instances) {
    if (status === 'live' && before.parts.instances[index]?.status === 'frozen') return name
  }
  return null
}

/** Whether it has just noticed that its session is over. */
export function hasLapsed({ index, consumer }: Instance, before: KafkaState): boolean {
  const was = before.parts.instances[index]?.consumer
  return was?.sessionLapsed === true && !consumer.sessionLapsed
}

/** The partitions whose position has just been validated, by member. */
export function validatedSince(
  { parts }: KafkaState,
  before: KafkaState,
): readonly { readonly member: string; readonly partition: number }[] {
  return parts.instances.flatMap((instance) => {
    const was = before.parts.instances[instance.index]
    if (was === instance || was === undefined) return []
    const waiting = was.consumer.partitions.filter(({ status }) => status === 'await-validation')
    return waiting
      .map(({ partition }) => partition)
      .filter((one) =>
        instance.consumer.partitions.some(
          ({ partition, status }) => partition === one && status === 'fetching',
        ),
      )
      .map((partition) => ({ member: instance.name, partition }))
  })
}

/**
 * Of how many records the scenario has to plan for as many to be there at once as are wanted: the
 * model's producers hold back three fifths.
 */
export function planned(records: number): number {
  return Math.floor((records * 5) / 2)
}

/** The state in which the first records are there, no others come, and nothing has happened. */
export function withAllRecords(model: KafkaModel): KafkaState {
  let state: KafkaState | null = null
  // The first initial state is the one in which nothing stands between the records.
  model.initial((one) => {
    state ??= one
  })
  const first = state as KafkaState | null
  if (first === null) throw new Error('a model without an initial state')
  return { ...first, parts: { ...first.parts, toProduce: [] } }
}
