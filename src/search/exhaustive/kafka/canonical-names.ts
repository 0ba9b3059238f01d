/**
 * The names by which a fingerprint calls what the world numbers as it goes.
 *
 * Tickets and commit numbers come from counters, so that they differ between paths that lead to the
 * same state. A request in flight is called by its sender and its place among what that sender has
 * in flight; a commit by its member and how many commits that member has asked for since.
 */
import type { Message } from '../../../model/network/message.ts'
import { type Hash, hashNumber, hashText } from '../../../properties/state/hash.ts'
import type { Parts } from './scratch-world.ts'

/** A ticket whose request is no longer in flight. */
const gone = 1
/** More than any instance has in flight. */
const perInstance = 256

/** What a ticket is called; 0 for none. */
export function ticketName(messages: readonly Message[], ticket: number): number {
  if (ticket < 0) return 0
  for (let i = 0; i < messages.length; i++) {
    const message = messages[i] as Message
    if (message.ticket === ticket) return inFlightName(messages, i)
  }
  return gone
}

/** What the message at this place is called. */
export function inFlightName(messages: readonly Message[], place: number): number {
  const { instance } = messages[place] as Message
  let before = 2
  for (let i = 0; i < place; i++) if ((messages[i] as Message).instance === instance) before++
  return (instance + 1) * perInstance + before
}

/** What a commit is called; 0 for one from before the run or none. */
export function commitName({ commits }: Pick<Parts, 'commits'>, commit: number): number {
  const info = commits[commit]
  if (info === undefined) return 0
  let since = 1
  for (let i = commit + 1; i < commits.length; i++) if (commits[i]?.member === info.member) since++
  return since
}

/** Hashes a commit that may still be applied: by whom it was asked for, and how. */
export function hashCommit(hash: Hash, parts: Parts, commit: number): void {
  hashNumber(hash, commitName(parts, commit))
  const info = parts.commits[commit]
  if (info === undefined) return
  hashText(hash, info.member)
  hashText(hash, info.source)
  hashNumber(hash, ageOf(parts, info.generation))
}

/** What a generation is called: how many there were since; -1 for none. */
export function ageOf({ cluster }: Parts, generation: number): number {
  return generation < 0 ? -1 : (cluster.groups[0]?.generation ?? 0) - generation + 2
}
