/** The user's `ConsumerAwareRebalanceListener`, around what the container does (reference B.5). */
import type { Program } from '../../../model/consumer/api.ts'
import type { Services } from '../../strategy.ts'
import type { ConsumerAwareRebalanceListener } from '../listener.ts'
import { containerOption } from '../option.ts'

/** The user's hooks around a rebalance. */
export const consumerRebalanceListener = containerOption({
  name: 'consumerRebalanceListener',
  byDefault: null as ((services: Services) => ConsumerAwareRebalanceListener) | null,
  summary:
    'What the user does when partitions are revoked, before or after the commit of their acks, ' +
    'lost or assigned.',
  steps(listener, before) {
    if (listener === null) return {}
    return {
      *revoking(container, partitions) {
        yield* before.revoking(container, partitions)
        yield* ran(listener(container.services).onPartitionsRevokedBeforeCommit?.(partitions))
      },
      *revoked(container, partitions) {
        yield* before.revoked(container, partitions)
        yield* ran(listener(container.services).onPartitionsRevokedAfterCommit?.(partitions))
      },
      *lost(container, partitions) {
        yield* before.lost(container, partitions)
        yield* ran(listener(container.services).onPartitionsLost?.(partitions))
      },
      *assigned(container, partitions) {
        yield* before.assigned(container, partitions)
        yield* ran(listener(container.services).onPartitionsAssigned?.(partitions))
      },
    }
  },
})

function* ran(hook: Program<void> | undefined): Program<void> {
  if (hook !== undefined) yield* hook
}
