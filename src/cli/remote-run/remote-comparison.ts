/** Runs of a real program as a comparison of one strategy: it is told as all others are. */
import { faults as faultFacts } from '../../model/faults/all.ts'
import { defaultScenario } from '../../model/scenario.ts'
import type { PropertyName } from '../../properties/all.ts'
import type { RemotePlan, RemoteProgram } from '../../remote/schedule/plan.ts'
import type { FaultCoverage } from '../../remote/search/coverage.ts'
import { trimCounterexample } from '../../report/tables/trim.ts'
import { isClaimed } from '../../search/verdicts/claims.ts'
import type { Comparison, Statistics } from '../../search/verdicts/comparison.ts'
import { type FaultSet, faultsOf } from '../../search/verdicts/fault-sets.ts'
import { isRebalanceAtStart } from '../../search/verdicts/rebalance-at-start.ts'
import { count, createHistogram, figureOf } from '../../search/verdicts/statistics.ts'
import { untouched } from '../../search/verdicts/vacuity.ts'
import type { Cell, Counterexample } from '../../search/verdicts/verdict.ts'
import type { Claim } from '../../strategies/strategy.ts'
import { version } from '../version.ts'
import { breaks, faultSetOf, type JudgedRun, type JudgedRuns, planName } from './judged-runs.ts'

/** The world that the program met. */
type RemoteWorld = Pick<
  RemoteProgram,
  'topic' | 'partitions' | 'records' | 'members' | 'brokers' | 'newGroup' | 'settings'
>

/** What is told of the program besides its runs. */
export interface Told {
  readonly name: string
  readonly claims: Claim
  readonly seed: string
  readonly program: RemoteWorld
  readonly properties: readonly PropertyName[]
  /** Fault sets that were asked for, in the order of tables. */
  readonly faults: readonly FaultSet[]
  /** How much of each fault was tried; empty: one schedule was asked for. */
  readonly coverage: readonly FaultCoverage[]
  /** The command that plays one schedule again. */
  readonly replayLine: (plan: RemotePlan) => string
}

/** The comparison. */
export function remoteComparison(runs: JudgedRuns, told: Told): Comparison {
  const { name, claims, seed, program, properties, faults } = told
  const { topic, partitions, records, members, brokers, newGroup, settings } = program
  const kinds = new Set(faults.flatMap(faultsOf))
  return {
    schema: 'ackurate/comparison@1',
    version: version(),
    seed,
    scenario: {
      ...{ topic, partitions, records, members, brokers, newGroup },
      ...{ faultsMax: 1, settings: { ...defaultScenario.settings, ...settings } },
    },
    strategies: [{ name, family: 'user', claims, faulty: false }],
    faults: faultFacts
      .filter((one) => kinds.has(one.name))
      .map((one) => ({ name: one.name, summary: one.summary })),
    cells: faults.flatMap((fault) => {
      const cells = properties.map((property) => cellOf(runs, told, fault, property))
      // Pairs are drawn: they are told of where they broke something, and decide nothing else.
      return faultsOf(fault).length > 1 && told.coverage.length > 0
        ? cells.filter(({ verdict }) => verdict === 'violated')
        : cells
    }),
    statistics: faults.map((fault) => statisticsOf(runs, told, fault)),
    sometimes: [],
  }
}

function runsUnder(runs: JudgedRuns, fault: FaultSet): readonly JudgedRun[] {
  return runs.all.filter(({ plan }) => faultSetOf(plan) === fault)
}

function cellOf(runs: JudgedRuns, told: Told, fault: FaultSet, property: PropertyName): Cell {
  const own = runsUnder(runs, fault)
  const broken = own.filter(({ results }) => breaks(results, property))
  const schedules = new Set(own.map(({ plan }) => planName(plan))).size
  const claimed = isClaimed({ claims: told.claims }, property, fault, told.program.settings)
  const applies = own[0]?.results.judgements.find((one) => one.property === property)
  const notApplicable = applies?.notApplicable ?? null
  const story = storyOf(runs, broken, property)
  const coverage = told.coverage.find((one) => one.fault === fault)
  const verdict =
    story === null
      ? unbroken(schedules, notApplicable, coverage, untouchedBy(runs, fault))
      : { verdict: 'violated', reason: null }
  return {
    ...{ strategy: told.name, fault, property, settings: told.program.settings },
    ...(verdict as Pick<Cell, 'verdict' | 'reason'>),
    claimed,
    search: { mode: 'moments', schedules, complete: isComplete(fault, coverage) },
    counterexample: story === null ? null : counterexampleOf(runs, told, story, property),
  }
}

