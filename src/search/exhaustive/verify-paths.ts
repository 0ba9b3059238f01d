/** Reaches some states of a search again: as it did, and by playing their paths twice. */
import type { HistoryEvent } from '../../model/history.ts'
import { requireSameHistory, verifyDeterminism } from '../replay/determinism.ts'
import { formatPath } from '../schedules/path.ts'
import { ReplayChoices } from '../schedules/replay-choices.ts'
import type { Subject } from '../schedules/subject.ts'
import type { KafkaModel } from './kafka/kafka-model.ts'
import { walk } from './state-space/walk.ts'

/**
 * Throws `Nondeterminism` unless each path gives the same history whenever it is played, and the
 * model that history as far as the state. The model is a new one, which records histories: it knows
 * no program yet, so that every step is asked of the strategy again.
 */
export function verifyPaths(
  { strategy, scenario, runner }: Pick<Subject, 'strategy' | 'scenario' | 'runner'>,
  model: KafkaModel,
  paths: readonly (readonly number[])[],
): void {
  const play = (choices: readonly number[]): readonly HistoryEvent[] => {
    const events: HistoryEvent[] = []
    runner(strategy, scenario, new ReplayChoices(choices, 'choices'), (event) => {
      events.push(event)
    })
    return events
  }
  for (const ordinals of paths) {
    const { state, steps } = walk(model, ordinals)
    const choices = steps.flat()
    const about = `${strategy.name}, path ${formatPath(choices)}`
    const played = play(choices)
    verifyDeterminism(about, play, choices, played)
    const searched = model.history(state)
    // A state in the storm is a beginning only: a run goes on from there, with no more faults.
    const isWhole = searched.at(-1)?.kind === 'ended'
    requireSameHistory(
      `${about}, searched`,
      searched,
      isWhole ? played : played.slice(0, searched.length),
    )
  }
}
