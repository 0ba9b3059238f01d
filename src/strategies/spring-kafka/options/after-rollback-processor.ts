/** `afterRollbackProcessor`: what is polled again after a rollback. */
import { containerOption, type OptionValues, valueIn } from '../option.ts'
import {
  type AfterRollbackProcessor,
  defaultAfterRollback,
} from '../transactions/after-rollback.ts'

/** What is polled again after a rollback. */
export const afterRollbackProcessor = containerOption({
  name: 'afterRollbackProcessor',
  byDefault: null as AfterRollbackProcessor | null,
  summary:
    'What is polled again after a rollback, and how often. Without one it is a ' +
    '`DefaultAfterRollbackProcessor`: ten deliveries of a record, and a batch for ever.',
  steps: () => ({}),
})

/** The processor in force. */
export function processorIn(values: OptionValues): AfterRollbackProcessor {
  return valueIn(afterRollbackProcessor, values) ?? defaultAfterRollback()
}
