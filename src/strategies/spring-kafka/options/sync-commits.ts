/** `syncCommits`: whether a commit is waited for (reference B.5, `doCommitSync`, `commitAsync`). */
import type { ContainerSteps } from '../container-state.ts'
import { containerOption } from '../option.ts'

/** Whether a commit is waited for. */
export const syncCommits = containerOption({
  name: 'syncCommits',
  byDefault: true,
  summary:
    'Whether a commit is waited for. If not, one that fails is only logged, and one that a ' +
    'rebalance refuses is not sent again.',
  steps(sync) {
    if (sync) return {}
    const commit: ContainerSteps['commit'] = ({ services }, offsets) =>
      services.consumer.commitAsync(offsets)
    return { commit, commitOnce: commit }
  },
})
