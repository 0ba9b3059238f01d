/** Judges what happened in a test, as `run` judges the runs of a program. */
import { type PropertyName, properties, propertyNames } from '../../properties/all.ts'
import type { Body } from '../../remote/control/read-body.ts'
import { Refusal } from '../../remote/control/refusal.ts'
import type { SessionContents, SessionRun } from '../../remote/control/session.ts'
import { plannedName } from '../../remote/moments/planned-name.ts'
import { story } from '../../report/story/story.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import type { Claim } from '../../strategies/strategy.ts'
import { claims as knownClaims } from '../options/remote-options.ts'
import { faultSetOf, JudgedRuns } from '../remote-run/judged-runs.ts'
import { remoteComparison } from '../remote-run/remote-comparison.ts'

/** What a group is called that nobody has named. */
const nobodysGroup = 'consumer'

/** The answer; `claimed`: what the test says is promised, null: at least once. */
export function judgeSession(
  contents: SessionContents,
  run: SessionRun,
  claimed: string | null,
): Body {
  const runs = new JudgedRuns(propertyNames)
  const { events, struck } = run
  const played = { events, moments: [], struck: struck.length, problem: null, outputs: new Map() }
  runs.add(struck, played)
  const comparison = remoteComparison(runs, {
    name: run.group === '' ? nobodysGroup : run.group,
    claims: claimOf(claimed),
    seed: '42',
    program: { ...contents, members: membersOf(run) },
    properties: propertyNames,
    faults: [faultSetOf(struck)],
    coverage: [],
    replayLine: () => replayLine(run),
  })
  const broken = comparison.cells.filter(({ counterexample }) => counterexample !== null)
  const claims = broken.filter(({ claimed: isClaimed }) => isClaimed)
  return {
    drained: run.drained,
    effects: events.filter(({ kind }) => kind === 'effect').length,
    verdicts: verdictsOf(comparison),
    broken: claims.map(({ property }) => property),
    story: claims.map(storyOf).join('\n\n'),
  }
}

function claimOf(word: string | null): Claim {
  if (word === null) return 'at-least-once'
  const claim = knownClaims.find((one) => one === word)
  if (claim !== undefined) return claim
  throw new Refusal(400, `"claims" takes one of ${knownClaims.join(', ')}`)
}

/** Processes that did not take another's place. */
function membersOf({ events }: SessionRun): number {
  return events.filter((event) => event.kind === 'started' && event.replaces === null).length
}

function replayLine({ struck }: SessionRun): string {
  if (struck.length === 0) return 'the same test'
  return `the same test, with ${struck.map(plannedName).join(', ')}`
}

function verdictsOf({ cells }: Comparison): Readonly<Record<PropertyName, unknown>> {
  const entries = cells.map((cell) => [cell.property, verdictOf(cell)] as const)
  return Object.fromEntries(entries) as Record<PropertyName, unknown>
}

function verdictOf(cell: Cell): unknown {
  const { counterexample, verdict, reason, claimed } = cell
  if (counterexample !== null) {
    return { claimed, witnesses: counterexample.witnesses, story: storyOf(cell) }
  }
  return verdict === 'vacuous' ? { notApplicable: reason } : 'holds'
}

function storyOf(cell: Cell): string {
  const { counterexample, property } = cell
  if (counterexample === null) return ''
  const statement = properties.find(({ name }) => name === property)?.statement ?? property
  return story(cell, counterexample, { seed: '42', statement })
}
