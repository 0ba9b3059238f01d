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
  const [entry] = comparison.strategies
  const claim = `${entry?.name ?? ''} claims ${entry?.claims}.`
  const broken = comparison.cells.filter((cell) => cell.claimed && cell.verdict === 'violated')
  const rest = notClaimed(comparison)
  if (broken.length === 0) return `${claim} ${noneBroken(comparison)}${rest}`
  const properties = [...new Set(broken.map(({ property }) => property))]
  const what = properties.map((property) => brokenUnder(property, broken)).join('; ')
  return `${claim} Broken (✖): ${what}.${rest}`
}

/** ` Not claimed under retention.`: those of the faults that were asked for; `''`: none. */
function notClaimed({ strategies: [entry], cells }: Comparison): string {
  const own = cells.filter(({ property }) => property === entry?.claims)
  const not = [...new Set(own.filter(({ claimed }) => !claimed).map(({ fault }) => fault))]
  const claimed = own.filter((cell) => cell.claimed).map(({ fault }) => fault)
  const never = not.filter((fault) => !claimed.includes(fault))
  const sometimes = not.filter((fault) => claimed.includes(fault))
  const reset = `${listed(sometimes, 'and')} only with auto.offset.reset=earliest`
  return [
    ...(never.length === 0 ? [] : [` Not claimed under ${listed(never, 'and')}.`]),
    ...(sometimes.length === 0 ? [] : [` Claimed under ${reset}.`]),
  ].join('')
}
