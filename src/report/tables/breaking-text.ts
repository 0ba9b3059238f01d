/** The answer of `breaking`, for a terminal: sentences, the sets with their evidence, stories. */
import type { Comparison } from '../../search/verdicts/comparison.ts'
import {
  type BreakingGroup,
  type Broken,
  breakingGroups,
  breakingSentence,
  brokenOf,
  heldInAll,
  kindsOf,
  searchedText,
  together,
} from './breaking-sets.ts'
import { type ReportContext, tell } from './summary.ts'
import { columns } from './text-table.ts'

/** Further sets have their replay lines. */
const storiesMax = 2

/** The whole answer; ends without a line break. */
export function breakingText(comparison: Comparison, context: ReportContext): string {
  const groups = breakingGroups(comparison.breakingSets ?? [])
  const judged = groups.flatMap((group) => [breakingSentence(group), evidence(group)])
  const stories = groups.flatMap((group) => storiesTogether(group, comparison, context))
  const told = stories.length === 0 ? [] : ['Broken by faults together, the stories:', ...stories]
  return [...judged, ...told, isExhaustive(groups) ? legend + everyLegend : legend].join('\n\n')
}

function isExhaustive(groups: readonly BreakingGroup[]): boolean {
  const all = groups.flatMap(({ problems }) => problems)
  return all.some(({ minimal }) => minimal.some(({ held }) => held.some(heldInAll)))
}

const legend =
  'What survives does so as far as it was searched; no smaller set was found to break.\n' +
  'The sets with one fault less held in as many schedules as the last column says.'

const everyLegend =
  '\n"+ every": besides, in every schedule of one partition, record and member, with as many\n' +
  'faults as the set has kinds.'

function evidence(group: BreakingGroup): string {
  const rows = brokenOf(group).map(({ set, where }) => [
    `${set.claimed ? '✖' : '✗'} ${together(set.fault)}${where}`,
    `replay: ${set.replay}`,
    heldText({ set }),
  ])
  const held = group.problems.map((problem) => [
    `✓ ${group.problems.length === 1 ? '' : `${problem.settings['auto.offset.reset']}: `}` +
      searchedText(problem),
  ])
  return [columns(rows), columns(held)].filter((part) => part !== '').join('\n')
}

function heldText({ set }: Pick<Broken, 'set'>): string {
  if (kindsOf(set.fault).length < 2) return ''
  const counts = set.held.map(({ search }) => search.schedules)
  const least = counts.length === 0 ? 'none' : `${Math.min(...counts)}`
  const searched = set.held.length > 0 && set.held.every(heldInAll) ? `${least} + every` : least
  return set.minimal ? searched : `${searched}, but not all were searched`
}

/** The stories of sets of several faults; those of single ones are shown by their cells. */
export function storiesTogether(
  group: BreakingGroup,
  { seed }: Comparison,
  context: ReportContext,
): readonly string[] {
  const { strategy, property } = group
  return brokenOf(group)
    .flatMap(({ set, settings }) => {
      const { counterexample, fault, claimed, search } = set
      if (counterexample === null) return []
      const verdict = { verdict: 'violated', reason: null } as const
      const cell = { strategy, fault, property, settings, claimed, search, counterexample }
      return [tell({ cell: { ...cell, ...verdict }, counterexample }, seed, context)]
    })
    .slice(0, storiesMax)
}
