/**
 * What comes first where nobody is late, told by the state alone and not by the clock.
 *
 * A delay-bounded search needs a scheduler that always does the same in the same state. Times are
 * labels here (0015), so that "what is due first" is said by kinds: processes take their steps at
 * once; brokers take requests, then answers arrive, in the order in which requests were sent;
 * brokers replicate; then timers, the shorter ones first; what only lets time pass comes last.
 */
import type { Action, ActionKind } from '../../../model/run/action.ts'
import { type ActionList, actionOf } from '../../../model/run/action-list.ts'
import type { World } from '../../../model/world.ts'

/** In which order kinds come: the lower first. */
const ranks: { readonly [Kind in ActionKind]: number } = {
  run: 0,
  apply: 1,
  answer: 2,
  'finish-loading': 3,
  replicate: 3,
  'catch-up': 3,
  'write-markers': 3,
  wake: 4,
  retry: 5,
  'fetch-wait': 6,
  produce: 7,
  'initial-delay': 8,
  heartbeat: 9,
  'refresh-metadata': 10,
  'auto-commit-due': 11,
  deadline: 12,
  'session-expires': 12,
  'session-lapses': 13,
  'poll-lapses': 14,
  'sync-expires': 14,
  'rebalance-expires': 15,
  restart: 16,
  resume: 17,
  'expire-offsets': 18,
  'poll-timeout': 19,
}

/** Whether the action only lets time pass. */
export function isIdle(world: World, { kind, subject, detail }: Action): boolean {
  if (kind === 'poll-timeout') return true
  if (kind !== 'wake') return false
  return world.instances[subject]?.tasks[detail]?.pending?.kind === 'sleep'
}

/** Of the options the one that comes first and is not passed over; -1: none. */
export function firstDue(
  world: World,
  list: ActionList,
  options: readonly number[],
  passed: (action: Action) => boolean,
): number {
  let [best, rank] = [-1, Number.POSITIVE_INFINITY]
  for (const option of options) {
    const action = actionOf(list, option)
    const own = isIdle(world, action) ? ranks['poll-timeout'] : ranks[action.kind]
    if (own >= rank || passed(action)) continue
    best = option
    rank = own
  }
  return best
}
