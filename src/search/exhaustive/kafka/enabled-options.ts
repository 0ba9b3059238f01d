/** Which of the possible actions a search tries, and by which option a path names them. */
import type { ActionList } from '../../../model/run/action-list.ts'
import type { World } from '../../../model/world.ts'
import type { ReplayedProgram } from './replayed-program.ts'

/** The option that stands for the action at this place of the list: the inverse of `actionOf`. */
export function optionOf(list: ActionList, index: number): number {
  if (index === list.firstIndex) return 0
  return index < list.firstIndex ? index + 1 : index
}

/**
 * The options to try, in the order of the list. Where nothing is left but polls that were in vain
 * too often, only the default: which of them comes first no program can observe.
 */
export function enabledOptions(world: World, list: ActionList, idlePollsMax: number): number[] {
  const chosen: number[] = []
  for (let i = 0; i < list.count; i++) {
    if (!isVain(world, list, i, idlePollsMax)) chosen.push(optionOf(list, i))
  }
  return chosen.length > 0 ? chosen : [0]
}

/** Whether the action is the end of a poll that would be in vain once too often. */
function isVain(world: World, list: ActionList, index: number, idlePollsMax: number): boolean {
  const action = list.actions[index]
  if (action?.kind !== 'poll-timeout') return false
  const program = world.instances[action.subject]?.tasks[0]?.program
  return (program as unknown as ReplayedProgram).cursor.node.vain >= idlePollsMax
}
