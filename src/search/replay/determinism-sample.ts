/** One schedule of a search, saved while it runs and played again at the end. */
import type { HistoryEvent } from '../../model/history.ts'
import { formatPath } from '../schedules/path.ts'
import { choicesOf, type Recording } from '../schedules/recording.ts'
import { ReplayChoices } from '../schedules/replay-choices.ts'
import { stream } from '../schedules/streams.ts'
import type { Subject } from '../schedules/subject.ts'
import { verifyDeterminism } from './determinism.ts'

/** Apart from the streams of runs, which count from 0. */
const sampleStream = 77

/** The sample of a search. */
export interface Sample {
  /** Which schedule it is, counted from 0; chosen by the seed. */
  readonly schedule: number
  /** Remembers what it gave. */
  save(history: readonly HistoryEvent[], recording: Recording): void
  /**
   * Plays it again, if it was reached, and throws `Nondeterminism` unless it gives the same. Done
   * after all other schedules: what they leave behind in a module must change nothing.
   */
  verify(subject: Subject): void
}

/** Chooses the sample of a search with this many schedules. */
export function createSample(seed: number, schedules: number): Sample {
  const schedule = Math.floor(stream(seed, sampleStream)() * schedules)
  let saved: readonly HistoryEvent[] | null = null
  let choices: readonly number[] = []
  return {
    schedule,
    save: (history, recording) => {
      saved = history
      choices = choicesOf(recording)
    },
    verify: ({ strategy, scenario, runner }) => {
      if (saved === null) return
      const path = formatPath(choices)
      const about = `${strategy.name}, schedule ${schedule + 1}, path ${path}`
      const run = (list: readonly number[]): readonly HistoryEvent[] => {
        const events: HistoryEvent[] = []
        runner(strategy, scenario, new ReplayChoices(list, 'choices'), (event) => {
          events.push(event)
        })
        return events
      }
      verifyDeterminism(about, run, choices, saved)
    },
  }
}
