/** What the event of a fault alone says of a process. Apart, for the page needs nothing else. */
import { faultFates } from '../../model/faults/all.ts'
import type { Fate } from '../../model/faults/fault.ts'

/** What becomes of the process that it names, of all where it names none; null: nothing. */
export function fateOf(fault: string): Fate | null {
  return (faultFates as Readonly<Record<string, Fate>>)[fault] ?? null
}