/** What is said of what no run broke. */
function unbroken(
  schedules: number,
  notApplicable: string | null,
  coverage: FaultCoverage | undefined,
  untouchedReason: string | null,
): Pick<Cell, 'verdict' | 'reason'> {
  if (coverage?.possible === 0 && untouchedReason !== null) {
    return { verdict: 'vacuous', reason: untouchedReason }
  }
  const none = schedules === 0 ? 'none of its moments was tried' : null
  const undecided = coverage?.undecided ?? none
  if (undecided !== null) return { verdict: 'unknown', reason: undecided }
  return notApplicable === null
    ? { verdict: 'not-found', reason: null }
    : { verdict: 'vacuous', reason: notApplicable }
}

/** Why the fault has nothing to strike, as the quiet run showed; null: it may. */
function untouchedBy({ all: [quiet] }: JudgedRuns, fault: FaultSet): string | null {
  return quiet === undefined ? null : untouched(fault, quiet.results.tally.commitRequests)
}

/** Whether what came of each of its moments is known; of pairs it never is. */
function isComplete(fault: FaultSet, coverage: FaultCoverage | undefined): boolean {
  if (fault === 'none') return true
  return coverage !== undefined && coverage.possible > 0 && coverage.judged === coverage.possible
}

/** The schedule that broke it most surely, and of its runs the one with the shortest history. */
function storyOf(
  runs: JudgedRuns,
  broken: readonly JudgedRun[],
  property: PropertyName,
): JudgedRun | null {
  const rate = ({ plan }: JudgedRun) => {
    const seen = runs.seen(plan, property)
    return (seen.broken / seen.runs) * Math.min(seen.runs, 3)
  }
  const [best] = [...broken].sort((one, other) => {
    return rate(other) - rate(one) || one.run.events.length - other.run.events.length
  })
  return best ?? null
}

function counterexampleOf(
  runs: JudgedRuns,
  told: Told,
  { plan, run, results }: JudgedRun,
  property: PropertyName,
): Counterexample {
  const judgement = results.judgements.find((one) => one.property === property)
  const witnesses = judgement?.witnesses ?? []
  const last = witnesses.reduce((latest, { at }) => Math.max(latest, at), 0)
  const events = run.events.slice(0, last + 1)
  const seen = runs.seen(plan, property)
  return trimCounterexample({
    path: planName(plan),
    replay: told.replayLine(plan),
    schedule: runs.all.findIndex((one) => one.run === run) + 1,
    choicesFound: plan.length,
    choices: plan.length,
    seen,
    witnesses,
    ...(isRebalanceAtStart(events, witnesses) ? { rebalanceAtStart: true } : {}),
    events,
  })
}

function statisticsOf(runs: JudgedRuns, told: Told, fault: FaultSet): Statistics {
  const tallies = runsUnder(runs, fault).map(({ results }) => results.tally)
  const of = (figure: (tally: (typeof tallies)[number]) => number) => {
    const histogram = createHistogram()
    for (const tally of tallies) count(histogram, figure(tally))
    return figureOf(histogram)
  }
  const mean = (figure: (tally: (typeof tallies)[number]) => number) => ({ mean: of(figure).mean })
  return {
    ...{ strategy: told.name, fault, settings: told.program.settings },
    schedules: tallies.length,
    records: tallies.reduce((sum, { owed }) => sum + owed, 0),
    lost: of(({ lost }) => lost),
    duplicated: of(({ duplicated }) => duplicated),
    reprocessed: of(({ reprocessed }) => reprocessed),
    commitRequests: mean(({ commitRequests }) => commitRequests),
    rejoins: mean(({ rejoins }) => rejoins),
    rebalances: mean(({ rebalances }) => rebalances),
    restarts: mean(({ restarts }) => restarts),
    consumerRestarts: { mean: 0 },
    consumerDeaths: { mean: 0 },
  }
}
