/** `commonErrorHandler`: what becomes of a failure (reference B.4; `ListenerConsumer`). */

import type { CommonErrorHandler } from '../error-handlers/common-error-handler.ts'
import { defaultErrorHandler } from '../error-handlers/default-error-handler.ts'
import { invokeBatchErrorHandler } from '../invoke-batch.ts'
import { invokeErrorHandler } from '../invoke-listener.ts'
import { containerOption } from '../option.ts'
import { managerIn } from '../transactions/transaction-manager.ts'

/** What becomes of a failure. */
export const commonErrorHandler = containerOption({
  name: 'commonErrorHandler',
  byDefault: null as CommonErrorHandler | null,
  summary:
    'What becomes of a record or a batch that fails. Without one it is a `DefaultErrorHandler`, ' +
    'or, with a `transactionManager`, nobody: the transaction is rolled back.',
  steps(value, _before, others) {
    const handler = value ?? (managerIn(others) !== null ? null : defaultErrorHandler())
    if (handler === null) return {}
    return {
      handleError: (container, error, records) =>
        invokeErrorHandler(container, handler, error, records),
      handleBatchError: (container, error, records) =>
        invokeBatchErrorHandler(container, handler, error, records),
      handleRemaining: (container, error, records) =>
        handler.handleRemaining(container, error, records),
      handleOtherException: (container, error) => handler.handleOtherException(container, error),
    }
  },
})
