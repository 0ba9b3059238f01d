/**
 * Searches the moments of a real program: a quiet run lists them, then each fault is tried at each,
 * several clusters side by side: first as many as decide a claim, then all. What broke something is
 * played twice more, for real programs never run twice alike.
 */
import { plannedName } from '../moments/planned-name.ts'
import type { PlannedFault, RemoteFault } from '../moments/remote-faults.ts'
import { Reaper } from '../processes/reaper.ts'
import type { RemotePlan, RemoteProgram, RemoteRun } from '../schedule/plan.ts'
import { type RemoteEars, runSchedule } from '../schedule/run-schedule.ts'
import { Coverage, type FaultCoverage, type Outcome } from './coverage.ts'
import { type FaultPlans, inTurn, plansOf } from './plans.ts'

/** How much is searched. */
export interface MomentsRequest {
  readonly program: RemoteProgram
  /** How many brokers it meets in a schedule. */
  readonly brokersOf: (plan: RemotePlan) => number
  readonly faults: readonly RemoteFault[]
  /** These schedules, and nothing else; null: those of the moments of a quiet run. */
  readonly plans: readonly RemotePlan[] | null
  /** Draws another one when all of these are tried; null: that is all. */
  readonly draw: ((plans: readonly FaultPlans[]) => RemotePlan) | null
  /** How many are tried at most; null: as many as decide. */
  readonly schedules: number | null
  /** Clusters side by side. */
  readonly jobs: number
  /** How often a schedule that broke something is played in all. */
  readonly repetitions: number
  readonly ears: RemoteEars
  /** Whether it is to end now. */
  readonly isOver: () => boolean
  /**
   * A run has ended. True: it broke something that is worth being seen again; asked of the first
   * run of a plan only.
   */
  readonly judge: (plan: RemotePlan, run: RemoteRun) => boolean
  /** So many are done, of so many that are to be. */
  readonly progress: (done: number, of: number) => void
}

/** What came of a search, besides what was judged. */
export interface MomentsResult {
  /** Why the program cannot be searched at all; null: it was. */
  readonly problem: string | null
  /** How much of each fault was tried. */
  readonly coverage: readonly FaultCoverage[]
  /** Runs that came to nothing, and why. */
  readonly failures: readonly { readonly plan: RemotePlan; readonly problem: string }[]
}

/** Searches; ends all processes before it returns. */
export async function searchMoments(request: MomentsRequest): Promise<MomentsResult> {
  const reaper = new Reaper()
  try {
    return await search(request, reaper)
  } finally {
    await reaper.close()
  }
}

async function search(request: MomentsRequest, reaper: Reaper): Promise<MomentsResult> {
  const { program, brokersOf, faults, ears, judge, progress } = request
  const play = (plan: RemotePlan) => {
    return runSchedule({ ...program, brokers: brokersOf(plan) }, plan, reaper, ears)
  }
  let plans: readonly FaultPlans[] = []
  if (request.plans === null) {
    const quiet = await play([])
    if (quiet.problem !== null) return { coverage: [], failures: [], problem: quiet.problem }
    judge([], quiet)
    plans = plansOf(faults, quiet.moments)
  }
  const coverage = new Coverage(plans, plannedName)
  const failures: Failure[] = []
  const next = nextOf(request, plans, coverage)
  let tried = 0
  const worker = async (): Promise<void> => {
    for (let plan = next(); plan !== undefined; plan = next()) {
      coverage.begins(plan)
      coverage.ends(plan, await tryPlan(plan, play, request, failures))
      tried++
      progress(tried, Math.min(request.schedules ?? Number.POSITIVE_INFINITY, coverage.needed))
    }
  }
  await Promise.all(Array.from({ length: request.jobs }, worker))
  return { coverage: coverage.faults, failures, problem: null }
}

/** Answers the schedule that is tried next; undefined: none. */
function nextOf(
  { plans: given, schedules, draw, isOver, ears }: MomentsRequest,
  plans: readonly FaultPlans[],
  coverage: Coverage,
): () => RemotePlan | undefined {
  const own = inTurn(plans.map(({ planned }) => planned)).map((one: PlannedFault) => [one])
  const queue: RemotePlan[] = [...(given ?? own)]
  let begun = 0
  return () => {
    if (isOver() || ears.signal.aborted || begun++ >= (schedules ?? Number.POSITIVE_INFINITY)) {
      return undefined
    }
    const needed = queue.findIndex((plan) => coverage.isNeeded(plan))
    if (needed >= 0) return queue.splice(needed, 1)[0]
    if (given === null && schedules === null) return undefined
    return queue.shift() ?? draw?.(plans)
  }
}

type Failure = MomentsResult['failures'][number]

/** What came of it; null: it was interrupted. */
async function tryPlan(
  plan: RemotePlan,
  play: (plan: RemotePlan) => Promise<RemoteRun>,
  { judge, repetitions, isOver, ears }: MomentsRequest,
  failures: Failure[],
): Promise<Outcome | null> {
  const attempt = async (): Promise<RemoteRun | Outcome | null> => {
    for (let left = 2; left > 0; left--) {
      const run = await play(plan)
      const { problem, struck } = run
      if (problem === null && struck === plan.length) return run
      // Whose moment does not come is a quiet run, and may break something all the same.
      if (problem === null && struck === 0) judge([], run)
      if (ears.signal.aborted) return null
      if (left > 1) continue
      if (problem === null) return 'not-reached'
      failures.push({ plan, problem })
    }
    return 'failed'
  }
  const run = await attempt()
  if (run === null || typeof run === 'string') return run
  if (!judge(plan, run)) return 'judged'
  for (let again = 1; again < repetitions && !isOver(); again++) {
    const repeated = await attempt()
    if (repeated !== null && typeof repeated !== 'string') judge(plan, repeated)
  }
  return 'judged'
}
