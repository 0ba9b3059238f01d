/** Steps of the model that only let time pass. */
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

/** Whether the step was that an auto-commit is due. */
export function letsAnIntervalPass({ parts }: KafkaState, before: KafkaState): boolean {
  return parts.instances.some(({ consumer }, i) => {
    const was = before.parts.instances[i]?.consumer
    return consumer.autoCommitElapsed && was?.autoCommitElapsed === false
  })
}

/** Whether a process has polled in vain too often. */
export function isTooIdle({ parts }: KafkaState): boolean {
  return parts.instances.some(({ consumer }) => consumer.idlePolls > idlePollsMax)
}
