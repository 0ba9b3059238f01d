/**
 * The user's names of groups, and the model's: the first group that is seen is the one watched. The
 * group without a name has none in the model either.
 */
import { groupId as watched } from '../model/scenario.ts'

const others = 'other/'

/** Both names of each group of one run. */
export class GroupNames {
  /** The user's name of the group that is watched; '' until the first one is seen. */
  #watched = ''

  /** The model's name of a group. */
  modelName(name: string): string {
    if (name === '') return ''
    if (this.#watched === '') this.#watched = name
    return name === this.#watched ? watched : `${others}${name}`
  }

  /** Whether a group is the one that the history tells of. */
  isWatched(name: string): boolean {
    return this.modelName(name) === watched
  }

  /** The same, where to ask does not make it the one. */
  isWatchedSoFar(name: string): boolean {
    return name !== '' && name === this.#watched
  }

  /** The user's name of a group of the model. */
  userName(groupId: string): string {
    if (groupId === '') return ''
    return groupId.startsWith(others) ? groupId.slice(others.length) : this.#watched
  }
}
