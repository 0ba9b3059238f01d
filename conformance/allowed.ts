/**
 * What legitimately differs between the answers of the model and those of real brokers.
 *
 * Data, not code: where an answer differs as a row says (`wire/allowance.ts`), that is no
 * divergence. A row that a run of at least {@link sequencesMin} sequences never needed fails the
 * run: it says something that is not so any more.
 */

/** One difference. */
export interface Allowed {
  readonly name: string
  /** Of which brokers: what their versions begin with. */
  readonly versions: readonly string[]
  readonly reason: string
  /** In answers to which requests. */
  readonly apis: readonly string[]
  /** Of producers whose epoch is so much above the one that they were given; absent: of anybody. */
  readonly epochAhead?: number
  /** What the model answers somewhere, and the broker nowhere. */
  readonly only: { readonly model: string }
}

/** Fewer sequences may well go without a rare row. */
export const sequencesMin = 5000

/** All of them. */
export const allowed: readonly Allowed[] = [
  {
    name: 'an epoch that nobody was given',
    versions: ['3.'],
    reason:
      'A broker of 3.9 whose log has a transaction of the producer under way asks its coordinator ' +
      'no more, and the log refuses lower epochs only: one that is too high is taken, and the ' +
      'transaction never ends. No client makes up an epoch; the model refuses it, as 4 does.',
    apis: ['TxnOffsetCommit', 'Produce'],
    epochAhead: 1,
    only: { model: 'INVALID_PRODUCER_EPOCH' },
  },
]
