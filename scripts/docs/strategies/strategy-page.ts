/** The page of one strategy: what it is, its code, its promise, costs, what to use instead. */
import { faultNames } from '../../../src/model/faults/names.ts'
import { defaultSettings } from '../../../src/model/settings.ts'
import { storyKey } from '../../../src/report/explorer/build-story.ts'
import { underFaults } from '../../../src/report/story/story.ts'
import { shortestViolations, type Violation } from '../../../src/report/tables/shortest.ts'
import { type ReportContext, tell } from '../../../src/report/tables/summary.ts'
import { markdownTable } from '../../../src/report/tables/text-table.ts'
import { survivedFaults } from '../../../src/search/verdicts/claims.ts'
import type { Comparison, Figure } from '../../../src/search/verdicts/comparison.ts'
import type { Cell } from '../../../src/search/verdicts/verdict.ts'
import type { ShippedStrategy } from '../../../src/strategies/all.ts'
import type { Stalls } from '../../../src/strategies/strategy.ts'
import { page } from '../page.ts'
import { strategyWords } from '../words/strategies.ts'
import { asWritten, examplesFolder } from './as-written.ts'
import { usualCells, usualStatistics } from './cells.ts'
import { argumentOf, codeOf, pathOf } from './source.ts'
import { strongerLines } from './stronger-section.ts'

/** What all pages are made of. */
export interface Material {
  readonly root: string
  readonly comparison: Comparison
  readonly context: ReportContext
}

const names = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ')

/** The faults of a claim are nearly all: those that are missing say more. */
function underWhich({ strategy }: ShippedStrategy): string {
  const survived = new Set(survivedFaults(strategy, {}))
  const fatal = faultNames.filter((name) => !survived.has(name))
  const missing = fatal.length === 0 ? '' : ` but ${names(fatal)}`
  return `Claims **${strategy.claims}** under every [fault](../reference/faults.md)${missing}.`
}

function promise(shipped: ShippedStrategy): readonly string[] {
  const { exposedTo, stalls, reprocessingMax, caughtBy } = shipped.strategy
  const bound = reprocessingMax?.(defaultSettings)
  const polled = defaultSettings['max.poll.records']
  return [
    underWhich(shipped),
    ...(exposedTo === undefined
      ? []
      : ['', `It might be expected to survive ${names(exposedTo)}, too, and does not.`]),
    ...(stalls === undefined ? [] : ['', stallsText(stalls)]),
    ...(bound === undefined
      ? []
      : [
          '',
          `After a crash at most ${bound} of the records of a partition are processed again, with ` +
            `\`max.poll.records\` at ${polled}.`,
        ]),
    ...(caughtBy === undefined
      ? []
      : [
          '',
          `This is a known bug, kept on purpose: \`${caughtBy.property}\` must catch it ` +
            `${underFaults(caughtBy.under)}, or the comparison is undecided.`,
        ]),
  ]
}

function stallsText({ under, because }: Stalls): string {
  const where = under === 'any' ? 'even without faults' : `under ${names(under)}`
  return `It does not claim \`progress\` ${where}: ${because}.`
}

function brokenRows(cells: readonly Cell[]): readonly (readonly string[])[] {
  const properties = [...new Set(cells.map(({ property }) => property))]
  const rows = properties.map((property) => {
    const own = cells.filter((cell) => cell.property === property)
    const faultsOf = (isMeant: (cell: Cell) => boolean) => {
      const meant = own.filter((cell) => cell.verdict === 'violated' && isMeant(cell))
      return names([...new Set(meant.map(({ fault }) => fault))])
    }
    return [
      `\`${property}\``,
      faultsOf(({ claimed }) => claimed),
      faultsOf(({ claimed }) => !claimed),
    ]
  })
  return rows.filter(([, claimed, unclaimed]) => claimed !== '' || unclaimed !== '')
}

/** The shortest losses and repeats; of a known bug, what must catch it, too. */
function storiesOf(shipped: ShippedStrategy, cells: readonly Cell[]): readonly Violation[] {
  const { caughtBy, name } = shipped.strategy
  const wanted = new Set(['at-least-once', 'at-most-once'])
  const usual = shortestViolations(cells.filter(({ property }) => wanted.has(property)))
  const told = usual.filter(({ counterexample }) => counterexample.eventsOmitted === undefined)
  if (caughtBy === undefined || wanted.has(caughtBy.property)) return told
  const own = cells.filter(
    ({ strategy, property }) => strategy === name && property === caughtBy.property,
  )
  const catching = shortestViolations(own).filter(
    ({ counterexample }) => counterexample.eventsOmitted === undefined,
  )
  return [...catching, ...told]
}

