/** `ackurate merge A.json B.json …`: the comparison that the shards of a run are together. */
import { availableParallelism } from 'node:os'
import type { Command } from 'commander'
import { withRegressions } from '../../search/planning/with-regressions.ts'
import { type CoverOptions, readThresholds, withCoverOption } from '../options/cover-option.ts'
import { wholeNumber } from '../options/numbers-option.ts'
import type { SearchOptions } from '../options/options.ts'
import { withReviewOptions } from '../options/review-option.ts'
import { type StoriesOptions, withStoriesOption } from '../options/stories-option.ts'
import { withStuckAfterOption } from '../options/stuck-after-option.ts'
import { type OutputOptions, requireOutputs } from '../outputs.ts'
import { type RegressionOptions, withRegressionOptions } from '../regressions/option.ts'
import type { NamedStrategy } from '../search.ts'
import type { ShardRequest } from '../shards/shard-file.ts'
import type { Ending, Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { limitsFromNow } from '../workers/limits.ts'
import { tellCheck } from './check.ts'
import { tellCompare } from './compare.ts'

interface MergeOptions extends OutputOptions, RegressionOptions, CoverOptions, StoriesOptions {
  readonly jobs?: number
  readonly stuckAfter?: number
}

function optionsOf(
  request: ShardRequest,
  { jobs = availableParallelism(), stuckAfter }: MergeOptions,
): SearchOptions {
  const {
    command: _command,
    named: _named,
    faultsChosen: _faultsChosen,
    strategies: _strategies,
    ...options
  } = request
  return { ...options, timeMs: null, limits: limitsFromNow(null, stuckAfter), jobs }
}

async function merge(
  paths: readonly string[],
  raw: MergeOptions,
  folder: string,
  terminal: Terminal,
): Promise<Ending['code']> {
  const [{ readShard }, { mergeShards, requireWhole }, { namedStrategy }] = await Promise.all([
    import('../shards/shard-file.ts'),
    import('../shards/merge-shards.ts'),
    import('../search.ts'),
  ])
  const thresholds = readThresholds(raw.cover, folder)
  requireOutputs(raw, folder)
  const earlier = (await import('../review/with-review.ts')).readBaseline(raw, folder)
  const shards = paths.map((path) => ({ path, content: readShard(path, folder) }))
  requireWhole(shards)
  const request = shards[0]?.content.request
  if (request === undefined) throw new UsageError('merge needs the files of all shards')
  const options = optionsOf(request, raw)
  const chosen: NamedStrategy[] = []
  for (const word of request.strategies) chosen.push(await namedStrategy(word, folder, options))
  const scope = { ...options, faultsChosen: request.faultsChosen }
  const { knownRegressions } = await import('../regressions/known.ts')
  const known = await knownRegressions(raw, chosen, scope, folder, terminal)
  const merged = await mergeShards(shards, chosen, options, folder, terminal)
  const comparison = withRegressions(merged, known)
  const wish = { ...raw, thresholds, earlier }
  const [first] = chosen
  return request.command === 'check' && first !== undefined
    ? await tellCheck(comparison, first, options, wish, folder, terminal)
    : await tellCompare(comparison, chosen, request.named, options, wish, folder, terminal)
}

/** Adds the command to the program. */
export function addMergeCommand(
  program: Command,
  terminal: Terminal,
  folder: string,
  ending: Ending,
): void {
  const command = program
    .command('merge')
    .description('put the shards of a run together: the bytes of the run in one piece')
    .argument('<shard...>', 'the files that --shard wrote, in any order')
    .option('--json <file>', 'write the comparison as JSON; - is standard output')
    .option('--out <folder>', 'write comparison.json, README.md and index.html there')
    .option(
      '--jobs <n>',
      'worker threads (default: the number of cores)',
      wholeNumber('--jobs', 1, 256),
    )
  withStuckAfterOption(command)
  withStoriesOption(withReviewOptions(withCoverOption(withRegressionOptions(command)))).action(
    async (paths: readonly string[], raw: MergeOptions) => {
      ending.code = await merge(paths, raw, folder, terminal)
    },
  )
}
