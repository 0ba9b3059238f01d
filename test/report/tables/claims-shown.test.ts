/** What is claimed looks otherwise than what is not, and its excluded faults are named. */
import { expect, test } from 'vitest'
import { letterOf, signOfVerdict, verdictOf } from '../../../src/page/verdict-signs.ts'
import { checkText } from '../../../src/report/tables/check-text.ts'
import { signOf } from '../../../src/report/tables/grid.ts'
import type { Cell } from '../../../src/search/verdicts/verdict.ts'
import { cell, loss } from '../fixtures.ts'
import { ofOrders, words } from '../review/fixtures.ts'

const told = (cells: readonly Partial<Cell>[]) =>
  checkText(ofOrders(cells), ['at-least-once'], words, 'claimed').split('\n')[0]

test('a claim names the faults that it leaves out', () => {
  const cells = [{ fault: 'crash' }, { fault: 'retention', claimed: false }]
  expect(told(cells)).toMatch(/^orders claims at-least-once\. .* Not claimed under retention\.$/)
  expect(told([{ fault: 'crash' }])).toMatch(/^orders claims at-least-once\. [^.]*\.$/)
})

test('a claim that needs auto.offset.reset=earliest says so', () => {
  const settings = { 'auto.offset.reset': 'latest' } as const
  const cells = [{ fault: 'offset-expiry' }, { fault: 'offset-expiry', settings, claimed: false }]
  const reset = 'Claimed under offset-expiry only with auto.offset.reset=earliest.'
  expect(told(cells)).toMatch(/^orders claims at-least-once\. /)
  expect(told(cells)?.endsWith(` ${reset}`)).toBe(true)
})

const atStart = { ...loss, rebalanceAtStart: true } as const

test.each<[Partial<Cell>, string]>([
  [{ verdict: 'holds', claimed: true }, '✔'],
  [{ verdict: 'holds', claimed: false }, '✓'],
  [{ verdict: 'not-found', claimed: true }, '●'],
  [{ verdict: 'not-found', claimed: false }, '○'],
  [{ verdict: 'violated', claimed: true, counterexample: atStart }, '✖'],
  [{ verdict: 'violated', claimed: false, counterexample: loss }, '✗'],
  [{ verdict: 'violated', claimed: false, counterexample: atStart }, '↻'],
])('%j is shown by the terminal and by the page as %s', (facts, sign) => {
  const one = cell(facts)
  expect(signOf(one)).toBe(sign)
  expect(signOfVerdict(verdictOf(letterOf(one)))).toBe(sign)
})
