/** `ackurate run -- COMMAND`: the user's own program, of whatever language, over TCP. */
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { type RemoteOptions, withRemoteOptions } from '../options/remote-options.ts'
import { type ReviewOptions, withReviewOptions } from '../options/review-option.ts'
import { type StoriesOptions, withStoriesOption } from '../options/stories-option.ts'
import type { OutputOptions } from '../outputs.ts'
import type { Ending, Terminal } from '../terminal.ts'

interface Raw extends RemoteOptions, OutputOptions, ReviewOptions, StoriesOptions {}

/** Adds the command to the program. */
export function addRunCommand(
  program: Command,
  terminal: Terminal,
  folder: string,
  ending: Ending,
): void {
  const command = program
    .command('run')
    .description('search a real program of any language, in processes of its own')
    .usage('[options] -- <command...>')
    .argument('<command...>', 'what starts one consumer')
  withStoriesOption(withReviewOptions(withRemoteOptions(command)))
    .option('--json <file>', 'write the comparison as JSON; - is standard output')
    .option('--out <folder>', 'write comparison.json, README.md and index.html there')
    .action(async (words: readonly string[], raw: Raw) => {
      const { runRemote } = await import('../remote-run/run-remote.ts')
      ending.code = await runRemote(words, raw, resolve(folder), terminal)
    })
}
