/** A state of an exhaustive search over the Kafka world, and what the search works with. */

import type { Runnable } from '../../../model/instance/ops.ts'
import type { ActionList } from '../../../model/run/action-list.ts'
import { stormStepsMax } from '../../../model/run/run.ts'
import type { Hash } from '../../../properties/state/hash.ts'
import type { SavedJudge, StatefulJudge } from '../../../properties/stateful-judge.ts'
import type { Disturbers } from './disturbers.ts'
import type { EnumeratedChoices } from './enumerated-choices.ts'
import type { PartHashes } from './fingerprint.ts'
import type { ProgramTree } from './program-tree.ts'
import type { RecordedEvents, Recorder } from './recorder.ts'
import { type Parts, partsOf, type ScratchWorld, setParts } from './scratch-world.ts'
import type { StepCoverage } from './step-coverage.ts'
import type { Way } from './vain-rounds.ts'

/** A state of the search: the parts of its world, and what the judge knows. */
export interface KafkaState {
  readonly parts: Parts
  readonly judged: SavedJudge
  /** All events until here, the last one first; null: none, or they are not recorded. */
  readonly recorded: RecordedEvents | null
  /** How many steps of the storm it took. */
  readonly depth: number
  /** The storm is over: the calm follows. */
  readonly over: boolean
  /** Of its own parts once its fingerprint is computed; until then of its predecessor. */
  hashes: PartHashes | null
  /** How it was reached, where times are told apart and it was looked at; else null. */
  way: Way | null
}

/** What one search works with. */
export interface KafkaSearch {
  readonly tree: ProgramTree
  readonly program: Runnable
  readonly judge: StatefulJudge
  readonly recorder: Recorder
  readonly choices: EnumeratedChoices
  readonly scratch: ScratchWorld
  readonly list: ActionList
  /** Asked while a visitor looks at a successor, when `list` is still needed. */
  readonly ending: ActionList
  readonly hash: Hash
  readonly path: number[]
  readonly idlePollsMax: number
  readonly reduce: boolean
  /** How many delays there may be; null: every order is tried. */
  readonly delays: number | null
  /** Whether states that differ in time alone are told apart. */
  readonly timed: boolean
  readonly disturbers: Disturbers
  readonly offsetsVanish: boolean
  readonly coverage: StepCoverage
}

/** The state that the scratch world is in, at the start or one step after `before`. */
export function saveState(
  { scratch, judge, recorder, coverage }: KafkaSearch,
  isQuiet: boolean,
  before: KafkaState | null,
): KafkaState {
  const depth = before === null ? 0 : before.depth + 1
  const isCut = depth >= stormStepsMax && !isQuiet
  coverage.stormsCut ||= isCut
  const [parts, judged, recorded] = [partsOf(scratch), judge.save(), recorder.save()]
  const hashes = before?.hashes ?? null
  return { parts, judged, recorded, depth, over: isQuiet || isCut, hashes, way: null }
}

/**
 * Puts the scratch world into a state; nothing of it may be changed before the scratch world owns
 * copies.
 */
export function restoreState({ scratch, judge, recorder }: KafkaSearch, state: KafkaState): void {
  setParts(scratch, state.parts)
  judge.restore(state.judged)
  recorder.restore(state.recorded)
}
