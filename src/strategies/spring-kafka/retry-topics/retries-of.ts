/** What retry topics make of a container, and what they are not modelled with. */

import type { StrategyFacts } from '../../strategy-facts.ts'
import type { CommonErrorHandler } from '../error-handlers/common-error-handler.ts'
import { type OptionValues, valueIn } from '../option.ts'
import { asyncAcks } from '../options/async-acks.ts'
import { commonErrorHandler } from '../options/common-error-handler.ts'
import { retryableTopic } from '../options/retryable-topic.ts'
import { transactionManager } from '../options/transaction-manager.ts'
import { retryErrorHandler } from './retry-error-handler.ts'
import { routeOf } from './route.ts'

interface Retries {
  /** What the strategy says of its topics. */
  readonly facts: Pick<StrategyFacts, 'retryTopics' | 'retryPartitions' | 'deadLetterTopic'>
  readonly properties: { readonly commonErrorHandler: CommonErrorHandler }
  /** Whether the consumer of that topic, by its suffix, is the one of the dead letters. */
  isDeadLetter(suffix: string): boolean
}

/**
 * Null: there are no retry topics. `readsDeadLetters`: the dead letter topic has a listener of the
 * user's own. Throws for what is not taken together with them.
 */
export function retriesOf(
  values: OptionValues,
  isBatch: boolean,
  readsDeadLetters: boolean,
): Retries | null {
  const options = valueIn(retryableTopic, values)
  if (options === null) {
    if (!readsDeadLetters) return null
    throw new Error('a listener of dead letters needs retry topics: say retryableTopic')
  }
  if (isBatch) throw new Error('retry topics need a listener of single records')
  if (valueIn(commonErrorHandler, values) !== null) {
    throw new Error('retry topics put an error handler in the place of yours: leave it out')
  }
  if (valueIn(transactionManager, values) !== null) {
    throw new Error('retry topics are not modelled together with transactions')
  }
  if (valueIn(asyncAcks, values)) {
    throw new Error('retry topics are not modelled together with asyncAcks')
  }
  const route = routeOf(options)
  const { suffixes, deadLetter, partitions } = route
  if (readsDeadLetters && deadLetter === null) {
    throw new Error('a listener of dead letters and NO_DLT exclude one another')
  }
  const goesOn = !readsDeadLetters || options.dltStrategy === 'FAIL_ON_ERROR'
  const handler = retryErrorHandler(route, goesOn)
  const dead = deadLetter === null ? {} : { deadLetterTopic: deadLetter }
  const read = readsDeadLetters && deadLetter !== null ? [...suffixes, deadLetter] : suffixes
  const many = partitions === 1 ? {} : { retryPartitions: partitions }
  return {
    facts: { retryTopics: read, ...many, ...dead },
    properties: { commonErrorHandler: handler },
    isDeadLetter: (suffix) => suffix === deadLetter,
  }
}
