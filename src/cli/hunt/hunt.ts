/** A hunt: round after round with fresh seeds, until the time is up or somebody stops it. */
import { type HuntRequest, huntUnits } from '../../search/planning/hunt-plan.ts'
import { onInterruption } from '../interrupt.ts'
import type { NamedStrategy } from '../search.ts'
import type { Terminal } from '../terminal.ts'
import type { Limits } from '../workers/limits.ts'
import { type RoundOptions, runRound } from './round.ts'
import { type HuntState, writeHunt } from './state.ts'

/** Where a hunt reads and writes, and when it ends. */
export interface HuntOptions {
  readonly strategies: readonly NamedStrategy[]
  readonly request: HuntRequest
  readonly folder: string
  readonly jobs: number
  readonly regressionsFile: string
  readonly stateFile: string
  /** Its end null: it goes on until it is stopped. */
  readonly limits: Limits
  /** The most rounds from here; null: as many as the time allows. */
  readonly roundsMax: number | null
}

/** What a hunt has done since it was started, or started again. */
export interface Hunted {
  readonly state: HuntState
  readonly rounds: number
  readonly schedules: number
  /** Finds that the file did not hold, and those that it did. */
  readonly fresh: number
  readonly again: number
}

/** Hunts; each round that is done is in the state file before the next one begins. */
export async function hunt(
  options: HuntOptions,
  from: HuntState,
  terminal: Terminal,
): Promise<Hunted> {
  const stop = stopper(options.limits)
  let state = from
  const hunted = { rounds: 0, schedules: 0, fresh: 0, again: 0 }
  try {
    while (!stop.signal.aborted && hunted.rounds !== options.roundsMax) {
      const round = state.rounds
      let fresh = 0
      const result = await runRound(huntUnits(options.request, round), {
        ...roundOptions(options),
        signal: stop.signal,
        onFind: ({ regression }, isNew) => {
          if (isNew) terminal.out(`round ${round}: ${regression.story}\n`)
          if (isNew) fresh += 1
          else hunted.again += 1
        },
        onLost: (reason) => terminal.err(`round ${round}: undecided (?): ${reason}\n`),
      })
      hunted.fresh += fresh
      hunted.schedules += result.schedules
      // What was stopped is searched again next time: what it found is known by then.
      if (!result.done) break
      hunted.rounds += 1
      state = nextState(state, result.schedules, fresh)
      await writeHunt(options.stateFile, state, options.folder)
      terminal.err(`round ${round}: ${result.schedules} schedules, ${fresh} new\n`)
    }
  } finally {
    stop.end()
  }
  return { state, ...hunted }
}

function roundOptions(options: HuntOptions): Omit<RoundOptions, 'signal' | 'onFind' | 'onLost'> {
  const { strategies, folder, jobs, limits, regressionsFile } = options
  const named = new Map(strategies.map((one) => [one.strategy.name, one]))
  return { named, folder, jobs, limits, file: regressionsFile }
}

function nextState(state: HuntState, schedules: number, finds: number): HuntState {
  return {
    ...state,
    rounds: state.rounds + 1,
    schedules: state.schedules + schedules,
    finds: state.finds + finds,
  }
}

/** The longest that a timer waits. */
const timerMax = 2 ** 31 - 1

/** Aborts when the time is up, or when somebody gives up; the tasks under way see it, too. */
function stopper({ endsAt }: Limits) {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  const leftMs = endsAt === null ? null : Math.max(0, endsAt - performance.now())
  const timer = leftMs === null ? undefined : setTimeout(abort, Math.min(leftMs, timerMax))
  const forget = onInterruption(abort)
  return {
    signal: controller.signal,
    end(): void {
      clearTimeout(timer)
      forget()
    },
  }
}
