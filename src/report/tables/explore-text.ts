/** The answer of `explore`: what was met within which bounds, what holds there, what does not. */
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { Cell, StatesSummary } from '../../search/verdicts/verdict.ts'
import { underFaults, withSettings } from '../story/story.ts'
import { isSameRun, type Violation } from './shortest.ts'
import { type ReportContext, tell } from './summary.ts'
import { widthUsual } from './width.ts'

const whole = (count: number): string => count.toLocaleString('en-US')

const counted = (count: number, what: string): string =>
  `${whole(count)} ${what}${count === 1 ? '' : 's'}`

/** `1 partition, 2 records, 2 members, at most 1 fault`, and `at most 1 delay` where so. */
function sizesOf({ within }: StatesSummary): string {
  const { partitions, records, members, faultsMax, idlePollsMax, delaysMax, stepsMax } = within
  const faults = faultsMax === 0 ? 'no fault' : `at most ${counted(faultsMax, 'fault')}`
  const sizes = [counted(partitions, 'partition'), counted(records, 'record')]
  const idle = `${counted(idlePollsMax, 'poll')} in vain in a row`
  const delays = delaysMax === undefined ? [] : [`at most ${counted(delaysMax, 'delay')}`]
  const steps = stepsMax === undefined ? [] : [`up to ${counted(stepsMax, 'step')}`]
  return [...sizes, counted(members, 'member'), faults, ...delays, idle, ...steps].join(', ')
}

const stops = {
  states: 'stopped by --states-max',
  depth: 'stopped by --depth-max',
  time: 'the time was up',
  decided: 'every property was broken',
} as const

function searchedText({ stopped, frontier }: StatesSummary): string {
  if (stopped === null) return 'every state'
  return `not everything: ${stops[stopped]}, ${counted(frontier, 'state')} not expanded`
}

function statesLines(states: StatesSummary, elapsedMs: number): readonly string[] {
  const { distinct, generated, depth, collisionProbability } = states
  const rate = whole(Math.round((distinct * 1000) / Math.max(elapsedMs, 1)))
  const chance = collisionProbability.toExponential(1)
  return [
    `  within      ${sizesOf(states)}`,
    `  states      ${whole(distinct)} distinct, ${whole(generated)} reached, ` +
      `up to ${counted(depth, 'action')} deep, ${rate} a second`,
    ...strikesLines(states),
    `  searched    ${searchedText(states)}`,
    `  overlooked  a state, with a probability of at most ${chance}`,
  ]
}

/** `struck      crash 1,204 times`; without faults none. */
function strikesLines({ strikes = {} }: StatesSummary): readonly string[] {
  const counted = Object.entries(strikes).map(([fault, count]) => `${fault} ${whole(count)}`)
  return counted.length === 0
    ? []
    : [`  struck      ${counted.join(', ')} (steps that were its strike)`]
}

/** A sentence that ends in a list, broken between names. */
function sentence(start: string, names: readonly string[]): readonly string[] {
  const lines: string[] = []
  let line = `  ${start}`
  names.forEach((name, at) => {
    const word = `${name}${at === names.length - 1 ? '.' : ','}`
    if (line.length + 1 + word.length > widthUsual) {
      lines.push(line)
      line = '   '
    }
    line += ` ${word}`
  })
  return names.length === 0 ? [] : [...lines, line]
}

function verdictLines(cells: readonly Cell[]): readonly string[] {
  const named = (verdict: Cell['verdict']) => cells.filter((cell) => cell.verdict === verdict)
  const names = (some: readonly Cell[]) => some.map(({ property }) => property)
  const reasons = new Map(named('vacuous').map(({ property, reason }) => [property, reason]))
  return [
    ...sentence('Every schedule within that satisfies', names(named('holds'))),
    ...sentence('Undecided; no schedule so far breaks', names(named('unknown'))),
    ...named('violated').map(
      ({ property, claimed }) => `  Broken: ${property}${claimed ? ', which it claims' : ''}.`,
    ),
    ...[...reasons].map(([property, reason]) => `  Not judged: ${property} (${reason}).`),
  ]
}

function storiesOf(
  cells: readonly Cell[],
  seed: string,
  context: ReportContext,
): readonly string[] {
  const violations = cells.flatMap((cell): readonly Violation[] =>
    cell.counterexample === null ? [] : [{ cell, counterexample: cell.counterexample }],
  )
  return violations
    .filter((one, at) => !violations.slice(0, at).some((before) => isSameRun(before, one)))
    .flatMap((violation) => ['', tell(violation, seed, context)])
}

/** One part per fault set; `elapsedMs` has the times of the searches, in the same order. */
export function exploreText(
  { cells, seed }: Comparison,
  elapsedMs: readonly number[],
  context: ReportContext,
): string {
  const groups = new Map<string, Cell[]>()
  for (const cell of cells) {
    const title = `${cell.strategy} ${underFaults(cell.fault)}${withSettings(cell.settings)}`
    groups.set(title, [...(groups.get(title) ?? []), cell])
  }
  const parts = [...groups].map(([title, group], at) => {
    const states = group[0]?.search.states
    const searched = states === undefined ? [] : [...statesLines(states, elapsedMs[at] ?? 0), '']
    const lines = [title, '', ...searched, ...verdictLines(group)]
    return [...lines, ...storiesOf(group, seed, context)].join('\n')
  })
  return parts.join('\n\n')
}
