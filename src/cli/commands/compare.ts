/** `ackurate compare`: all strategies under all faults, as a table and as files to review. */
import type { Command } from 'commander'
import type { PropertyName } from '../../properties/all.ts'
import { proofLines } from '../../report/tables/proof-lines.ts'
import { summary } from '../../report/tables/summary.ts'
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
import { inSteps } from '../progress.ts'
import { withRegressionOptions } from '../regressions/option.ts'
import type { ReviewWish } from '../review/with-review.ts'
import type { NamedStrategy } from '../search.ts'
import { type Ending, type Terminal, widthOf } from '../terminal.ts'
import { commaList, UsageError } from '../usage-error.ts'

/** Enough to catch every known bug that ships, few enough for a minute. */
export const schedulesUsual = { schedules: 250, serviceSchedules: serviceSchedulesUsual }
/** Of a quick comparison, whose verdicts are those of known schedules nearly all. */
export const schedulesQuick = { schedules: 10, serviceSchedules: 4 }

const shownProperties: readonly PropertyName[] = ['at-least-once', 'at-most-once']

/** As commander hands it over. */
interface QuickOption {
  readonly quick?: boolean
  readonly shard?: Shard
}

interface CompareOptions
  extends RawOptions,
    DelaysOptions,
    QuickOption,
    CoverOptions,
    ReviewOptions {
  readonly strategies?: readonly string[]
  readonly out: string
  readonly regressions?: string | false
  readonly prune?: boolean
}

async function compare(
  raw: CompareOptions,
  outGiven: boolean,
  folder: string,
  terminal: Terminal,
): Promise<Ending['code']> {
  const [{ strategies }, { namedStrategy, search }] = await Promise.all([
    import('../../strategies/all.ts'),
    import('../search.ts'),
  ])
  const options = readCompareOptions(raw)
  const thresholds = readThresholds(raw.cover, folder)
  if (raw.shard !== undefined) {
    requireShardable(raw, outGiven)
    refuseReviewOfShard(raw)
  }
  requireOutputs(raw.shard === undefined ? raw : { json: raw.json ?? '-' }, folder)
  const earlier = (await import('../review/with-review.ts')).readBaseline(raw, folder)
  const words = raw.strategies ?? strategies.map(({ strategy }) => strategy.name)
  const chosen = []
  for (const word of words) chosen.push(await namedStrategy(word, folder, options))
  const named = raw.strategies !== undefined
  const faultsChosen = raw.faults !== undefined
  if (raw.shard !== undefined) {
    const { shardRequest, writeShard } = await import('../shards/write-shard.ts')
    const request = shardRequest('compare', { named, faultsChosen }, chosen, options)
    await writeShard(raw.shard, request, chosen, options, raw.json ?? '-', folder, terminal)
    return 0
  }
  const scope = { ...options, faultsChosen }
  const { knownRegressions } = await import('../regressions/known.ts')
  const known = await knownRegressions(raw, chosen, scope, folder, terminal)
  const { affordsTogether } = await import('../breaking.ts')
  const { provesAnything } = await import('../proofs.ts')
  const stepped = inSteps(terminal, affordsTogether(options), provesAnything(options))
  const searched = await search(chosen, options, folder, stepped)
  const comparison = withRegressions(searched, known)
  const wish = { ...raw, thresholds, earlier }
  return await tellCompare(comparison, chosen, named, options, wish, folder, stepped)
}

/** What is to be searched; a quick comparison proves nothing unless it is asked to. */
export function readCompareOptions(raw: RawOptions & DelaysOptions & QuickOption): SearchOptions {
  if (raw.quick !== true) return withDelays(readSearchOptions(raw, schedulesUsual), raw)
  if (raw.shard !== undefined) {
    throw new UsageError('--quick and --shard: a quick comparison is not shared; leave one out')
  }
  const options = readSearchOptions(raw, schedulesQuick)
  return { ...withDelays(options, { ...raw, delays: raw.delays ?? false }), quick: true }
}

/** Tells what a comparison found; `named`: the user chose the strategies. Answers the exit code. */
export async function tellCompare(
  searched: Comparison,
  chosen: readonly NamedStrategy[],
  named: boolean,
  options: SearchOptions,
  outputs: OutputOptions & CoverWish & Pick<ReviewWish, 'earlier'>,
  folder: string,
  terminal: Terminal,
): Promise<Ending['code']> {
  const [{ contextOf }, { exitCode }, { withClaimsTogether }] = await Promise.all([
    import('../report-context.ts'),
    import('../../search/verdicts/exit-code.ts'),
    import('../breaking.ts'),
  ])
  const together = await withClaimsTogether(chosen, searched, options, folder, terminal)
  const { withProofs, provesAnything } = await import('../proofs.ts')
  const comparison = provesAnything(options)
    ? await withProofs(together, chosen, options, folder, terminal)
    : together
  const properties = options.propertiesChosen ? options.properties : shownProperties
  const context = {
    ...(await contextOf(chosen, options, folder)),
    coverage: wholeCoverage(comparison),
    ...widthOf(terminal),
  }
  const tables = summary(comparison, properties, context)
  const text = [tables, ...proofLines(comparison)].join('\n\n')
  const { codeWithReview, withReview } = await import('../review/with-review.ts')
  const all = chosen.map(({ strategy }) => strategy)
  const asked = named ? all.map(({ name }) => name) : []
  const wish = { earlier: outputs.earlier, named: asked }
  const reported = { comparison, properties, context, text, limits: options.limits }
  const reviewed = withReview(reported, wish, folder)
  await writeOutputs(reviewed, outputs, folder, terminal)
  const code = exitCode(comparison, all, asked)
  const covered = codeWithCoverage(code, outputs.thresholds, comparison, terminal)
  return codeWithReview(covered, reviewed.review)
}

/** Adds the command to the program. */
export function addCompareCommand(
  program: Command,
  terminal: Terminal,
  folder: string,
  ending: Ending,
): void {
  const command = program
    .command('compare')
    .description('search all strategies under all faults; write the reports')
    .option('--strategies <list>', 'names or files: a,b', (text) => commaList(text, '--strategies'))
    .option('--quick', 'only the verdicts: what breaks, by what broke others; stories as found')
  const searching = withShardOption(withDelaysOption(withSearchOptions(command, schedulesUsual)))
  withReviewOptions(withCoverOption(withRegressionOptions(searching)))
    .option('--json <file>', 'write the JSON there, too; - is standard output')
    .option('--out <folder>', 'where the reports go', 'reports')
    .action(async (raw: CompareOptions) => {
      const outGiven = command.getOptionValueSource('out') !== 'default'
      ending.code = await compare(raw, outGiven, folder, terminal)
    })
}
