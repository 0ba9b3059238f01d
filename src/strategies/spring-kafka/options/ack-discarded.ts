/** `ackDiscarded`: whether what a filter keeps from the listener is acknowledged. */
import { containerOption } from '../option.ts'

/** Whether records that were filtered out are acknowledged. */
export const ackDiscarded = containerOption({
  name: 'ackDiscarded',
  byDefault: false as boolean,
  summary:
    'Whether a record that `recordFilterStrategy` keeps from the listener is acknowledged in the ' +
    'MANUAL modes.',
  steps: () => ({}),
})
