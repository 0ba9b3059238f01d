/** States of the model, as the comparison with traces needs them. */
import { committedOffset } from '../../src/model/cluster/offsets-topic.ts'
import { defaultScenario, groupId } from '../../src/model/scenario.ts'
import type { KafkaModel } from '../../src/search/exhaustive/kafka/kafka-model.ts'
import type { KafkaState } from '../../src/search/exhaustive/kafka/kafka-state.ts'

/** What the group has committed in that state; null: nothing. */
export function committedIn({ parts }: KafkaState, partition: number): number | null {
  return committedOffset(parts.cluster, groupId, defaultScenario.topic, partition)
}

/** The state in which all records are produced, and nothing else has happened. */
export function withAllRecords(model: KafkaModel): KafkaState {
  let state: KafkaState | null = null
  // The first initial state is the one in which nothing stands between the records.
  model.initial((one) => {
    state ??= one
  })
  for (;;) {
    const now = state as KafkaState | null
    if (now === null) throw new Error('a model without an initial state')
    const left = now.parts.toProduce.length
    if (left === 0) return now
    let next: KafkaState | null = null
    model.forEachSuccessor(now, (one) => {
      if (one.parts.toProduce.length < left) next ??= one
    })
    if (next === null) throw new Error('the model does not go on producing')
    state = next
  }
}
