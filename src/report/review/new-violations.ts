/** New violations as reviewers read them: one entry per strategy and property, with one story. */
import type { Cell } from '../../search/verdicts/verdict.ts'
import { shortestViolations } from '../tables/shortest.ts'
import { cellKey } from './cells.ts'
import { verdictLine } from './changes-lines.ts'
import type { Changes, VerdictChange } from './review.ts'

/** What is newly broken in the same way, under one fault or several. */
export interface NewViolation {
  /** The one to tell: the shortest story. */
  readonly change: VerdictChange
  readonly claimed: boolean
  /** In one line, with the other faults: `…; also under join, pause`. */
  readonly line: string
  readonly cells: readonly Cell[]
}

/** Violations of claims first, as in the changes. */
export function newViolations({ verdicts }: Changes): readonly NewViolation[] {
  const groups = new Map<string, VerdictChange[]>()
  for (const change of verdicts) {
    if (change.kind !== 'new-violation' || change.after === null) continue
    const { strategy, property, claimed } = change.after
    const key = JSON.stringify([strategy, property, claimed])
    groups.set(key, [...(groups.get(key) ?? []), change])
  }
  return [...groups.values()].flatMap((group) => {
    const cells = group.flatMap(({ after }) => after ?? [])
    const [shortest] = shortestViolations(cells)
    const change = group.find(({ after }) => after === shortest?.cell) ?? group[0]
    if (change === undefined) return []
    const line = verdictLine(change) + alsoUnder(change, cells)
    return [{ change, claimed: change.after?.claimed === true, line, cells }]
  })
}

function alsoUnder({ after }: VerdictChange, cells: readonly Cell[]): string {
  const faults = cells.map(({ fault }) => fault).filter((fault) => fault !== after?.fault)
  return faults.length === 0 ? '' : `; also under ${[...new Set(faults)].join(', ')}`
}

/** The cells whose stories, or those of their like, are shown with the changes. */
export function toldCells(fresh: readonly NewViolation[]): ReadonlySet<string> {
  return new Set(fresh.flatMap(({ cells }) => cells.map(cellKey)))
}
