/** Steps of the model that only let time pass. */
import type { Instance } from '../../src/model/instance/instance.ts'
import type { KafkaState } from '../../src/search/exhaustive/kafka/kafka-state.ts'

/** So often in a row a process may poll in vain where anything else could happen. */
export const idlePollsMax = 3

/** Whether the step was the end of a poll that returned nothing. */
export function pollsInVain({ parts }: KafkaState, before: KafkaState): boolean {
  return parts.instances.some(({ consumer }, i) => {
    const was = before.parts.instances[i]?.consumer
    if (was === undefined || was === consumer) return false
    return consumer.idlePolls > was.idlePolls || consumer.idleSince !== was.idleSince
  })
}

/** Whose auto-commit has become due by the step; null: nobody's. */
export function intervalOver({ parts }: KafkaState, before: KafkaState): Instance | null {
  for (const instance of parts.instances) {
    const was = before.parts.instances[instance.index]?.consumer
    if (instance.consumer.autoCommitElapsed && was?.autoCommitElapsed === false) return instance
  }
  return null
}

/** Whether a process has polled in vain too often. */
export function isTooIdle({ parts }: KafkaState): boolean {
  return parts.instances.some(({ consumer }) => consumer.idlePolls > idlePollsMax)
}