function whatBreaks(
  shipped: ShippedStrategy,
  { comparison, context }: Material,
): readonly string[] {
  const own = comparison.cells.filter(
    ({ strategy, fault }) => strategy === shipped.strategy.name && !fault.includes('+'),
  )
  const usual = usualCells({ ...comparison, cells: own })
  const rows = brokenRows(usual)
  const stories = storiesOf(shipped, own).flatMap((violation) => [
    '',
    '```text',
    tell(violation, comparison.seed, context),
    '```',
    '',
    `[Step by step](../../reports/index.html#/cell/${storyKey(violation.cell)}), as a picture.`,
  ])
  if (rows.length === 0) return ['No single fault of the comparison broke anything.']
  return [
    'Faults that broke a property in the committed comparison, one at a time, with',
    '`auto.offset.reset=earliest`:',
    '',
    ...markdownTable(['property', 'although claimed', 'as it may'], rows),
    ...resetLine(own),
    ...stories,
  ]
}

/** What is lost or repeated only because the group starts elsewhere. */
function resetLine(own: readonly Cell[]): readonly string[] {
  const broken = (reset: string) =>
    own.filter(
      ({ verdict, property, settings }) =>
        verdict === 'violated' &&
        property === 'at-least-once' &&
        settings['auto.offset.reset'] === reset,
    )
  const usual = new Set(broken('earliest').map(({ fault }) => fault))
  const more = broken('latest').filter(({ fault }) => !usual.has(fault))
  if (more.length === 0) return []
  const faults = names([...new Set(more.map(({ fault }) => fault))])
  return ['', `With \`auto.offset.reset=latest\` it loses records under ${faults}, too.`]
}

function perRun({ mean, ci95: [low, high], max }: Figure): string {
  return max === 0 ? '0' : `${mean.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`
}

function costs(shipped: ShippedStrategy, { comparison }: Material): readonly string[] {
  const entries = usualStatistics(comparison, shipped.strategy.name)
  const told = entries.filter(
    ({ fault, lost, reprocessed }) => fault === 'none' || lost.max > 0 || reprocessed.max > 0,
  )
  const rows = told.map(({ fault, lost, duplicated, reprocessed, commitRequests }) => [
    `\`${fault}\``,
    perRun(lost),
    duplicated === undefined ? '' : perRun(duplicated),
    perRun(reprocessed),
    commitRequests.mean.toFixed(1),
  ])
  return [
    `Per run of ${comparison.scenario.records} records, mean and 95 % interval; faults under which`,
    'nothing was lost or done again are left out. Duplicated is what took effect twice or more;',
    'reprocessed, whose work was done again, whatever came of it. How often a fault happens in',
    'production is not in these figures: [measuring](../measure.md) is for that.',
    '',
    ...markdownTable(['fault', 'lost', 'duplicated', 'reprocessed', 'commit requests'], rows),
  ]
}

/** The page. */
export function strategyPage(shipped: ShippedStrategy, material: Material): string {
  const { root, comparison } = material
  const { strategy, family } = shipped
  const entry = comparison.strategies.find(({ name }) => name === strategy.name)
  const path = pathOf(root, shipped)
  const words = strategyWords[strategy.name]
  const shownFrom = `${path}, ${examplesFolder}/${strategy.name} and reports/comparison.json`
  return page(shownFrom, [
    `# ${strategy.name}`,
    '',
    strategy.summary ?? '',
    '',
    argumentOf(root, shipped),
    ...(words === undefined ? [] : ['', words]),
    '',
    '## As you write it',
    '',
    ...asWritten(root, shipped),
    '',
    `## The code (${family})`,
    '',
    `From [${path}](../../${path}).`,
    '',
    '```ts',
    codeOf(root, shipped),
    '```',
    '',
    '## What it promises',
    '',
    ...promise(shipped),
    '',
    '## What breaks it',
    '',
    ...(entry === undefined ? [notCompared] : whatBreaks(shipped, material)),
    '',
    '## What it costs',
    '',
    ...(entry === undefined ? [notCompared] : costs(shipped, material)),
    '',
    '## What to use instead',
    '',
    ...(entry === undefined ? [notCompared] : strongerLines(root, comparison, entry)),
  ])
}

const notCompared = 'It is not in the committed comparison yet.'
