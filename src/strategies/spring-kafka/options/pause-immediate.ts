/** `pauseImmediate`: a pause keeps what is left of the poll back (`checkImmediatePause`). */
import { pollOver } from '../invoke-listener.ts'
import { containerOption } from '../option.ts'

/** Whether a pause waits for the current record only. */
export const pauseImmediate = containerOption({
  name: 'pauseImmediate',
  byDefault: false as boolean,
  summary:
    'Whether a pause waits for the current record only; the rest of the poll then waits in the ' +
    'container.',
  steps(immediate, before) {
    if (!immediate) return {}
    return {
      *invokeOne(container, records) {
        const delivery = yield* before.invokeOne(container, records)
        const nacked = container.nackSleepMs >= 0
        if (!delivery.goesOn || nacked || !container.pauseRequested) return delivery
        const left = records.slice(1)
        if (left.length === 0) return delivery
        container.remaining = left
        return pollOver
      },
    }
  },
})
