/** The user's names of groups, and the model's: the first group that is seen is the one watched. */

import type { Simulation } from '../kafkajs/simulation/simulation.ts'
import { groupId as watched } from '../model/scenario.ts'

/** The model's name of a group. */
export function groupOf(simulation: Simulation, name: string): string {
  if (simulation.groupId === '') simulation.groupId = name
  return name === simulation.groupId ? watched : `other/${name}`
}

/** Whether a group is the one that the history tells of. */
export function isWatched(simulation: Simulation, name: string): boolean {
  return groupOf(simulation, name) === watched
}
