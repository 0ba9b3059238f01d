/** What a broker's connections need of whoever runs the cluster: the simulation, or a server. */
import type { World } from '../model/world.ts'
import type { WireMessage } from '../wire/codec.ts'
import type { FrameCutter } from '../wire/frame.ts'
import type { Address } from './addresses.ts'
import type { Asker, BrokerApi } from './broker-api.ts'
import type { GroupNames } from './group-names.ts'

/** The cluster, its network, and what is known of both besides. */
export interface Host {
  readonly world: World
  readonly groups: GroupNames
  /** Where that client finds a broker. */
  readonly addressOf: (broker: number, client: Client) => Address
  /** What belongs to a message of `world.messages`, by its ticket. */
  readonly inFlight: Map<number, InFlight>
}

/** The process at the other end of connections. */
export interface Client extends Asker {
  /** The index of its instance in the world. */
  readonly index: number
  /**
   * It asks, under the client id that it goes by. Returns the number of the commit in the history
   * that it asks for; -1: of none.
   */
  requested(request: WireMessage, clientId: string | null): number
  /** Its request is on its way, and will be answered or fail. */
  sent(request: InFlight): void
  /** The answer reaches it. */
  answered(request: InFlight, response: WireMessage): void
  /** No answer will reach it any more. */
  unanswered(request: InFlight): void
  /** Something happens to it. */
  enter(act: () => void): void
  /** The same, after so many milliseconds. */
  later(act: () => void, delayMs: number): void
}

/** One connection of a client to a broker. */
export interface Connection {
  readonly client: Client
  /** Unique in its run: the connection of its messages. */
  readonly connection: number
  /** The broker at the other end. */
  readonly broker: number
  /** What was written and is no whole request yet. */
  readonly frames: FrameCutter
  readonly open: boolean
  /** Whether an administrator holds it, whose reads say nothing of a consumer's positions. */
  readonly ofAdmin: boolean
  /** Bytes reach the client. */
  receive(bytes: Buffer): void
  /** The client hears that the other end is gone; `reason`: in words for its user. */
  breakDown(reason: string): void
}

/** What is known of a request in flight, besides what the model's network knows. */
export interface InFlight {
  readonly ticket: number
  readonly connection: Connection
  readonly correlationId: number
  readonly apiVersion: number
  readonly api: BrokerApi
  readonly request: WireMessage
  /** Of a commit: its number in the history; -1 for anything else. */
  readonly commit: number
  /** It has been put off on its way there, or on its way back: each at most once. */
  delayedThere: boolean
  delayedBack: boolean
}
