/** `ConsumerSeekAware`: a listener that chooses where its partitions start (reference B.5). */
import type { TopicPartition } from '../../../model/consumer/api.ts'
import type { Services } from '../../strategy.ts'
import { positionsOf } from '../container-state.ts'
import type { ConsumerSeekAware } from '../listener.ts'
import { containerOption } from '../option.ts'

/** Where partitions start, as the listener says. */
export const seekAware = containerOption({
  name: 'seekAware',
  byDefault: null as ((services: Services) => ConsumerSeekAware) | null,
  summary: 'The listener as a `ConsumerSeekAware`, which may seek when partitions are assigned.',
  steps(aware, before) {
    if (aware === null) return {}
    return {
      *assigned(container, partitions) {
        yield* before.assigned(container, partitions)
        const { consumer } = container.services
        const callback = {
          seek: (partition: TopicPartition, offset: number) => consumer.seek(partition, offset),
        }
        const positions = yield* positionsOf(container, partitions)
        yield* aware(container.services).onPartitionsAssigned(positions, callback)
      },
    }
  },
})
