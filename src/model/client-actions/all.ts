/** All that happens inside of the model's own client. */
import type { ClientActionKind } from '../run/action.ts'
import type { ActionType } from '../run/action-type.ts'
import { autoCommitDue } from './auto-commit-due.ts'
import type { ClientTimer } from './client-timer.ts'
import { heartbeat } from './heartbeat.ts'
import { pollTimeout } from './poll-timeout.ts'
import { refreshMetadata } from './refresh-metadata.ts'
import { retry } from './retry.ts'
import { runTask } from './run-task.ts'
import { wake } from './wake.ts'

/** The timers of a process, in order: of those that fire at one time the first here does. */
export const clientTimers: readonly ClientTimer[] = [
  retry,
  heartbeat,
  autoCommitDue,
  refreshMetadata,
]

/** The same by kind, with what its tasks do. */
export const clientActions: { readonly [K in ClientActionKind]: ActionType } = {
  run: runTask,
  'poll-timeout': pollTimeout,
  wake,
  retry,
  heartbeat,
  'auto-commit-due': autoCommitDue,
  'refresh-metadata': refreshMetadata,
}
