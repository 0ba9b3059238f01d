/** `--stuck-after 10s`: how long code that is not ours may run without a step. */
import type { Command } from 'commander'
import { stuckAfterUsualMs } from '../workers/watchdog.ts'
import { duration } from './numbers-option.ts'

/** Adds the option to a command that runs schedules. */
export function withStuckAfterOption(command: Command): Command {
  return command.option(
    '--stuck-after <time>',
    `give up a schedule without a step for so long (default: ${stuckAfterUsualMs / 1000}s)`,
    duration('--stuck-after'),
  )
}
