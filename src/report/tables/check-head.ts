/** The first line of `check`: what the strategy claims, and what came of it. */
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { listed } from './breaking-sets.ts'
import { noneBroken } from './summary.ts'

const faultsShown = 3

/** `at-least-once under crash, join, pause and 2 more`. */
function brokenUnder(property: string, cells: readonly Cell[]): string {
  const own = cells.filter((cell) => cell.property === property)
  const faults = [...new Set(own.map(({ fault }) => fault))]
  const more = faults.length > faultsShown ? ` and ${faults.length - faultsShown} more` : ''
  return `${property} under ${faults.slice(0, faultsShown).join(', ')}${more}`
}

/** `consumer claims at-least-once. Broken (✖): at-least-once under shutdown.` */
export function checkHead(comparison: Comparison): string {
  const claim = claimLine(comparison)
  const broken = comparison.cells.filter((cell) => cell.claimed && cell.verdict === 'violated')
  if (broken.length === 0) return `${claim} ${noneBroken(comparison)}`
  const properties = [...new Set(broken.map(({ property }) => property))]
  const what = properties.map((property) => brokenUnder(property, broken)).join('; ')
  return `${claim} Broken (✖): ${what}.`
}

/** What it claims, and under which of the faults that were asked for it does not. */
function claimLine({ strategies: [entry], cells }: Comparison): string {
  const claims = `${entry?.claims}`
  const own = cells.filter(({ property }) => property === claims)
  const not = [...new Set(own.filter(({ claimed }) => !claimed).map(({ fault }) => fault))]
  const rest = own.filter(({ claimed }) => claimed).map(({ fault }) => fault)
  const never = not.filter((fault) => !rest.includes(fault))
  const but = never.length === 0 ? '' : `, but not under ${listed(never, 'and')}`
  const sometimes = not.filter((fault) => rest.includes(fault))
  const reset = `; under ${listed(sometimes, 'and')} only with auto.offset.reset=earliest`
  return `${entry?.name} claims ${claims}${but}${sometimes.length === 0 ? '' : reset}.`
}
