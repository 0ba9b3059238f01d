/**
 * The processes of a run, as faults reach into them: those of the model's own client and those in
 * which kafkajs runs. What the two do alike is said in the faults; where they differ, here.
 */
import type { Choices } from '../choices.ts'
import type { TopicPartitionOffset } from '../consumer/api.ts'
import type { Instance } from '../instance/instance.ts'
import type { Message } from '../network/message.ts'
import type { World } from '../world.ts'
import type { Target } from './target.ts'

/** A handler that works on a record. */
export interface RecordInWork {
  readonly member: string
  readonly record: TopicPartitionOffset
  /** Makes the handler throw once. */
  fail(): void
}

/** A call of the external store that is under way. */
export interface StoreCall {
  readonly member: string
  /** Makes the call fail; `hasWritten`: when the store has done what it was asked for. */
  fail(hasWritten: boolean): void
}

export interface Processes {
  /** Nothing of the process runs any more. */
  kill(world: World, instance: Instance): void
  /** The process hears that it should stop, and goes on until it does. */
  askToStop(world: World, instance: Instance): void
  /** The process stands still until it is resumed by an ordinary action. */
  freeze(world: World, instance: Instance): void
  /** One more process starts, in a place of its own. */
  startOneMore(world: World): void
  /** Records in work that can still fail, in the order of processes. */
  recordsInWork(
    world: World,
    until: 'until-its-effect' | 'until-it-returns',
  ): readonly RecordInWork[]
  /** Requests of the process that are lost with it if it is killed now; asks which. */
  unsent(world: World, instance: Instance, choices: Choices): readonly Message[]
  /** Handlers, or processes, that could be too slow, and what then becomes of them. */
  slowHandlers(world: World): readonly Target[]
  storeCalls(world: World): readonly StoreCall[]
}
