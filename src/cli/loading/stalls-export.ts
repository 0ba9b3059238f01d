/** What a user's module says of where its group may stand still. */
import { faultNames } from '../../model/faults/names.ts'
import type { Stalls } from '../../strategies/strategy.ts'
import { UsageError } from '../usage-error.ts'

/** Checks it; undefined: it says nothing. `what` says whose it is. */
export function checkStalls(value: unknown, what: string): Stalls | undefined {
  if (value === undefined) return undefined
  const { under, because } = Object(value) as Readonly<Record<string, unknown>>
  const faults: readonly unknown[] = faultNames
  const isList = Array.isArray(under) && under.every((fault) => faults.includes(fault))
  if ((under === 'any' || isList) && typeof because === 'string' && because.trim() !== '') {
    return value as Stalls
  }
  throw new UsageError(
    `${what} says stalls, which must be { under: ['disconnect'], because: 'the reason' }, ` +
      "with faults or 'any'",
  )
}
