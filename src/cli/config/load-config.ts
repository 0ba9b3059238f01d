/** Has `ackurate.config.ts`, or the file that the user named, read by a worker thread. */
import type { Limits } from '../workers/limits.ts'
import { requireAnswer, runTasks } from '../workers/pool.ts'
import { findConfig, type LoadedConfig } from './read-config.ts'

/** Has the file run, where it can be ended, and read. Throws a UsageError that names it. */
export async function loadConfig(
  named: string | null,
  folder: string,
  limits: Limits,
): Promise<LoadedConfig | null> {
  const found = findConfig(named, folder)
  if (found === null) return null
  const { path, file } = found
  const task = { kind: 'config', strategy: file, path, folder, beat: null } as const
  const [outcome] = await runTasks<'config'>([task], { jobs: 1, guarded: true, limits })
  return requireAnswer(outcome)
}
