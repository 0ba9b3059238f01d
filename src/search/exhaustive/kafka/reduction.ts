/**
 * Partial order reduction: which actions may go first because nothing that anybody else does
 * meanwhile changes them or is changed by them. The argument stands in docs/decisions/0015.
 */

import type { Instance } from '../../../model/instance/instance.ts'
import { findMessage } from '../../../model/network/network.ts'
import type { Action } from '../../../model/run/action.ts'
import { type ActionList, actionOf } from '../../../model/run/action-list.ts'
import type { World } from '../../../model/world.ts'
import { createHash } from '../../../properties/state/hash.ts'
import { type Disturbers, mayBeInjected } from './disturbers.ts'
import { namesIn } from './judge-names.ts'
import type { KafkaSearch, KafkaState } from './kafka-state.ts'
import { instanceOf, reachOf } from './scratch-world.ts'
import { areTopicsAtRest, isIdleFetch, isReadOfTopics } from './topics-at-rest.ts'

/** The options to try first; all that were chosen, where no few of them stand alone. */
export function aloneFirst(
  world: World,
  list: ActionList,
  chosen: number[],
  disturbers: Disturbers,
): readonly number[] {
  if (chosen.length < 2 || mayBeInjected(world, disturbers.everyProcess)) return chosen
  if (!mayBeInjected(world, disturbers.logs)) {
    const catchUp = chosen.find((option) => isCatchUp(world, actionOf(list, option)))
    if (catchUp !== undefined) return [catchUp]
  }
  const working = chosen.find((option) => isAtWork(world, actionOf(list, option)))
  if (working !== undefined) return [working]
  const atRest = areTopicsAtRest(world, disturbers)
  if (atRest) {
    const read = chosen.find((option) => isReadOfTopics(world, actionOf(list, option)))
    if (read !== undefined) return [read]
  }
  for (const instance of world.running) {
    if (!isLeftAlone(world, instance, atRest)) continue
    const own = chosen.filter((option) => isOf(world, actionOf(list, option), instance))
    if (own.some((option) => actionOf(list, option).kind !== 'poll-timeout')) return own
  }
  return chosen
}

/** The watermark of the topic that is read; elsewhere it tells of what was handed on. */
function isCatchUp({ cluster }: World, { kind, subject }: Action): boolean {
  return kind === 'catch-up' && cluster.partitions[subject]?.topic === cluster.topic
}

/** The start or the effect of a record: of its task alone, whatever its client does meanwhile. */
function isAtWork(world: World, { kind, subject, detail }: Action): boolean {
  if (kind !== 'run') return false
  const pending = world.instances[subject]?.tasks[detail]?.pending
  return pending?.kind === 'process' && pending.phase < 2 && pending.op.transaction === null
}

/** Nobody can do anything to the process: all its answers are there, and none can come unasked. */
function isLeftAlone(world: World, instance: Instance, atRest: boolean): boolean {
  if (instance.status !== 'live' || instance.consumer.membership === 'stable') return false
  for (const message of world.messages) {
    if (message.instance !== instance.index || message.unheard) continue
    if (message.status !== 'answered' && !(atRest && isIdleFetch(message))) return false
  }
  return true
}

/** Whether the action is the process' own, or ends the wait of a fetch of its own. */
function isOf(world: World, action: Action, instance: Instance): boolean {
  if (action.kind === 'fetch-wait') {
    return findMessage(world, action.subject)?.instance === instance.index
  }
  if (reachOf(action.kind) !== 'instance') return false
  return instanceOf(world.messages, action) === instance.index
}

const before = createHash()
const after = createHash()

/** Whether no verdict can ever depend on when the step was taken. */
export function isInvisible(search: KafkaSearch, state: KafkaState, next: KafkaState): boolean {
  if (next.over) return false
  if (next.judged === state.judged || next.judged.parts === state.judged.parts) return true
  const asked = { names: namesIn(state.parts), offsetsVanish: search.offsetsVanish }
  before.high = after.high = 0
  before.low = after.low = 0
  search.judge.fingerprint(state.judged, asked, before)
  search.judge.fingerprint(next.judged, asked, after)
  return before.high === after.high && before.low === after.low
}
