/** `--regressions FILE`: which kept paths a run starts with. */
import type { Command } from 'commander'

/** Where finds are kept unless the user says so. */
export const regressionsUsual = 'reports/regressions.json'

/** As commander hands them over; false is `--no-regressions`. */
export interface RegressionOptions {
  readonly regressions?: string | false
  readonly prune?: boolean
  /** Named in a configuration, which stands there before the first find. */
  readonly regressionsMayBeMissing?: boolean
}

/** Adds the options to a command that searches. */
export function withRegressionOptions(command: Command): Command {
  return command
    .option('--regressions <file>', `paths to replay first (default: ${regressionsUsual})`)
    .option('--no-regressions', 'replay no paths first')
    .option('--prune', 'remove the paths that no longer break anything from that file')
}
