import { expect, test } from 'vitest'
import { settleCells } from '../../../src/search/exhaustive/settle-cells.ts'
import type { Cell, VerdictName } from '../../../src/search/verdicts/verdict.ts'
import { loss, lossCell } from '../../report/fixtures.ts'

const random = { mode: 'random', schedules: 250, complete: true } as const
const exhaustive = { mode: 'exhaustive', schedules: 0, complete: true } as const

function cell(verdict: VerdictName, search: Cell['search'], more: Partial<Cell> = {}): Cell {
  const counterexample = verdict === 'violated' ? loss : null
  return { ...lossCell, verdict, search, counterexample, ...more }
}

const modeOf = (one: Cell, other: Cell) => {
  const [settled] = settleCells([one], [other])
  return `${settled?.verdict} ${settled?.search.mode} ${settled?.search.schedules}`
}

test('what both let stand holds in every state, and the schedules still count', () => {
  const [one, other] = [cell('not-found', random), cell('holds', exhaustive)]
  expect(modeOf(one, other)).toBe('holds exhaustive 250')
})

test('what only the exhaustive search broke is broken', () => {
  const broken = cell('violated', exhaustive)
  expect(modeOf(cell('not-found', random), broken)).toBe('violated exhaustive 0')
  expect(modeOf(cell('unknown', random), broken)).toBe('violated exhaustive 0')
})

test('what random search broke keeps its shrunk story', () => {
  const broken = cell('violated', random)
  for (const verdict of ['not-found', 'violated', 'unknown'] as const) {
    expect(modeOf(broken, cell(verdict, exhaustive))).toBe('violated random 250')
  }
})

test('what the exhaustive search did not finish, or did not judge, stays as it was', () => {
  expect(modeOf(cell('not-found', random), cell('unknown', exhaustive))).toBe(
    'not-found random 250',
  )
  expect(modeOf(cell('vacuous', random), cell('holds', exhaustive))).toBe('vacuous random 250')
  const elsewhere = cell('violated', exhaustive, { fault: 'join' })
  expect(modeOf(cell('not-found', random), elsewhere)).toBe('not-found random 250')
})
