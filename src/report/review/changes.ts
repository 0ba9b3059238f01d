/** What differs from an earlier comparison. */
import type { Comparison, Figure, Statistics } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { cellKey, cellText, countedStrategies, statisticsKey } from './cells.ts'
import type { Changes, FigureChange, VerdictChange } from './review.ts'
import type { ReviewWords } from './words.ts'

/** Compares cells that ask the same question, whatever else differs. */
export function changesOf(
  baseline: Comparison,
  comparison: Comparison,
  words: ReviewWords,
): Changes {
  const counted = countedStrategies(comparison, words.named)
  const verdicts = verdictChanges(baseline, comparison, words, counted)
  const differs = differences(baseline, comparison)
  return {
    baseline: { version: baseline.version, seed: baseline.seed },
    ...(differs.length === 0 ? {} : { differs }),
    verdicts,
    figures: figureChanges(baseline, comparison),
    regressed:
      verdicts.some((change) => isBrokenClaim(change, counted) && change.before !== null) ||
      forgottenBugs(baseline, comparison, words).length > 0,
  }
}

/** Whether the change breaks a claim that counts and that was not broken before. */
function isBrokenClaim({ kind, after }: VerdictChange, counted: ReadonlySet<string>): boolean {
  return kind === 'new-violation' && after?.claimed === true && counted.has(after.strategy)
}

const order: readonly VerdictChange['kind'][] = [
  'new-violation',
  'fixed',
  'other',
  'new-cell',
  'gone',
]

function verdictChanges(
  baseline: Comparison,
  comparison: Comparison,
  words: ReviewWords,
  counted: ReadonlySet<string>,
): readonly VerdictChange[] {
  const before = new Map(baseline.cells.map((cell) => [cellKey(cell), cell]))
  const after = new Set(comparison.cells.map(cellKey))
  const changes = [
    ...comparison.cells.map((cell) => [before.get(cellKey(cell)) ?? null, cell] as const),
    ...baseline.cells
      .filter((cell) => !after.has(cellKey(cell)))
      .map((cell) => [cell, null] as const),
  ].flatMap(([one, other]): readonly VerdictChange[] => {
    const kind = kindOf(one, other, words, counted)
    if (kind === null) return []
    const told = kind === 'new-violation' && other !== null
    const statement = words.statements.get(other?.property ?? '')
    const text = told ? cellText(other, comparison.seed, statement) : null
    return [{ kind, before: one, after: other, text }]
  })
  const rank = (change: VerdictChange): number =>
    isBrokenClaim(change, counted) ? -1 : order.indexOf(change.kind)
  return changes.toSorted((one, other) => rank(one) - rank(other))
}

/** Null: nothing changed. A known bug that nothing catches any more is not fixed by that. */
function kindOf(
  before: Cell | null,
  after: Cell | null,
  words: ReviewWords,
  counted: ReadonlySet<string>,
): VerdictChange['kind'] | null {
  if (after === null) return 'gone'
  const violated = after.verdict === 'violated'
  if (before === null) {
    return violated && after.claimed && counted.has(after.strategy) ? 'new-violation' : 'new-cell'
  }
  if (before.verdict === after.verdict) return null
  if (violated) return 'new-violation'
  const expected = words.catches.get(after.strategy)
  const isCatch = expected?.property === after.property && expected.under === after.fault
  const whole = after.verdict === 'holds' || after.verdict === 'not-found'
  const better = before.verdict === 'violated' && whole && !isCatch
  return better ? 'fixed' : 'other'
}

/** Known bugs that the baseline caught and this comparison, having looked for them, did not. */
export function forgottenBugs(
  baseline: Comparison,
  comparison: Comparison,
  words: ReviewWords,
): readonly string[] {
  return [...words.catches].flatMap(([name, { property, under }]) => {
    const verdictsIn = ({ cells }: Comparison) =>
      cells
        .filter((c) => c.strategy === name && c.property === property && c.fault === under)
        .map(({ verdict }) => verdict)
    const now = verdictsIn(comparison)
    const missed = now.length > 0 && !now.includes('violated')
    return missed && verdictsIn(baseline).includes('violated') ? [name] : []
  })
}

function figureChanges(baseline: Comparison, comparison: Comparison): readonly FigureChange[] {
  const before = new Map(baseline.statistics.map((entry) => [statisticsKey(entry), entry]))
  return comparison.statistics.flatMap((statistics) => {
    const old = before.get(statisticsKey(statistics))
    return old === undefined ? [] : figuresMoved(old, statistics)
  })
}

function figuresMoved(before: Statistics, after: Statistics): readonly FigureChange[] {
  const figures = ['lost', 'duplicated', 'reprocessed'] as const
  return figures.flatMap((figure) => {
    const [was, is] = [before[figure], after[figure]]
    // What was not counted then has not moved.
    if (was === undefined || is === undefined || !isApart(was, is)) return []
    return [{ statistics: after, figure, before: was, after: is }]
  })
}

/** Each mean lies outside of the other's interval. */
function isApart(one: Figure, other: Figure): boolean {
  const outside = (mean: number, [low, high]: Figure['ci95']) => mean < low || mean > high
  return outside(one.mean, other.ci95) && outside(other.mean, one.ci95)
}

/** What was searched in another way, so that a difference need not come from the strategy. */
function differences(baseline: Comparison, comparison: Comparison): readonly string[] {
  const { settings: before, ...sizesBefore } = baseline.scenario
  const { settings: after, ...sizes } = comparison.scenario
  const pairs = [
    ['version', baseline.version, comparison.version],
    ['seed', baseline.seed, comparison.seed],
    ['schedules', schedulesOf(baseline), schedulesOf(comparison)],
    ...differing(sizesBefore, sizes),
    ...differing(before, after),
  ] as const
  return pairs
    .filter(([, one, other]) => one !== other)
    .map(([name, one, other]) => `${name} ${one}, now ${other}`)
}

function schedulesOf({ cells }: Comparison): number {
  return cells.reduce((most, { search }) => Math.max(most, search.schedules), 0)
}

function differing(
  before: object,
  after: object,
): readonly (readonly [string, unknown, unknown])[] {
  const old = new Map<string, unknown>(Object.entries(before))
  const now = new Map<string, unknown>(Object.entries(after))
  const names = [...new Set([...old.keys(), ...now.keys()])]
  return names.map((name) => [name, old.get(name), now.get(name)] as const)
}
