/** What a comparison says below its tables: broken claims, their stories, the bugs it caught. */

import type { Coverage } from '../../search/coverage/coverage.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { heldAgainst } from '../held-against.ts'
import { story, underFaults, withSettings } from '../story/story.ts'
import { claimsBrokenTogether } from './breaking-sets.ts'
import { matrix } from './matrix.ts'
import { brokenClaims, type Catch, type CatchResult, catches, type Violation } from './shortest.ts'
import { standstillLines } from './standstill.ts'

/** What a report needs besides the comparison: the words of properties and strategies. */
export interface ReportContext {
  /** What random search draws for each run. */
  readonly swarm: readonly string[]
  /** Each property's sentence for somebody on call, by name. */
  readonly statements: ReadonlyMap<string, string>
  /** Each property's few short words for the columns of a table, by name. */
  readonly headings: ReadonlyMap<string, string>
  /** For the strategies that are faulty on purpose: what must catch them. */
  readonly catches: ReadonlyMap<string, Catch>
  /** One sentence per strategy, by name. */
  readonly summaries: ReadonlyMap<string, string>
  /** The columns of the terminal; absent: as many as one usually has. */
  readonly width?: number
  /** What all strategies met together; absent: it is not shown. */
  readonly coverage?: Coverage
  /** What differs from a baseline, as lines of Markdown; absent: there was none. */
  readonly changes?: readonly string[]
}

/** The story of one violation, in the words of the context. */
export function tell(violation: Violation, seed: string, context: ReportContext): string {
  const statement = context.statements.get(violation.cell.property) ?? violation.cell.property
  return story(violation.cell, violation.counterexample, { seed, statement })
}

/** Each broken claim with all the faults that break it. */
export function brokenLines(comparison: Comparison): readonly string[] {
  const broken = brokenClaims(comparison).map(({ cell }) => cell)
  return broken.map((cell) => {
    const others = comparison.cells.filter(
      (other) =>
        other !== cell &&
        other.claimed &&
        other.verdict === 'violated' &&
        other.strategy === cell.strategy &&
        other.property === cell.property,
    )
    const faults = [...new Set(others.map((other) => other.fault))]
    const where = underFaults(cell.fault) + withSettings(cell.settings)
    const also = faults.length === 0 ? '' : `; also under ${faults.join(', ')}`
    return `${cell.strategy.padEnd(34)}${cell.property} ${where}${also}`
  })
}

function brokenTogether(comparison: Comparison): readonly string[] {
  return claimsBrokenTogether(comparison).map((line) => `  ${line}`)
}

/** What is said where no claim of a sound strategy is broken: undecided ones are no good news. */
export function noneBroken(comparison: Comparison): string {
  const count = undecidedClaims(comparison).length
  const undecided = count === 0 ? '' : `, and ${count} ${count === 1 ? 'is' : 'are'} undecided (?)`
  if (brokenTogether(comparison).length > 0) {
    return `No claim is broken by a single fault${undecided}.`
  }
  const bugs = comparison.cells.some((cell) => cell.claimed && cell.verdict === 'violated')
  return `No claim is broken${bugs ? ' but those of the known bugs' : ''}${undecided}.`
}

function undecidedClaims({ cells, strategies }: Comparison): readonly Cell[] {
  const sound = new Set(strategies.filter((s) => !s.faulty).map((s) => s.name))
  return cells.filter((cell) => {
    return cell.verdict === 'unknown' && cell.claimed && sound.has(cell.strategy)
  })
}

/** Whether strategies break what they do not promise: their stories are in the report. */
function unclaimedLines(comparison: Comparison): readonly string[] {
  const broken = comparison.cells.filter((cell) => cell.verdict === 'violated' && !cell.claimed)
  const count = new Set(broken.map((cell) => cell.strategy)).size
  if (count === 0) return []
  const who = `${count} of ${comparison.strategies.length} strategies`
  return ['', `${who} break properties beyond their claims (✗): the report has the stories.`]
}

/** `auto-commit-worker-threads   caught by at-least-once under crash`. */
export function catchLine({ entry, expected, violation, asked }: CatchResult): string {
  const what = `${expected.property} ${underFaults(expected.under)}`
  const verb = violation !== null ? 'caught by' : asked ? 'NOT caught by' : 'not searched:'
  return `  ${entry.name.padEnd(34)}${verb} ${what}`
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, '', ...lines]
}

/** Claims that nobody could decide, by reason: what a comparison is undecided for. */
export function undecidedLines(comparison: Comparison): readonly string[] {
  const reasons = new Map<string, string[]>()
  for (const cell of undecidedClaims(comparison)) {
    const reason = cell.reason ?? 'no reason given'
    const place = `${cell.strategy}, ${cell.property} ${underFaults(cell.fault)}`
    reasons.set(reason, [...(reasons.get(reason) ?? []), place])
  }
  return [...reasons].map(([reason, [first, ...rest]]) => {
    const more = rest.length === 0 ? '' : ` and ${rest.length} more`
    return `  ${reason}: ${first}${more}`
  })
}

/** The whole answer of `compare`, for a terminal. */
export function summary(
  comparison: Comparison,
  properties: readonly Cell['property'][],
  context: ReportContext,
): string {
  const broken = brokenClaims(comparison)
  const stories = broken.flatMap((violation) => [tell(violation, comparison.seed, context), ''])
  const caught = catches(comparison, context.catches)
  const standing = standstillLines(comparison)
  return [
    ...(standing.length === 0 ? [] : [...standing, '']),
    matrix(comparison, properties, context.width),
    ...(broken.length === 0
      ? ['', noneBroken(comparison)]
      : section(
          'Broken claims:',
          brokenLines(comparison).map((line) => `  ${line}`),
        )),
    ...section('The shortest story of each:', stories.slice(0, -1)),
    ...section('Claims that hold under each fault, but not together:', brokenTogether(comparison)),
    ...section('Undecided claims:', undecidedLines(comparison)),
    ...section('Known bugs:', caught.map(catchLine)),
    ...unclaimedLines(comparison),
    '',
    `${heldAgainst}.`,
  ].join('\n')
}
