/** What of a process is slow, as data (`slow.ts` says what it does). */

/** Its requests, their answers, both, its handlers, or all of it. */
export const slowScopes = ['requests', 'answers', 'messages', 'handlers', 'process'] as const

/** A process that is slow, and until when, in virtual milliseconds. */
export interface Slow {
  readonly process: number
  readonly scope: (typeof slowScopes)[number]
  readonly until: number
}
