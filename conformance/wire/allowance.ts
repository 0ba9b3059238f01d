/** Whether a difference is one of those that are allowed. */
import { type Allowed, allowed } from '../allowed.ts'
import type { Divergence } from './play.ts'
import type { RequestStep } from './step.ts'

/** The rows for that version of Apache Kafka. */
export function rowsFor(version: string): readonly Allowed[] {
  return allowed.filter(({ versions }) => versions.some((start) => version.startsWith(start)))
}

/** The row that allows what parted the two, if there is one. */
export function allowanceFor(version: string, divergence: Divergence | null): Allowed | undefined {
  return rowsFor(version).find((row) => divergence !== null && allows(row, divergence))
}

function allows({ apis, epochAhead, only }: Allowed, { step, model, real }: Divergence): boolean {
  if (!apis.includes(step.api)) return false
  if (epochAhead !== undefined && epochPlus(step) < epochAhead) return false
  const says = (answer: Divergence['model']) => JSON.stringify(answer).includes(`"${only.model}"`)
  return says(model) && !says(real)
}

function epochPlus(step: RequestStep): number {
  if (step.api === 'TxnOffsetCommit') return step.plus
  return step.api === 'Produce' ? (step.by?.plus ?? 0) : 0
}
