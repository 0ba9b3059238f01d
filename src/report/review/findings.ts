/** What must not be merged unseen: broken claims, missed bugs, what nobody could decide. */
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { underFaults } from '../story/story.ts'
import { breakingGroups, brokenOf } from '../tables/breaking-sets.ts'
import { catches, shortestViolations } from '../tables/shortest.ts'
import { isStandstill, standstillText } from '../tables/standstill.ts'
import { cellText, countedStrategies, questionOf } from './cells.ts'
import type { Finding, SourcePlace } from './review.ts'
import { toldPlace } from './told-place.ts'
import type { ReviewWords } from './words.ts'

type Places = ReadonlyMap<string, SourcePlace>

/**
 * All findings: groups that stand still with no fault, then other broken claims, then missed bugs,
 * then what is undecided.
 */
export function findingsOf(
  comparison: Comparison,
  words: ReviewWords,
  places: Places,
): readonly Finding[] {
  const counted = countedStrategies(comparison, words.named)
  const claimed = comparison.cells.filter((cell) => cell.claimed && counted.has(cell.strategy))
  const broken = shortestViolations(claimed).map(({ cell }) => cell)
  const together = brokenTogether(comparison).filter((cell) => counted.has(cell.strategy))
  const told = (cell: Cell): Finding => ({
    kind: 'claim-broken',
    cell,
    title: titleOf(cell) + alsoUnder(cell, claimed),
    text: cellText(cell, comparison.seed, words.statements.get(cell.property)),
    place: placeOf(cell, places),
  })
  const standing = broken.filter(isStandstill)
  const others = broken.filter((cell) => !isStandstill(cell))
  return [
    ...[...standing, ...others, ...together].map(told),
    ...missedBugs(comparison, words),
    ...undecided(claimed, words, places),
  ]
}

function titleOf(cell: Cell): string {
  return isStandstill(cell) ? standstillText(cell) : `${cell.strategy} breaks ${questionOf(cell)}`
}

/** The line of the story that says most, else where the strategy is written. */
function placeOf(cell: Cell, places: Places): SourcePlace | null {
  const whole = places.get(cell.strategy) ?? null
  return whole === null ? null : (toldPlace(cell.counterexample?.events ?? []) ?? whole)
}

/** The other faults that break the same claim: `; also under join, pause`. */
function alsoUnder(cell: Cell, claimed: readonly Cell[]): string {
  const others = claimed.filter(
    (other) =>
      other.verdict === 'violated' &&
      other.strategy === cell.strategy &&
      other.property === cell.property &&
      other.fault !== cell.fault,
  )
  const faults = [...new Set(others.map(({ fault }) => fault))]
  return faults.length === 0 ? '' : `; also under ${faults.join(', ')}`
}

/** Claims that only faults together break, as the cells that they would be. */
function brokenTogether(comparison: Comparison): readonly Cell[] {
  return breakingGroups(comparison.breakingSets ?? []).flatMap((group) =>
    brokenOf(group).flatMap(({ set, settings }): readonly Cell[] => {
      const { fault, search, counterexample } = set
      if (!set.claimed || counterexample === null || !fault.includes('+')) return []
      const { strategy, property } = group
      const decision = { verdict: 'violated', reason: null, claimed: true } as const
      return [{ strategy, fault, property, settings, ...decision, search, counterexample }]
    }),
  )
}

function missedBugs(comparison: Comparison, words: ReviewWords): readonly Finding[] {
  return catches(comparison, words.catches).flatMap(({ entry, expected, violation, asked }) => {
    const cell = comparison.cells.find(
      ({ strategy, property, fault }) =>
        strategy === entry.name && property === expected.property && fault === expected.under,
    )
    if (violation !== null || !asked || cell === undefined) return []
    const what = `${expected.property} ${underFaults(expected.under)}`
    const title = `${entry.name} is not caught by ${what}`
    const text =
      'A known bug, kept to be caught, was not: what else this search says holds, it may have ' +
      `overlooked. It ran ${cell.search.schedules} schedules.`
    return [{ kind: 'bug-missed', cell, title, text, place: null }]
  })
}

/** One per strategy and reason: a search that was stopped leaves hundreds of cells open. */
function undecided(
  claimed: readonly Cell[],
  words: ReviewWords,
  places: Places,
): readonly Finding[] {
  const groups = new Map<string, Cell[]>()
  for (const cell of claimed.filter(words.undecided)) {
    const key = JSON.stringify([cell.strategy, cell.reason])
    groups.set(key, [...(groups.get(key) ?? []), cell])
  }
  return [...groups.values()].flatMap((cells): readonly Finding[] => {
    const [cell, ...rest] = cells
    if (cell === undefined) return []
    const more = rest.length === 0 ? '' : ` and ${rest.length} more`
    const title = `${cell.strategy}: undecided: ${questionOf(cell)}${more}`
    const questions = cells.map((one) => `  ${questionOf(one)}`)
    const text = [`${cell.reason ?? 'no reason given'}:`, ...questions].join('\n')
    return [{ kind: 'undecided', cell, title, text, place: placeOf(cell, places) }]
  })
}
