/** What retry topics make of a container, and what they are not modelled with. */

import type { CommonErrorHandler } from '../error-handlers/common-error-handler.ts'
import { type OptionValues, valueIn } from '../option.ts'
import { asyncAcks } from '../options/async-acks.ts'
import { commonErrorHandler } from '../options/common-error-handler.ts'
import { retryableTopic } from '../options/retryable-topic.ts'
import { transactionManager } from '../options/transaction-manager.ts'
import { retryErrorHandler } from './retry-error-handler.ts'
import { routeOf } from './route.ts'

interface Retries {
  readonly suffixes: readonly string[]
  readonly properties: { readonly commonErrorHandler: CommonErrorHandler }
}

/** Null: there are no retry topics. Throws for what is not taken together with them. */
export function retriesOf(values: OptionValues, isBatch: boolean): Retries | null {
  const options = valueIn(retryableTopic, values)
  if (options === null) return null
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
  const handler = retryErrorHandler(route, options.dltStrategy === 'NO_DLT')
  return { suffixes: route.suffixes, properties: { commonErrorHandler: handler } }
}
