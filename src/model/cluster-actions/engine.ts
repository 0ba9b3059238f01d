/**
 * What differs between those that run a cluster: the model's own run, in which the schedule decides
 * what is late, and runs by the clock, in which real clients meet it.
 */
import type { SessionEnds } from '../group/deadlines.ts'
import type { Instance } from '../instance/instance.ts'
import type { Message } from '../network/message.ts'
import type { World } from '../world.ts'

export interface Engine {
  /**
   * How long brokers take to replicate or to read a log, in virtual milliseconds. One hop where
   * clients take their steps at once; by the clock nothing, so that a client which does something
   * every millisecond cannot hold them up.
   */
  readonly brokerMs: number
  /** The clock of the coordinator's timers; null: the schedule decides which of them are late. */
  readonly sessionEnds: SessionEnds | null
  /**
   * How long after the storm a process is started that was held back because it died again and
   * again, in virtual milliseconds.
   */
  readonly restartAfterStormMs: number
  /**
   * How long a broker holds the fetch while there is nothing new, in virtual milliseconds: the
   * model's clients all ask for the same, a real client says it in its request.
   */
  fetchWaitMs(world: World, message: Message): number
  /** Whether anybody would see that the held fetch at the position ends; a real client always. */
  isFetchEndVisible(world: World, message: Message, position: number): boolean
  /** The broker takes the request at the position. */
  apply(world: World, message: Message): void
  /** The client takes the answer at the position, which leaves the network. */
  answer(world: World, message: Message, position: number): void
  /**
   * When the frozen process goes on: once its session is over, which is an action of its own in the
   * model (infinite until then) and passes by the clock elsewhere.
   */
  resumeDue(world: World, instance: Instance): number
  /** Starts the next process of the slot: the model's programs are no operating system's. */
  start(world: World, slot: number): void
}
