/** The reference of faults, with how many of the sound strategies keep what under each. */
import { faults } from '../../../src/model/faults/all.ts'
import { markdownTable } from '../../../src/report/tables/text-table.ts'
import type { Comparison } from '../../../src/search/verdicts/comparison.ts'
import type { Cell } from '../../../src/search/verdicts/verdict.ts'
import { page } from '../page.ts'
import { usualCells } from '../strategies/cells.ts'

/** `38 of 41`; empty where no strategy can be touched. */
function kept(cells: readonly Cell[]): string {
  const decided = cells.filter(({ verdict }) =>
    ['holds', 'not-found', 'violated'].includes(verdict),
  )
  if (decided.length === 0) return ''
  const held = decided.filter(({ verdict }) => verdict !== 'violated')
  return `${held.length} of ${decided.length}`
}

/** The page. */
export function faultsPage(comparison: Comparison): string {
  const sound = new Set(
    comparison.strategies.filter(({ faulty }) => !faulty).map(({ name }) => name),
  )
  const cells = usualCells(comparison).filter(({ strategy }) => sound.has(strategy))
  const rows = faults.map(({ name, summary }) => {
    const own = cells.filter(({ fault }) => fault === name)
    const of = (property: string) => kept(own.filter((cell) => cell.property === property))
    return [`\`${name}\``, summary, of('at-least-once'), of('at-most-once')]
  })
  return page('src/model/faults/ and reports/comparison.json', [
    '# Faults',
    '',
    '`--faults crash,join` searches one after the other, `--faults crash+join` both in the same',
    'runs, `--faults none` a quiet run. A run has at most `--faults-max` of them, usually 3.',
    '',
    ...markdownTable(['fault', 'what happens', 'lose nothing', 'repeat nothing'], rows),
    '',
    'The last two columns: how many of the shipped strategies that are no known bugs kept',
    'at-least-once and at-most-once, of those that the fault can touch, in the committed comparison',
    `(\`auto.offset.reset=earliest\`, seed ${comparison.seed}).`,
  ])
}
