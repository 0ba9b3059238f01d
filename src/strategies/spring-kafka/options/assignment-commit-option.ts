/**
 * `assignmentCommitOption`: whether a start position is committed on assignment.
 *
 * With `auto.offset.reset` = latest, a position that nobody had committed is committed, so that a
 * later owner does not start at a later end (reference B.5, `onPartitionsAssigned`).
 */
import type { Program, TopicPartition } from '../../../model/consumer/api.ts'
import { isException } from '../../../model/errors.ts'
import { type Container, includes, positionsOf } from '../container-state.ts'
import { containerOption, valueIn } from '../option.ts'
import { syncCommits } from './sync-commits.ts'

/** Whether a start position that `auto.offset.reset` gave is committed. */
export const assignmentCommitOption = containerOption({
  name: 'assignmentCommitOption',
  byDefault: 'LATEST_ONLY_NO_TX' as 'LATEST_ONLY_NO_TX' | 'NEVER',
  summary:
    'Whether a position that `auto.offset.reset=latest` gave is committed on assignment ' +
    '(`LATEST_ONLY_NO_TX`), or none (`NEVER`).',
  steps(option, before, others) {
    if (option === 'NEVER') return {}
    const sync = valueIn(syncCommits, others)
    return {
      *assigned(container, partitions) {
        yield* before.assigned(container, partitions)
        const latest = container.services.settings['auto.offset.reset'] === 'latest'
        if (latest && !container.autoCommit) yield* commitStart(container, partitions, sync)
      },
    }
  },
})

/** Commits the position of every partition that has no committed offset. */
function* commitStart(
  container: Container,
  partitions: readonly TopicPartition[],
  sync: boolean,
): Program<void> {
  const { consumer } = container.services
  const committed = yield* consumer.committed(partitions)
  const unknown = partitions.filter((partition) => !includes(committed, partition))
  if (unknown.length === 0) return
  const offsets = yield* positionsOf(container, unknown)
  if (!sync) {
    yield* consumer.commitAsync(offsets)
    return
  }
  try {
    yield* consumer.commitSync(offsets)
  } catch (error) {
    const harmless =
      isException(error, 'RetriableCommitFailedException') ||
      isException(error, 'RebalanceInProgressException')
    if (!harmless) throw error
  }
}
