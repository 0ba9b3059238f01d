/**
 * The error handler of a listener with retry topics: what fails is sent on, at once.
 *
 * Behaviour: a DefaultErrorHandler that retries nothing itself; what it sends on is acknowledged,
 * and committed in MANUAL_IMMEDIATE. It waits for the brokers to have the copy, and throws if they
 * have not, so that the record comes again. A copy says in headers how many attempts there were,
 * and when it is due. A record that is not due is no failure: it is sought, and so comes again.
 * Where a copy goes: `partitionIn`.
 * Left out: blocking retries before that (`configureBlockingRetries`), headers of the exception.
 * Source: `ListenerContainerFactoryConfigurer.createErrorHandler`,
 * `DeadLetterPublishingRecovererFactory.create`, `destinationResolver`, `addHeaders`.
 */
import type { Services } from '../../strategy.ts'
import type { CommonErrorHandler } from '../error-handlers/common-error-handler.ts'
import { defaultErrorHandler } from '../error-handlers/default-error-handler.ts'
import type { Recoverer } from '../recoverers.ts'
import { isBackOff } from './back-off-exception.ts'
import { partitionIn } from './partition-in.ts'
import type { Route } from './route.ts'

/** How many deliveries there were, and the next one. */
export const attemptsHeader = 'retry_topic-attempts'
/** When the record may be delivered: the process's clock, in milliseconds. */
export const dueHeader = 'retry_topic-backoff-timestamp'

/**
 * It takes the place of any other. `goesOn`: a record that always fails is over at some time, let
 * go or as a dead letter.
 */
export function retryErrorHandler(route: Route, goesOn: boolean): CommonErrorHandler {
  const recoverer = sendingOn(route)
  const handler = defaultErrorHandler({ recoverer, defaultFalse: true, commitRecovered: true })
  return { ...handler, name: 'retryErrorHandler', givesUp: goesOn }
}

function sendingOn(route: Route): Recoverer {
  return {
    name: 'retryTopics',
    sends: true,
    *recover(record, error, { send, skip, services }) {
      if (isBackOff(error)) throw error
      const main = mainTopic(services)
      const attempts = Number(record.headers?.[attemptsHeader] ?? 1)
      const next = route.next(record.topic.slice(main.length), attempts, error)
      if (next === null) return yield* skip()
      const due = (yield* services.now()) + next.delayMs
      const headers = { [attemptsHeader]: `${attempts + 1}`, [dueHeader]: `${due}` }
      const toPartition = partitionIn(route.partitions, record)
      const place = toPartition === 0 ? {} : { toPartition }
      const sent = { ...record, ...place, headers: { ...record.headers, ...headers } }
      yield* send(main + next.suffix, sent)
    },
  }
}

/** The topic that the listener names. */
export function mainTopic({ topic, retryOf }: Services): string {
  return retryOf ?? topic
}
