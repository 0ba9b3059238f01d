/** `commitRetries`: a synchronous commit is tried again (reference B.5, `doCommitSync`). */
import { isException } from '../../../model/errors.ts'
import { containerOption } from '../option.ts'

/** How often a synchronous commit is tried again. */
export const commitRetries = containerOption({
  name: 'commitRetries',
  byDefault: 3,
  summary: 'How often a synchronous commit is tried again after `RetriableCommitFailedException`.',
  steps(retriesMax, before) {
    return {
      *commitSync(container, offsets) {
        for (let retries = 0; ; retries++) {
          try {
            return yield* before.commitSync(container, offsets)
          } catch (error) {
            const retriable = isException(error, 'RetriableCommitFailedException')
            if (!retriable || retries >= retriesMax) throw error
          }
        }
      },
    }
  },
})
