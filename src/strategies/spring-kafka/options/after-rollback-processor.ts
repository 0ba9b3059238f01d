/** `afterRollbackProcessor`: what is polled again after a rollback. */
import { containerOption } from '../option.ts'
import { defaultAfterRollback } from '../transactions/after-rollback.ts'

/** What is polled again after a rollback. */
export const afterRollbackProcessor = containerOption({
  name: 'afterRollbackProcessor',
  byDefault: defaultAfterRollback(),
  summary:
    'What is polled again after a rollback, and how often: a `DefaultAfterRollbackProcessor` ' +
    'with its defaults, that is ten deliveries of a record, and a batch for ever.',
  steps: () => ({}),
})
