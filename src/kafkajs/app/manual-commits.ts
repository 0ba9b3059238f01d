/**
 * Commits that the user's own code asks for, and what it is told of them.
 *
 * What the promise says is what the user knows. kafkajs fulfils it without a request, or after one
 * that was refused or not answered, when the consumer's runner has stopped meanwhile: then the
 * history says of each place that it was acknowledged, as the user was told.
 *
 * Source: kafkajs 2.2.4, `Runner.commitOffsets`: `if (!this.running) return`, before the request
 * and after its error.
 */
import type { Place } from '../../broker/watching/places.ts'

/** One call of the user's. */
export interface ManualCommit {
  readonly places: readonly Place[]
  /** Where in the user's code it was called, if lines are told. */
  readonly line: { readonly line?: string }
  /** The commits that were requested while it was under way. */
  readonly sent: Sent[]
}

interface Sent {
  readonly commit: number
  readonly places: readonly Place[]
  isAcknowledged: boolean
}

/** Places of which the user is told that they are committed, and nobody has said so. */
interface ToldOnly {
  /** No request has asked for them. */
  readonly unsent: Place[]
  /** The last request that did. */
  readonly sent: { readonly place: Place; readonly commit: number }[]
}

export class ManualCommits {
  readonly #calls: ManualCommit[] = []

  /** Whether such a commit is under way. */
  get isAny(): boolean {
    return this.#calls.length > 0
  }

  begin(places: readonly Place[], line: ManualCommit['line']): ManualCommit {
    const call: ManualCommit = { places, line, sent: [] }
    this.#calls.push(call)
    return call
  }

  /** The line that asks for a commit of these places. */
  lineOf(places: readonly Place[]): ManualCommit['line'] {
    const asking = this.#calls.find((call) =>
      call.places.some((one) => places.some((other) => isSame(one, other))),
    )
    return (asking ?? this.#calls.at(-1))?.line ?? {}
  }

  /** A commit is requested over the wire. */
  requested(commit: number, places: readonly Place[]): void {
    for (const { sent } of this.#calls) sent.push({ commit, places, isAcknowledged: false })
  }

  /** It is acknowledged over the wire. */
  acknowledged(commit: number): void {
    for (const { sent } of this.#calls) {
      for (const one of sent) if (one.commit === commit) one.isAcknowledged = true
    }
  }

  /** Its promise is settled. Returns what the user is told by that and no answer has said. */
  end(call: ManualCommit, isFulfilled: boolean): ToldOnly {
    this.#calls.splice(this.#calls.indexOf(call), 1)
    const told: ToldOnly = { unsent: [], sent: [] }
    for (const place of isFulfilled ? call.places : []) {
      const sent = call.sent.filter(({ places }) => places.some((one) => isSame(one, place)))
      if (sent.some(({ isAcknowledged }) => isAcknowledged)) continue
      const last = sent.at(-1)
      if (last === undefined) told.unsent.push(place)
      else told.sent.push({ place, commit: last.commit })
    }
    return told
  }
}

function isSame(one: Place, other: Place): boolean {
  const isPartition = one.topic === other.topic && one.partition === other.partition
  return isPartition && one.offset === other.offset
}
