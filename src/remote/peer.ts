/** The client at the other end of a connection. */
import type { InFlight } from '../broker/host.ts'
import type { WireMessage } from '../wire/codec.ts'

/** Whose a connection is, and who is told what goes over it. */
export interface Peer {
  /** The index of its instance in the world. */
  readonly index: number
  /** What it goes by in its groups, by the client id that it gave. */
  nameOf(clientId: string | null): string
  /** Returns the number of the commit in the history that is asked for; -1: of none. */
  requested(request: WireMessage): number
  /** A request has arrived, and is not applied yet. */
  sent(asked: InFlight): void
  /** Its answer is about to be written, unless this ends the connection. */
  answered(asked: InFlight, response: WireMessage): void
  /** Its answer has been written. */
  wrote(asked: InFlight): void
  /** Its answer will not be written. */
  unanswered(asked: InFlight): void
  /** Whether what its process has done before such a request is to be seen before it. */
  isAfterEffects(apiKey: number): boolean
  /** Resolves when it is; null: as soon as what has arrived by other ways is read. */
  untilEffectsSeen(): Promise<void> | null
}

/** All connections are those of one process, which never ends: whose they are is not known. */
export const stranger: Peer = {
  index: 0,
  nameOf: (clientId) => clientId ?? '',
  requested: () => -1,
  sent: () => {},
  answered: () => {},
  wrote: () => {},
  unanswered: () => {},
  isAfterEffects: () => false,
  untilEffectsSeen: () => null,
}
