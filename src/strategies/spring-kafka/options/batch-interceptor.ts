/**
 * `batchInterceptor`: looks at a batch before the listener does; the batch for which it returns
 * null counts as handled (`ListenerConsumer.invokeBatchOnMessageWithRecordsOrList`).
 */
import type { BatchInterceptor } from '../listener.ts'
import { containerOption } from '../option.ts'
import { skipOthers } from '../skip-others.ts'

/** What looks at each batch first. */
export const batchInterceptor = containerOption({
  name: 'batchInterceptor',
  byDefault: null as BatchInterceptor | null,
  summary:
    'Looks at each batch before the listener does, and may keep it, or some of it, from it: what ' +
    'the mode acknowledges is the whole batch all the same.',
  steps(intercept, before) {
    if (intercept === null) return {}
    return {
      *listenToBatch(container, records) {
        const next = intercept(records)
        yield* skipOthers(container, records, next ?? [])
        if (next !== null) yield* before.listenToBatch(container, next, next)
      },
    }
  },
})
