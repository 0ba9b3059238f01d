/**
 * `@RetryableTopic`: a record that fails moves to a retry topic, and comes back when it is due.
 *
 * Behaviour: what is read from a retry topic before its time pauses the partition, and is sought:
 * what is behind it waits, too. Interceptors have seen the record by then, filters have not.
 * Source: `KafkaBackoffAwareMessageListenerAdapter.onMessage`,
 * `ContainerPartitionPausingBackOffManager.backOffIfNecessary`.
 */
import { containerOption } from '../option.ts'
import { pollMs, requestPause } from '../partition-pauses.ts'
import { notDue } from '../retry-topics/back-off-exception.ts'
import { dueHeader } from '../retry-topics/retry-error-handler.ts'
import { type RetryableTopic, routeOf } from '../retry-topics/route.ts'
import { pollTimeout } from './poll-timeout.ts'

/** Whether and how records that fail go to retry topics. */
export const retryableTopic = containerOption({
  name: 'retryableTopic',
  byDefault: null as RetryableTopic | null,
  summary:
    'What `@RetryableTopic` says: a record that fails goes to a retry topic, which a consumer of ' +
    'a group of its own reads, and in the end to the dead letter topic. It takes the place of a ' +
    '`commonErrorHandler`.',
  steps(value, before, others) {
    if (value === null) return {}
    routeOf(value)
    const timeoutMs = Number(others['pollTimeout'] ?? pollTimeout.byDefault)
    return {
      outlivesConsumer: true,
      *listen(container, record) {
        const due = Number(record.headers?.[dueHeader] ?? 0)
        const now = yield* container.services.now()
        if (due > now) {
          requestPause(container, record, due)
          throw notDue(due - now)
        }
        yield* before.listen(container, record)
      },
      *poll(container) {
        if (container.consumerPaused || container.partitionPauses.length === 0) {
          return yield* before.poll(container)
        }
        const { consumer, now } = container.services
        const waitMs = pollMs(container.partitionPauses, yield* now(), timeoutMs)
        return yield* consumer.poll(waitMs)
      },
    }
  },
})
