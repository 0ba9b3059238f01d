/** What a container does before any option has its say. */
import { KafkaException } from '../../model/errors.ts'
import { commitSync } from './commit-errors.ts'
import { pollAndInvoke, wrapUp } from './container.ts'
import type { ContainerSteps } from './container-state.ts'
import { invokeBatch, listenToBatch } from './invoke-batch.ts'
import { invokeOne, listen } from './invoke-listener.ts'

/** In the order of a container's life. */
export const baseSteps: ContainerSteps = {
  outlivesConsumer: false,
  configure() {},
  *subscribed() {},
  pollAndInvoke,
  *processCommits() {},
  *beforePoll() {},
  poll: ({ services }) => services.consumer.poll(),
  *polledNothing() {},
  invokeOne,
  invokeBatch,
  listen,
  listenToBatch,
  *handled() {},
  *handledBatch() {},
  *recovered() {},
  *recoveredBatch() {},
  *commitRecovered() {},
  checkAcknowledgment() {
    throw new KafkaException('IllegalStateException', 'The container must have a MANUAL AckMode')
  },
  acknowledgesInParts: false,
  *acknowledge() {},
  commit: (container, offsets) => container.steps.commitSync(container, offsets),
  commitSync,
  commitOnce: ({ services }, offsets) => services.consumer.commitSync(offsets),
  // biome-ignore lint/correctness/useYield: it has nothing to ask of the world.
  *handleError(_container, error) {
    throw error
  },
  // biome-ignore lint/correctness/useYield: it has nothing to ask of the world.
  *handleBatchError(_container, error) {
    throw error
  },
  *handleRemaining() {},
  *handleOtherException() {},
  *revoking() {},
  *revoked() {},
  *lost() {},
  *assigned() {},
  wrapUp,
}
