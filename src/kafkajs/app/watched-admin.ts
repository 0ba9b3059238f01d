/**
 * The admin client of a simulated process: an administrator who sets offsets moves the group on
 * purpose; what brokers keep no state for is refused by name, with the line that asks for it, for
 * no answer that could be made up is one that a cluster would give.
 *
 * Left out, and refused: configs, ACLs, reassignments of replicas; to delete the topic of the run
 * or the group that is judged. `docs/kafkajs.md` has the table of all calls.
 */
import type { Admin } from 'kafkajs'
import { refuse } from '../realm/refusals.ts'
import type { Process } from '../simulation/simulation.ts'

/** Calls that are refused whatever they ask for. */
const refused = [
  ...(['describeConfigs', 'alterConfigs', 'describeAcls', 'createAcls', 'deleteAcls'] as const),
  ...(['alterPartitionReassignments', 'listPartitionReassignments'] as const),
]

const noState =
  'the simulated brokers have no configs, ACLs and reassignments; use a fake of it here'
const judged = 'a run is judged by it; use a fake of it here'

/** The admin client, listened to. */
export function watchedAdmin(app: Process, admin: Admin): Admin {
  const { groups, realm, world } = app.simulation
  const { setOffsets, deleteGroups, deleteTopics } = admin
  const refusals = refused.map((name) => [name, () => refuse(realm, `admin.${name}`, noState)])
  return {
    ...admin,
    ...Object.fromEntries(refusals),
    deleteGroups: (names) => {
      const isJudged = Array.isArray(names) && names.some((name) => groups.isWatchedSoFar(name))
      return isJudged ? refuse(realm, 'admin.deleteGroups', judged) : deleteGroups(names)
    },
    deleteTopics: (options) => {
      const isJudged = options?.topics?.includes?.(world.scenario.topic) === true
      return isJudged ? refuse(realm, 'admin.deleteTopics', judged) : deleteTopics(options)
    },
    setOffsets: (places) => {
      for (const { partition, offset } of places?.partitions ?? []) {
        app.watch.sought(places.topic, partition, Number(offset))
      }
      return app.byHand([], () => setOffsets(places))
    },
  }
}
