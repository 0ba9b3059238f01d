/** `batchRecoverAfterRollback`: whether a batch that is rolled back can be recovered. */
import { containerOption } from '../option.ts'

/** Whether a batch that is rolled back again and again is recovered. */
export const batchRecoverAfterRollback = containerOption({
  name: 'batchRecoverAfterRollback',
  byDefault: false as boolean,
  summary:
    'Whether a batch that is rolled back again and again goes to the recoverer in the end, if ' +
    'the processor also has `commitRecovered`.',
  steps: () => ({}),
})
