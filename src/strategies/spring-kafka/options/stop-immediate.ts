/** `stopImmediate`: a stop leaves what is left of the poll (`doInvokeWithRecords`). */
import { isStopping } from '../container-state.ts'
import { pollOver } from '../invoke-listener.ts'
import { containerOption } from '../option.ts'

/** Whether a stop waits for the current record only. */
export const stopImmediate = containerOption({
  name: 'stopImmediate',
  byDefault: false as boolean,
  summary: 'Whether a stop waits for the current record only, and not for the rest of the poll.',
  steps(immediate, before) {
    if (!immediate) return {}
    return {
      *invokeOne(container, records) {
        if (yield* isStopping(container)) return pollOver
        return yield* before.invokeOne(container, records)
      },
    }
  },
})
