/** One run: the world of the model, and the processes in which kafkajs runs. */

import type { Flight } from '../../broker/flight.ts'
import type { LastHeard } from '../../model/group/deadlines.ts'
import type { World } from '../../model/world.ts'
import type { MakeRecord } from '../../strategies/kafkajs/service.ts'
import type { App } from '../app/app.ts'
import type { Library } from '../realm/modules.ts'
import type { Realm } from '../realm/realm.ts'

export interface Simulation {
  readonly world: World
  readonly realm: Realm
  readonly library: Library
  /** The module whose default export starts the service. */
  readonly file: string
  /** By the index of their instance in the world. */
  readonly apps: App[]
  /** What belongs to a message of `world.messages`, by its ticket. */
  readonly flights: Map<number, Flight>
  /** When the coordinator heard of each member last, by member id. */
  readonly lastHeard: LastHeard
  /** The user's name of the group that is watched; '' until the first one is seen. */
  groupId: string
  nextConnection: number
  /** What the service's module exports as `record`; null: nothing. */
  makeRecord: MakeRecord | null
  /** The records that were processed to the end. */
  readonly finished: Set<string>
  /** When anything was last achieved (`world.progress` went up). */
  progressAt: number
  /** At which event of its phase that was. */
  progressStep: number
  progressSeen: number
  /** What a process did that cannot be simulated; '' nothing. */
  mistake: string
  /** An error of our own code inside of a process; null: none. */
  bug: unknown
  /** What chance inside processes is drawn from. */
  readonly seed: number
}

/** Virtual milliseconds since 1970 at the start of a run: 2026-01-01. */
export const epochMs = Date.UTC(2026, 0, 1)
