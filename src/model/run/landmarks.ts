/** What happens in a run that faults are worth being placed at: some kinds of event, as bits. */
import type { HistoryEvent } from '../history.ts'

/** The kinds, in the order of their bits. */
export const landmarks = [
  'joined',
  'assigned',
  'revoked',
  'polled',
  'processing-started',
  'effect',
  'processing-done',
  'commit-requested',
  'commit-applied',
  'commit-acknowledged',
  'commit-refused',
  'stopping',
  'transaction-begun',
  'store-saved',
] as const satisfies readonly HistoryEvent['kind'][]

const bits: Readonly<Partial<Record<HistoryEvent['kind'], number>>> = Object.fromEntries(
  landmarks.map((kind, i) => [kind, 1 << i]),
)

/** The bit of the event's kind; 0: it is no landmark. */
export function landmarkOf({ kind }: HistoryEvent): number {
  return bits[kind] ?? 0
}
