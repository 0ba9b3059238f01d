/** What runs of a real program come to, where nothing was broken. */
import { expect, test } from 'vitest'
import { JudgedRuns } from '../../src/cli/remote-run/judged-runs.ts'
import { remoteComparison, type Told } from '../../src/cli/remote-run/remote-comparison.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import { plannedOf } from '../../src/remote/moments/planned-name.ts'
import type { PlannedFault } from '../../src/remote/moments/remote-faults.ts'
import type { FaultCoverage } from '../../src/remote/search/coverage.ts'
import { exitCode } from '../../src/search/verdicts/exit-code.ts'

const covered: FaultCoverage = {
  ...{ fault: 'crash', possible: 3, needed: 3, tried: 3, judged: 3, notReached: 0, failed: 0 },
  undecided: null,
}
const quiet = { events: [], moments: [], struck: 0, problem: null, outputs: new Map() }

/** The cell of at-least-once, and the exit code. */
function cellOf(coverage: FaultCoverage, fault: Told['faults'][number], ...plans: string[][]) {
  const runs = new JudgedRuns(['at-least-once'])
  runs.add([], quiet)
  for (const words of plans) {
    const plan = words.map((word) => plannedOf(word) as PlannedFault)
    runs.add(plan, { ...quiet, struck: plan.length })
  }
  const comparison = remoteComparison(runs, {
    ...{ name: 'billing', claims: 'at-least-once', seed: '42', program: defaultScenario },
    ...{ properties: ['at-least-once'], faults: [fault], coverage: [coverage] },
    replayLine: () => '',
  })
  const code = exitCode(comparison, [{ name: 'billing' }], ['billing'])
  const [cell] = comparison.cells
  return { verdict: cell?.verdict, reason: cell?.reason, complete: cell?.search.complete, code }
}

const crash = ['crash@A.commit.1.applied']

test('it holds where enough was judged, and is whole where all was', () => {
  const held = { verdict: 'not-found', reason: null, code: 0 }
  expect(cellOf(covered, 'crash', crash)).toEqual({ ...held, complete: true })
  const some = { ...covered, possible: 9 }
  expect(cellOf(some, 'crash', crash)).toEqual({ ...held, complete: false })
  const missed = { ...covered, judged: 2, notReached: 1 }
  expect(cellOf(missed, 'crash', crash)).toEqual({ ...held, complete: false })
})

test('it is undecided for the reason that the coverage has', () => {
  const failing = { ...covered, judged: 1, failed: 2, undecided: '2 of 3 schedules say nothing' }
  expect(cellOf(failing, 'crash', crash)).toMatchObject({
    ...{ verdict: 'unknown', reason: '2 of 3 schedules say nothing', code: 3 },
  })
})

test('commits cannot fail where the program asks for none', () => {
  const none = { possible: 0, needed: 0, tried: 0, judged: 0, undecided: 'no moment was met' }
  const lost: FaultCoverage = { ...covered, ...none, fault: 'commit-lost' }
  expect(cellOf(lost, 'commit-lost')).toMatchObject({
    ...{ verdict: 'vacuous', reason: 'asks the group for no commit', code: 0 },
  })
  const other: FaultCoverage = { ...lost, fault: 'crash' }
  expect(cellOf(other, 'crash')).toMatchObject({ verdict: 'unknown', code: 3 })
})

test('a pair that broke nothing says nothing', () => {
  const pair = [...crash, 'join@B.effect.1.seen']
  expect(cellOf(covered, 'crash+join', pair)).toMatchObject({ verdict: undefined, code: 0 })
})
