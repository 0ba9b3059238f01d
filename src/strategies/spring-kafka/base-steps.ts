/** What a container does before any option has its say. */
import { commitSync } from './commit-errors.ts'
import { pollAndInvoke, wrapUp } from './container.ts'
import type { ContainerSteps } from './container-state.ts'
import { handleError } from './error-handler.ts'
import { deliver, invokeListener, noAcknowledgment } from './invoke-listener.ts'

/** In the order of a container's life. */
export const baseSteps: ContainerSteps = {
  configure() {},
  *subscribed() {},
  pollAndInvoke,
  *processCommits() {},
  poll: ({ services }) => services.consumer.poll(),
  *polledNothing() {},
  invoke: invokeListener,
  deliver,
  *handled() {},
  *recovered() {},
  acknowledgment: () => noAcknowledgment,
  *acknowledge() {},
  commit: (container, offsets) => container.steps.commitSync(container, offsets),
  commitSync,
  handleError,
  *revoking() {},
  *revoked() {},
  *lost() {},
  *assigned() {},
  wrapUp,
}
