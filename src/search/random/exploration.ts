/** Explores schedules through fast-check: all properties are judged in the same run. */
import fc from 'fast-check'
import type { ShippedProperty } from '../../properties/all.ts'
import { createJudge, type Judgement, type RunResults } from '../../properties/judge.ts'
import type { Sometimes } from '../../properties/sometimes-property.ts'
import { createCollector } from '../coverage/collector.ts'
import { type Coverage, noCoverage } from '../coverage/coverage.ts'
import { createSample } from '../replay/determinism-sample.ts'
import { RandomChoices } from '../schedules/random-choices.ts'
import type { Recording } from '../schedules/recording.ts'
import type { Subject } from '../schedules/subject.ts'
import type { SwarmRanges } from '../schedules/swarm.ts'
import { checkSchedules, ScheduleArbitrary } from '../shrinking/schedule-arbitrary.ts'
import { addStart, type Start } from '../shrinking/starts.ts'
import { count, createHistogram, type Histogram } from '../verdicts/statistics.ts'

/** What is known of one property after exploring. */
export interface Finding {
  readonly property: ShippedProperty
  /** How many schedules broke it. */
  violations: number
  /** Why it was not judged, or null. */
  notApplicable: string | null
  /** The calmest schedules that broke it, the calmest first. */
  readonly starts: Start[]
}

/** What exploring found. */
export interface Exploration {
  /** How many schedules ran. */
  schedules: number
  /** Whether all schedules ran that were asked for. */
  complete: boolean
  /** Why others can never run, where that is known; absent: nothing hinders them. */
  readonly cut?: string
  readonly findings: readonly Finding[]
  /** In how many schedules each `sometimes` property was seen, by its name. */
  readonly seen: Record<string, number>
  /** What happened besides: faults in their phases, states, error codes. */
  coverage: Coverage
  /** The most commits that were requested in one schedule; -1: none ran. */
  commitsMax: number
  /** Records that were owed. This and the histograms are of schedules with all records only. */
  records: number
  readonly lost: Histogram
  readonly duplicated: Histogram
  readonly reprocessed: Histogram
  readonly commitRequests: Histogram
  readonly rejoins: Histogram
  readonly rebalances: Histogram
  readonly restarts: Histogram
  readonly consumerRestarts: Histogram
  readonly consumerDeaths: Histogram
}

/** How many schedules run between two looks at the clock. */
const deadlineEvery = 16

/**
 * Runs the schedules of a seed, without the first `skip` of them; stops early when `deadline` says
 * so. The number 0 is the first that is run.
 */
export function explore(
  subject: Subject,
  ranges: SwarmRanges,
  seed: number,
  schedules: number,
  properties: readonly ShippedProperty[],
  sometimes: readonly Sometimes[],
  skip = 0,
): Exploration {
  const judge = createJudge(properties, subject.context, sometimes)
  const choices = new RandomChoices(ranges)
  const collector = createCollector(ranges.faults)
  const sample = createSample(seed, schedules)
  const exploration = createExploration(properties, sometimes)
  const arbitrary = new ScheduleArbitrary()
  const parameters = { seed, path: String(skip), numRuns: schedules }
  checkSchedules(arbitrary, parameters, (schedule) => {
    if (exploration.schedules % deadlineEvery === 0 && subject.deadline()) {
      throw new fc.PreconditionFailure(true)
    }
    choices.reset(schedule.seed)
    judge.reset()
    subject.runner(subject.strategy, subject.scenario, choices, judge.emit, collector.meter)
    collector.ended(judge.events, judge.count())
    if (exploration.schedules === sample.schedule) {
      sample.save(judge.history(), choices.recording)
    }
    record(exploration, judge.results(), choices)
    return true
  })
  sample.verify(subject)
  exploration.complete = exploration.schedules === schedules
  exploration.coverage = collector.coverage(exploration.seen)
  return exploration
}

/** Nothing is explored yet. */
export function createExploration(
  properties: readonly ShippedProperty[],
  sometimes: readonly Sometimes[],
): Exploration {
  return {
    schedules: 0,
    complete: false,
    findings: properties.map((property) => ({
      property,
      violations: 0,
      notApplicable: null,
      starts: [],
    })),
    seen: Object.fromEntries(sometimes.map(({ name }) => [name, 0])),
    coverage: noCoverage(),
    commitsMax: -1,
    records: 0,
    lost: createHistogram(),
    duplicated: createHistogram(),
    reprocessed: createHistogram(),
    commitRequests: createHistogram(),
    rejoins: createHistogram(),
    rebalances: createHistogram(),
    restarts: createHistogram(),
    consumerRestarts: createHistogram(),
    consumerDeaths: createHistogram(),
  }
}

function record(
  exploration: Exploration,
  results: RunResults,
  { recording, isWhole }: RandomChoices,
): void {
  const { judgements, seen, tally } = results
  const schedule = exploration.schedules++
  for (let i = 0; i < judgements.length; i++) {
    const finding = exploration.findings[i]
    const judgement = judgements[i]
    if (finding !== undefined && judgement !== undefined) {
      recordJudgement(finding, judgement, schedule, recording)
    }
  }
  for (const name of seen) exploration.seen[name] = (exploration.seen[name] ?? 0) + 1
  exploration.commitsMax = Math.max(exploration.commitsMax, tally.commitRequests)
  // Figures are told per run of all records.
  if (!isWhole) return
  exploration.records += tally.owed
  count(exploration.lost, tally.lost)
  count(exploration.duplicated, tally.duplicated)
  count(exploration.reprocessed, tally.reprocessed)
  count(exploration.commitRequests, tally.commitRequests)
  count(exploration.rejoins, tally.rejoins)
  count(exploration.rebalances, tally.rebalances)
  count(exploration.restarts, tally.restarts)
  count(exploration.consumerRestarts, tally.consumerRestarts)
  count(exploration.consumerDeaths, tally.consumerDeaths)
}

function recordJudgement(
  finding: Finding,
  { witnesses, notApplicable }: Judgement,
  schedule: number,
  recording: Recording,
): void {
  finding.notApplicable = notApplicable
  if (notApplicable !== null || witnesses.length === 0) return
  finding.violations++
  addStart(finding.starts, schedule, recording)
}
