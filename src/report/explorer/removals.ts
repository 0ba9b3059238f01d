/**
 * Notices that the coordinator has removed a member by itself. No event of the history says so,
 * and the member is the last to know.
 *
 * Source: reference A.7.2, A.7.4; `onExpireHeartbeat`, `onCompleteJoin`.
 */
import type { TraceEntry } from '../../model/meter/trace-entry.ts'

/** Asked for each message in the order of the run. */
export interface Removals {
  /** Who is missing since the last request, where that is news; null otherwise. */
  why(entry: TraceEntry): string | null
}

/** Starts without a group. */
export function createRemovals(): Removals {
  const senders = new Map<number, string>()
  let members: readonly string[] = []
  let generation = 0
  return {
    why: (entry) => {
      if (entry.kind === 'sent' && entry.request.api === 'LeaveGroup') {
        senders.set(entry.ticket, entry.member)
      }
      if (entry.kind !== 'taken') return null
      // A group that begins anew, or that fell back, lost its members in another way.
      const { group } = entry
      if (group === null || group.generation < generation) members = []
      generation = group?.generation ?? 0
      const now = group?.members ?? []
      const missing = [...new Set(members.filter((member) => !now.includes(member)))]
      const leaving = senders.get(entry.ticket)
      members = now.filter((member) => member !== leaving)
      if (missing.length === 0) return null
      const names = missing.join(' and ')
      return `The coordinator has removed ${names}, which it has not heard of in time.`
    },
  }
}
