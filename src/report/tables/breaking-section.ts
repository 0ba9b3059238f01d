/** Breaking sets as a section of the Markdown report. */
import type { Comparison } from '../../search/verdicts/comparison.ts'
import {
  type BreakingGroup,
  breakingGroups,
  brokenParts,
  heldInAll,
  survivalParts,
} from './breaking-sets.ts'
import { storiesTogether } from './breaking-text.ts'
import type { ReportContext } from './summary.ts'
import { markdownTable } from './text-table.ts'

/** The lines; none where nobody asked. */
export function breakingSection(comparison: Comparison, context: ReportContext): readonly string[] {
  const groups = breakingGroups(comparison.breakingSets ?? [])
  if (groups.length === 0) return []
  const faulty = new Set(comparison.strategies.filter((one) => one.faulty).map(({ name }) => name))
  const found = groups.filter((group) => brokenParts(group).length > 0)
  const rows = found.map((group) => rowOf(group, faulty.has(group.strategy)))
  const stories = groups.flatMap((group) => storiesTogether(group, comparison, context))
  return [
    '## Breaking sets',
    '',
    'The smallest sets of faults that break a property, and what survives; `compare` considers ' +
      'only the faults that the claim is meant to survive. A fault that stands ' +
      'alone breaks it alone; of those joined by +, no smaller set was found to. What survives ' +
      'together was searched at random with all those faults possible in each schedule, of at ' +
      `most ${comparison.scenario.faultsMax} faults.`,
    '',
    ...(groups.some(({ problems }) => problems.some((one) => one.surviving.some(heldInAll)))
      ? [everySmall, '']
      : []),
    ...(rows.length === 0
      ? []
      : [
          ...markdownTable(['strategy', 'property', 'broken by', 'survives', 'searched'], rows),
          '',
        ]),
    `Nothing that was searched breaks the other ${groups.length - found.length}.`,
    '',
    ...stories.flatMap((story) => ['```text', story, '```', '']),
  ]
}

const everySmall =
  '_+ every small one_: besides, no schedule of one partition, one record and one member, with ' +
  'at most as many faults as the set has kinds, breaks it: all of them were tried.'

function rowOf(group: BreakingGroup, faulty: boolean): readonly string[] {
  const { strategy, property, problems } = group
  const counts = problems.flatMap(({ surviving }) => surviving.map((one) => one.search.schedules))
  const complete = problems.every((problem) => problem.complete)
  const every = problems.flatMap(({ surviving }) => surviving).filter(heldInAll).length
  const drawn = counts.length === 0 ? '' : `${Math.min(...counts)} schedules`
  const besides = every === counts.length ? '' : ` for ${every} of ${counts.length} sets`
  const schedules = every === 0 ? drawn : `${drawn} + every small one${besides}`
  return [
    faulty ? `_${strategy}_` : `\`${strategy}\``,
    property,
    brokenParts(group).join('; '),
    survivalParts(group).join('; '),
    complete ? schedules : [schedules, 'not all sets'].filter(Boolean).join(', '),
  ]
}
