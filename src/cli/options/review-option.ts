/** `--baseline`, `--comment`, `--junit`, `--sarif`, `--badge`, `--annotations`: for reviewers. */
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { UsageError } from '../usage-error.ts'
import { requireWritable } from '../write-file.ts'

/** As commander hands them over. */
export interface ReviewOptions {
  /** The JSON of an earlier comparison. */
  readonly baseline?: string
  readonly comment?: string
  readonly junit?: string
  readonly sarif?: string
  readonly badge?: string
  /** Absent: where GitHub Actions runs. */
  readonly annotations?: boolean
}

/** The options that write a file, by their names. */
const files = ['comment', 'junit', 'sarif', 'badge'] as const

/** Adds the options. */
export function withReviewOptions(command: Command): Command {
  return command
    .option('--baseline <file>', 'an earlier --json: tell what has changed, fail for a regression')
    .option('--comment <file>', 'write a comment for the pull request, in Markdown')
    .option('--junit <file>', 'write the claims as test cases, in JUnit XML')
    .option('--sarif <file>', 'write broken claims of your files as SARIF 2.1.0')
    .option('--badge <file>', 'write an SVG badge')
    .option('--annotations', 'print annotations for GitHub (default: where GITHUB_ACTIONS=true)')
    .option('--no-annotations', 'print none')
}

/**
 * Throws a UsageError, before any search, for what could not be written after it, or would be
 * written over something else. `others`: more files that the command reads or writes, by name.
 */
export function requireReviewOutputs(
  options: ReviewOptions,
  folder: string,
  others: Readonly<Record<string, string | undefined>>,
): void {
  const paths = new Map<string, string>()
  for (const [name, file] of Object.entries({ '--baseline': options.baseline, ...others })) {
    if (file !== undefined) paths.set(resolve(folder, file), name)
  }
  for (const name of files) {
    const file = options[name]
    if (file === undefined) continue
    const path = resolve(folder, file)
    const other = paths.get(path)
    if (other !== undefined) throw new UsageError(`${other} and --${name} name the same file`)
    paths.set(path, `--${name}`)
    requireWritable(path)
  }
}

/** Throws a UsageError for a shard, which knows too little to be reviewed. */
export function refuseReviewOfShard(options: ReviewOptions): void {
  const given = (['baseline', ...files] as const).find((name) => options[name] !== undefined)
  if (given === undefined) return
  throw new UsageError(`--shard does not go with --${given}: give it to "ackurate merge" instead`)
}
