/**
 * Searches the moments of a real program: a quiet run lists them, then each fault is tried at each,
 * several clusters side by side. What broke something is played twice more, for real programs never
 * run twice alike.
 */
import type { PlannedFault, RemoteFault } from '../moments/remote-faults.ts'
import { Reaper } from '../processes/reaper.ts'
import type { RemotePlan, RemoteProgram, RemoteRun } from '../schedule/plan.ts'
import { type RemoteEars, runSchedule } from '../schedule/run-schedule.ts'
import { type FaultPlans, inTurn, plansOf } from './plans.ts'

/** How much is searched. */
export interface MomentsRequest {
  readonly program: RemoteProgram
  readonly faults: readonly RemoteFault[]
  /** These schedules, and nothing else; null: those of the moments of a quiet run. */
  readonly plans: readonly RemotePlan[] | null
  /** Draws another one when all of these are tried; null: that is all. */
  readonly draw: ((plans: readonly FaultPlans[]) => RemotePlan) | null
  /** How many are tried at most. */
  readonly schedules: number
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
  /** So many are done, of so many. */
  readonly progress: (done: number, of: number) => void
}

/** What came of a search, besides what was judged. */
export interface MomentsResult {
  /** Why the program cannot be searched at all; null: it was. */
  readonly problem: string | null
  /** All that could be tried, by fault. */
  readonly plans: readonly FaultPlans[]
  /** Schedules that ran, whatever came of them. */
  readonly tried: number
  /** Plans whose moment did not come, though it was tried twice. */
  readonly notReached: readonly RemotePlan[]
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
  const { program, faults, ears, judge, progress } = request
  const play = (plan: RemotePlan) => runSchedule(program, plan, reaper, ears)
  const nothing = { plans: [], tried: 0, notReached: [], failures: [] }
  let plans: readonly FaultPlans[] = []
  if (request.plans === null) {
    const quiet = await play([])
    if (quiet.problem !== null) return { ...nothing, problem: quiet.problem }
    judge([], quiet)
    plans = plansOf(faults, quiet.moments)
  }
  const order =
    request.plans ??
    inTurn(plans.map(({ planned }) => planned)).map((planned: PlannedFault) => [planned])
  const queue = order.slice(0, request.schedules)
  const found = { ...nothing, notReached: [] as RemotePlan[], failures: [] as Failure[], tried: 0 }
  const total = queue.length
  let drawn = 0
  const next = (): RemotePlan | undefined => {
    const first = queue.shift()
    if (first !== undefined || request.draw === null) return first
    return total + drawn++ < request.schedules ? request.draw(plans) : undefined
  }
  const worker = async (): Promise<void> => {
    for (let plan = next(); plan !== undefined; plan = next()) {
      if (request.isOver() || ears.signal.aborted) return
      await tryPlan(plan, play, request, found)
      found.tried++
      progress(found.tried, total)
    }
  }
  await Promise.all(Array.from({ length: request.jobs }, worker))
  return { ...found, plans, problem: null }
}

type Failure = MomentsResult['failures'][number]

async function tryPlan(
  plan: RemotePlan,
  play: (plan: RemotePlan) => Promise<RemoteRun>,
  { judge, repetitions, isOver, ears }: MomentsRequest,
  found: { readonly notReached: RemotePlan[]; readonly failures: Failure[] },
): Promise<void> {
  const attempt = async (): Promise<RemoteRun | null> => {
    for (let left = 2; left > 0; left--) {
      const run = await play(plan)
      const { problem, struck } = run
      if (problem === null && struck === plan.length) return run
      // Whose moment does not come is a quiet run, and may break something all the same.
      if (problem === null && struck === 0) judge([], run)
      if (ears.signal.aborted) return null
      if (left > 1) continue
      if (problem === null) found.notReached.push(plan)
      else found.failures.push({ plan, problem })
    }
    return null
  }
  const run = await attempt()
  if (run === null || !judge(plan, run)) return
  for (let again = 1; again < repetitions && !isOver(); again++) {
    const repeated = await attempt()
    if (repeated !== null) judge(plan, repeated)
  }
}
