/** What is known before anything is searched, and what was searched already. */
import type { FaultName } from '../../model/faults/all.ts'
import type { Settings } from '../../model/settings.ts'
import { faultSetOf } from '../verdicts/fault-sets.ts'
import { isUntouchable } from '../verdicts/vacuity.ts'
import { type Decide, type Decision, undecided } from './decide.ts'
import type { BreakingRequest, KnownCell } from './request.ts'

const keyOf = (fault: string, settings: Readonly<Partial<Settings>>): string =>
  `${fault} ${JSON.stringify(Object.entries(settings).sort())}`

/** Answers from the cells and from memory, else searches, at most as often as the request says. */
export function cached({ known, searchesMax }: BreakingRequest, search: Decide): Decide {
  const cells = new Map(known.map((cell) => [keyOf(cell.fault, cell.settings), cell]))
  const memory = new Map<string, Decision>()
  let left = searchesMax
  return (faults, settings) => {
    const fault = faultSetOf(faults)
    const key = keyOf(fault, settings)
    const remembers = memory.get(key)
    if (remembers !== undefined) return remembers
    const cell = cells.get(key)
    let decision = cell === undefined ? null : decisionOf(cell, faults)
    if (decision === null) decision = left-- > 0 ? search(faults, settings) : undecided
    memory.set(key, decision)
    return decision
  }
}

/** What the cell says; null: nothing certain. */
function decisionOf(cell: KnownCell, faults: readonly FaultName[]): Decision | null {
  const { verdict, search, replay } = cell
  if (verdict === 'holds') return { verdict, search, breakage: null, pairing: null }
  if (verdict !== 'violated' || replay === null) return null
  const breakage = { kinds: faults, replay, counterexample: null }
  return { verdict, search, breakage, pairing: null }
}

/** Whether the property is judged for this strategy: every run says so, the quiet ones, too. */
export function isJudged({ known }: BreakingRequest): boolean {
  return known.length === 0 || known.some(({ verdict }) => verdict !== 'vacuous')
}

/** Whether the fault can happen to the strategy at all, as far as the cells know. */
export function canHappen({ known }: BreakingRequest, fault: FaultName): boolean {
  const cells = known.filter((cell) => cell.fault === fault)
  return cells.length === 0 || !cells.every((cell) => isUntouchable(cell.reason))
}
