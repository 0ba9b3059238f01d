/**
 * `recordInterceptor`: looks at a record before the listener does.
 *
 * A record for which it returns null counts as handled: it is acknowledged in the modes in which
 * the container does so, and in the MANUAL modes by nobody. With a transaction manager it is asked
 * inside of the transaction (`interceptBeforeTx` false).
 * Source: `ListenerConsumer.doInvokeOnMessage`, `invokeOnMessage`.
 */
import type { RecordInterceptor } from '../listener.ts'
import { containerOption } from '../option.ts'

/** What looks at each record first. */
export const recordInterceptor = containerOption({
  name: 'recordInterceptor',
  byDefault: null as RecordInterceptor | null,
  summary:
    'Looks at each record before the listener does, and may keep it from it: the record then ' +
    'counts as handled, but in the MANUAL modes nobody acknowledges it.',
  steps(intercept, before) {
    if (intercept === null) return {}
    return {
      *listen(container, record) {
        const next = intercept(record)
        if (next === null) yield* container.services.skip(record)
        else yield* before.listen(container, next)
      },
    }
  },
})
