/** `ackurate check STRATEGY`: one strategy, shipped or the user's own, under all faults. */
import type { Command } from 'commander'
import { checkText } from '../../report/tables/check-text.ts'
import { coverageSummary, coverageText } from '../../report/tables/coverage-text.ts'
import { proofLines } from '../../report/tables/proof-lines.ts'
import type { Shard } from '../../search/planning/search-tasks.ts'
import { withRegressions } from '../../search/planning/with-regressions.ts'
import { serviceSchedulesUsual } from '../../search/schedules/service-schedules.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import {
  type CoverOptions,
  type CoverWish,
  codeWithCoverage,
  readThresholds,
  wholeCoverage,
  withCoverOption,
} from '../options/cover-option.ts'
import { type DelaysOptions, withDelays, withDelaysOption } from '../options/delays-option.ts'
import { withListener } from '../options/listener-option.ts'
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
import { type StoriesOptions, storiesWish, withStoriesOption } from '../options/stories-option.ts'
import { unheededLine } from '../options/unheeded.ts'
import { type OutputOptions, requireOutputs, writeOutputs } from '../outputs.ts'
import { inSteps } from '../progress.ts'
import { withRegressionOptions } from '../regressions/option.ts'
import type { ReviewWish } from '../review/with-review.ts'
import type { NamedStrategy } from '../search.ts'
import { type Ending, type Terminal, widthOf } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

/** One strategy can afford more than each of forty. */
const schedulesUsual = { schedules: 2000, serviceSchedules: serviceSchedulesUsual }

interface CheckOptions
  extends RawOptions,
    DelaysOptions,
    CoverOptions,
    ReviewOptions,
    StoriesOptions {
  readonly shard?: Shard
  readonly regressions?: string | false
  readonly prune?: boolean
  readonly coverage: boolean
  /** The listener of a Spring Boot configuration. */
  readonly listener?: string
  /** What it is held against: another strategy, as a rule the one before a change. */
  readonly against?: string
}

async function check(
  given: string,
  raw: CheckOptions,
  folder: string,
  terminal: Terminal,
): Promise<Ending['code']> {
  const { namedStrategy } = await import('../search.ts')
  const word = withListener(given, raw.listener)
  const faultsChosen = raw.faults !== undefined
  const asked = withDelays(readSearchOptions(raw, schedulesUsual), raw)
  const options = { ...asked, together: !faultsChosen }
  const thresholds = readThresholds(raw.cover, folder)
  if (raw.shard !== undefined) {
    requireShardable(raw, raw.out !== undefined)
    refuseReviewOfShard(raw)
    if (raw.against !== undefined) throw new UsageError('--shard does not go with --against')
  }
  requireOutputs(raw, folder)
  const earlier = (await import('../review/with-review.ts')).readBaseline(raw, folder)
  const named = await namedStrategy(word, folder, options)
  const unheeded = unheededLine(named.strategy, options.settings)
  if (unheeded !== null) terminal.err(`ackurate: ${unheeded}\n`)
  const { against } = raw
  const before = against === undefined ? null : await namedStrategy(against, folder, options)
  if (raw.shard !== undefined) {
    const { shardRequest, writeShard } = await import('../shards/write-shard.ts')
    const request = shardRequest('check', { named: true, faultsChosen }, [named], options)
    await writeShard(raw.shard, request, [named], options, raw.json ?? '-', folder, terminal)
    return 0
  }
  const scope = { ...options, faultsChosen }
  const { knownRegressions } = await import('../regressions/known.ts')
  const known = await knownRegressions(raw, [named], scope, folder, terminal)
  const { provesAnything } = await import('../proofs.ts')
  const isProved = provesAnything(options) && !('service' in named.strategy)
  const stepped = inSteps(terminal, before !== null, isProved)
  const { comparison: searched, text: difference } = await searchOne(
    named,
    before,
    options,
    folder,
    stepped,
  )
  const comparison = withRegressions(searched, known)
  const wish = { ...raw, thresholds, earlier, difference }
  return await tellCheck(comparison, named, options, wish, folder, stepped)
}

/** Searches the strategy, and alike what it is held against; null: nothing. */
async function searchOne(
  named: NamedStrategy,
  before: NamedStrategy | null,
  options: SearchOptions,
  folder: string,
  terminal: Terminal,
): Promise<{ readonly comparison: Comparison; readonly text: string | null }> {
  if (before !== null) {
    const { searchAgainst } = await import('../against.ts')
    return await searchAgainst(named, before, options, folder, terminal)
  }
  const { search } = await import('../search.ts')
  return { comparison: await search([named], options, folder, terminal), text: null }
}

/** What a check tells besides the comparison. */
interface CheckTelling extends OutputOptions, CoverWish, StoriesOptions {
  readonly earlier: ReviewWish['earlier']
  /** What has changed against another strategy; absent or null: it was held against none. */
  readonly difference?: string | null
}

/** Tells what a check found, on the terminal and in files; answers the exit code. */
export async function tellCheck(
  searched: Comparison,
  named: NamedStrategy,
  options: SearchOptions,
  outputs: CheckTelling,
  folder: string,
  terminal: Terminal,
): Promise<Ending['code']> {
  const [{ contextOf }, { exitCode }] = await Promise.all([
    import('../report-context.ts'),
    import('../../search/verdicts/exit-code.ts'),
  ])
  const { withProofs, provesAnything } = await import('../proofs.ts')
  const comparison = provesAnything(options)
    ? await withProofs(searched, [named], options, folder, terminal)
    : searched
  const context = {
    ...(await contextOf([named], options, folder)),
    coverage: wholeCoverage(comparison),
    ...widthOf(terminal),
  }
  const { properties } = options
  const [met] = comparison.coverage ?? []
  const parts = [
    ...(outputs.difference == null ? [] : [outputs.difference]),
    checkText(
      ...([comparison, properties, context] as const),
      ...([storiesWish(outputs, options.propertiesChosen), outputs.coverage ?? false] as const),
    ),
    ...(met === undefined ? [] : [(outputs.coverage ? coverageText : coverageSummary)(met)]),
    ...proofLines(comparison),
  ]
  const text = parts.join('\n\n')
  const { codeWithReview, withReview } = await import('../review/with-review.ts')
  const wish = { earlier: outputs.earlier, named: [named.strategy.name] }
  const reported = { comparison, properties, context, text, limits: options.limits }
  const reviewed = withReview(reported, wish, folder)
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
    .argument('<strategy>', 'a shipped name, a .ts or .js file, or an application.yml')
  const searching = withShardOption(withDelaysOption(withSearchOptions(command, schedulesUsual)))
  withStoriesOption(withReviewOptions(withCoverOption(withRegressionOptions(searching))))
    .option('--against <strategy>', 'search this one alike, and tell what got better and worse')
    .option('--listener <file>', 'the listener of an application.yml')
    .option('--coverage', 'show all that the search met, and the figures of every fault', false)
    .option('--json <file>', 'write the comparison as JSON; - is standard output')
    .option('--out <folder>', 'write comparison.json, README.md and index.html there')
    .action(async (word: string, raw: CheckOptions) => {
      ending.code = await check(word, raw, folder, terminal)
    })
}
