/** `ackurate check STRATEGY`: one strategy, shipped or the user's own, under all faults. */
import type { Command } from 'commander'
import { checkText } from '../../report/tables/check-text.ts'
import { coverageSummary, coverageText } from '../../report/tables/coverage-text.ts'
import type { Shard } from '../../search/planning/search-tasks.ts'
import { withRegressions } from '../../search/planning/with-regressions.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import {
  type CoverOptions,
  type CoverWish,
  codeWithCoverage,
  readThresholds,
  wholeCoverage,
  withCoverOption,
} from '../options/cover-option.ts'
import {
  type RawOptions,
  readSearchOptions,
  type SearchOptions,
  withSearchOptions,
} from '../options/options.ts'
import {
  type ReviewOptions,
  refuseReviewOfShard,
  withReviewOptions,
} from '../options/review-option.ts'
import { requireShardable, withShardOption } from '../options/shard-option.ts'
import { type OutputOptions, requireOutputs, writeOutputs } from '../outputs.ts'
import { withRegressionOptions } from '../regressions/option.ts'
import type { ReviewWish } from '../review/with-review.ts'
import type { NamedStrategy } from '../search.ts'
import type { Ending, Terminal } from '../terminal.ts'

/** One strategy can afford more than each of forty. */
const schedulesUsual = { schedules: 2000, serviceSchedules: 200 }

interface CheckOptions extends RawOptions, CoverOptions, ReviewOptions {
  readonly shard?: Shard
  readonly regressions?: string | false
  readonly prune?: boolean
  readonly coverage: boolean
}

async function check(
  word: string,
  raw: CheckOptions,
  folder: string,
  terminal: Terminal,
): Promise<Ending['code']> {
  const { namedStrategy, search } = await import('../search.ts')
  const options = readSearchOptions(raw, schedulesUsual)
  const thresholds = readThresholds(raw.cover, folder)
  if (raw.shard !== undefined) {
    requireShardable(raw, raw.out !== undefined)
    refuseReviewOfShard(raw)
  }
  requireOutputs(raw, folder)
  const earlier = (await import('../review/with-review.ts')).readBaseline(raw, folder)
  const named = await namedStrategy(word, folder, options)
  const faultsChosen = raw.faults !== undefined
  if (raw.shard !== undefined) {
    const { shardRequest, writeShard } = await import('../shards/write-shard.ts')
    const request = shardRequest('check', { named: true, faultsChosen }, [named], options)
    await writeShard(raw.shard, request, [named], options, raw.json ?? '-', folder, terminal)
    return 0
  }
  const scope = { ...options, faultsChosen }
  const { knownRegressions } = await import('../regressions/known.ts')
  const known = await knownRegressions(raw, [named], scope, folder, terminal)
  const searched = await search([named], options, folder, terminal)
  const comparison = withRegressions(searched, known)
  const wish = { ...raw, thresholds, earlier }
  return await tellCheck(comparison, named, options, wish, folder, terminal)
}

/** Tells what a check found, on the terminal and in files; answers the exit code. */
export async function tellCheck(
  searched: Comparison,
  named: NamedStrategy,
  options: SearchOptions,
  outputs: OutputOptions & CoverWish & Pick<ReviewWish, 'earlier'>,
  folder: string,
  terminal: Terminal,
): Promise<Ending['code']> {
  const [{ contextOf }, { exitCode }] = await Promise.all([
    import('../report-context.ts'),
    import('../../search/verdicts/exit-code.ts'),
  ])
  const { withExhaustive, exhaustiveLine } = await import('../exhaustive.ts')
  const comparison = options.exhaustive
    ? await withExhaustive(searched, [named], options, folder, terminal)
    : searched
  const context = {
    ...(await contextOf([named], options, folder)),
    coverage: wholeCoverage(comparison),
  }
  const { properties } = options
  const [met] = comparison.coverage ?? []
  const parts = [
    checkText(comparison, properties, context),
    ...(met === undefined ? [] : [(outputs.coverage ? coverageText : coverageSummary)(met)]),
    ...(options.exhaustive ? [exhaustiveLine(comparison)] : []),
  ]
  const text = parts.join('\n\n')
  const { codeWithReview, withReview } = await import('../review/with-review.ts')
  const wish = { earlier: outputs.earlier, named: [named.strategy.name] }
  const reviewed = withReview({ comparison, properties, context, text }, wish, folder)
  await writeOutputs(reviewed, outputs, folder, terminal)
  const code = exitCode(comparison, [named.strategy], wish.named)
  const covered = codeWithCoverage(code, outputs.thresholds, comparison, terminal)
  return codeWithReview(covered, reviewed.review)
}

/** Adds the command to the program. */
export function addCheckCommand(
  program: Command,
  terminal: Terminal,
  folder: string,
  ending: Ending,
): void {
  const command = program
    .command('check')
    .description('search one strategy under all faults')
    .argument('<strategy>', 'a shipped name, or the path of a .ts or .js file')
  const searching = withShardOption(withSearchOptions(command, schedulesUsual))
  withReviewOptions(withCoverOption(withRegressionOptions(searching)))
    .option('--coverage', 'show all that the search met', false)
    .option('--json <file>', 'write the comparison as JSON; - is standard output')
    .option('--out <folder>', 'write comparison.json, README.md and index.html there')
    .action(async (word: string, raw: CheckOptions) => {
      ending.code = await check(word, raw, folder, terminal)
    })
}
