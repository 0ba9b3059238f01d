/** A state of an exhaustive search over the Kafka world, and what the search works with. */

import type { Runnable } from '../../../model/instance/ops.ts'
import type { ActionList } from '../../../model/run/action.ts'
import type { Hash } from '../../../properties/state/hash.ts'
import type { SavedJudge, StatefulJudge } from '../../../properties/stateful-judge.ts'
import type { Prints } from './fingerprint.ts'
import type { Met } from './met.ts'
import type { ProgramTree } from './program-tree.ts'
import type { ScriptedChoices } from './scripted-choices.ts'
import type { Heard, Spy } from './spy.ts'
import { type Parts, partsOf, type Stage, setStage } from './stage.ts'

/** A state of the search: what stands on the stage, and what the judge knows. */
export interface KafkaState {
  readonly parts: Parts
  readonly judged: SavedJudge
  /** All events until here, the last one first; null: none, or nobody keeps them. */
  readonly heard: Heard | null
  /** The storm is over: the calm follows. */
  readonly over: boolean
  /** Of its own parts once its fingerprint was asked for; until then of whom it comes from. */
  prints: Prints | null
}

/** What one search works with. */
export interface KafkaSearch {
  readonly tree: ProgramTree
  readonly program: Runnable
  readonly judge: StatefulJudge
  readonly spy: Spy
  readonly choices: ScriptedChoices
  readonly stage: Stage
  readonly list: ActionList
  /** Asked while a visitor looks at a successor, when `list` is still needed. */
  readonly ending: ActionList
  readonly hash: Hash
  readonly path: number[]
  readonly idlePollsMax: number
  readonly reduce: boolean
  readonly offsetsVanish: boolean
  readonly met: Met
}

/** The state that the stage and the judge are in; `prints` are of the state that it comes from. */
export function saveState(
  { stage, judge, spy }: KafkaSearch,
  over: boolean,
  prints: Prints | null,
): KafkaState {
  return { parts: partsOf(stage), judged: judge.save(), heard: spy.save(), over, prints }
}

/** Goes to a state; nothing of it may be changed before the stage has copies of its own. */
export function restoreState({ stage, judge, spy }: KafkaSearch, state: KafkaState): void {
  setStage(stage, state.parts)
  judge.restore(state.judged)
  spy.restore(state.heard)
}
