/**
 * What a command reports of a comparison, again, from its data alone: nothing is searched or
 * loaded.
 */
import { defaultScenario } from '../../model/scenario.ts'
import { defaultSettings, type Settings } from '../../model/settings.ts'
import { type PropertyName, propertyNames } from '../../properties/all.ts'
import { checkText } from '../../report/tables/check-text.ts'
import { coverageSummary } from '../../report/tables/coverage-text.ts'
import { proofLines } from '../../report/tables/proof-lines.ts'
import { type ReportContext, summary } from '../../report/tables/summary.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import { strategies } from '../../strategies/all.ts'
import { wholeCoverage } from '../options/cover-option.ts'
import type { SearchOptions } from '../options/options.ts'
import { type StoriesOptions, storiesWish } from '../options/stories-option.ts'
import type { Reportable } from '../outputs.ts'
import { reportContext } from '../report-context.ts'
import { noLimits } from '../workers/limits.ts'

/** What `compare` shows where every property was judged. */
const shownUsual: readonly PropertyName[] = ['at-least-once', 'at-most-once']

/** The strategies of the comparison that ship, as the registry knows them. */
export function shippedOf(comparison: Comparison) {
  const found = new Map(strategies.map((entry) => [entry.strategy.name, entry]))
  return comparison.strategies
    .filter(({ family }) => family !== 'user')
    .flatMap(({ name }) => found.get(name) ?? [])
}

/** What was asked for, as far as the comparison says it and a report needs it. */
function optionsOf({ cells, scenario, seed }: Comparison): SearchOptions {
  const { settings, ...sizes } = scenario
  const [quiet] = cells
  const own: Readonly<Partial<Settings>> = quiet?.settings ?? {}
  return {
    faults: [...new Set(cells.map(({ fault }) => fault))],
    properties: propertyNames,
    propertiesChosen: false,
    settings: own,
    schedules: 1,
    serviceSchedules: 1,
    timeMs: null,
    limits: noLimits,
    seed,
    jobs: 1,
    exhaustive: false,
    delays: null,
    // What was written before a setting was known lacks it.
    scenario: { ...defaultScenario, ...sizes, settings: { ...defaultSettings, ...settings } },
  }
}

/** The words; what random search draws can be said of a shipped strategy alone. */
function contextOf(comparison: Comparison): ReportContext {
  const [first] = comparison.strategies
  const shipped = shippedOf(comparison)
  const context = reportContext(shipped, optionsOf(comparison))
  const isFirst = shipped[0]?.strategy.name === first?.name
  return {
    ...context,
    swarm: isFirst ? context.swarm : [],
    ...(comparison.coverage === undefined ? {} : { coverage: wholeCoverage(comparison) }),
  }
}

/** One strategy is told as `check` does, several as `compare` does. */
export function reportAgain(
  comparison: Comparison,
  chosen: readonly PropertyName[] | null,
  asked: StoriesOptions = {},
  width?: number,
): Reportable {
  const context = { ...contextOf(comparison), ...(width === undefined ? {} : { width }) }
  const judged = new Set(comparison.cells.map(({ property }) => property))
  const all = propertyNames.filter((name) => judged.has(name))
  const single = comparison.strategies.length === 1
  const usual = single || all.length < propertyNames.length ? all : shownUsual
  const properties = chosen ?? usual
  if (!single) {
    const text = [summary(comparison, properties, context), ...proofLines(comparison)].join('\n\n')
    return { comparison, properties, context, text }
  }
  const stories = storiesWish(asked, chosen !== null || all.length < propertyNames.length)
  const told = checkText(comparison, properties, context, stories)
  const met = (comparison.coverage ?? []).map(coverageSummary)
  const text = [told, ...met, ...proofLines(comparison)].join('\n\n')
  return { comparison, properties, context, text }
}
