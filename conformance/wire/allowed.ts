/**
 * What legitimately differs between the model and real brokers.
 *
 * Data, not code: where an answer differs as a row says, that is no divergence. A row that a run of
 * at least {@link sequencesMin} sequences never needed fails the run: it says something that is not
 * so any more.
 */
import type { Divergence } from './play.ts'
import type { RequestStep } from './step.ts'

/** One difference. */
export interface Allowed {
  readonly name: string
  /** Of which brokers: what their versions begin with. */
  readonly versions: readonly string[]
  readonly reason: string
  matches(divergence: Divergence): boolean
}

/** Fewer sequences may well go without a rare row. */
export const sequencesMin = 5000

const text = (answer: Divergence['model']) => JSON.stringify(answer)

/** All of them. */
export const allowed: readonly Allowed[] = [
  {
    name: 'an epoch that nobody was given',
    versions: ['3.'],
    reason:
      'A broker of 3.9 whose log has a transaction of the producer under way asks its coordinator ' +
      'no more, and the log refuses lower epochs only: one that is too high is taken, and the ' +
      'transaction never ends. No client makes up an epoch; the model refuses it, as 4 does.',
    matches: ({ step, model, real }) =>
      epochPlus(step) > 0 &&
      text(model).includes('INVALID_PRODUCER_EPOCH') &&
      !text(real).includes('INVALID_PRODUCER_EPOCH'),
  },
]

function epochPlus(step: RequestStep): number {
  if (step.api === 'TxnOffsetCommit') return step.plus
  return step.api === 'Produce' ? (step.by?.plus ?? 0) : 0
}
