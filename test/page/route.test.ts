import { expect, test } from 'vitest'
import {
  cellHash,
  type Filter,
  matrixHash,
  parseRoute,
  strategyHash,
  usualFilter,
} from '../../src/page/route.ts'
import { hostile } from './small-comparison.ts'

const cell = {
  strategy: 'commit-on-revoke',
  fault: 'crash+join',
  property: 'at-least-once',
  settings: 'latest, session.timeout.ms=6000',
}

test('the address of a cell says what it is', () => {
  const usual = { ...cell, fault: 'crash', settings: 'latest' }
  expect(cellHash(usual, 3)).toBe('#/cell/commit-on-revoke/crash/at-least-once/latest/step/4')
})

test.each([
  ['sets of faults and several settings', cell],
  ['slashes, percent signs and harm', { ...cell, strategy: `50%/${hostile}` }],
])('an address brings back %s', (_, names) => {
  expect(parseRoute(cellHash(names, 12))).toEqual({ view: 'cell', cell: names, step: 12 })
  expect(parseRoute(cellHash(names))).toEqual({ view: 'cell', cell: names, step: 0 })
  const { strategy } = names
  expect(parseRoute(strategyHash(strategy))).toEqual({ view: 'strategy', strategy })
})

test('the matrix keeps its filter in its address, without what is as usual', () => {
  const filter: Filter = { ...usualFilter, text: 'a&b=c', broken: true, property: '' }
  expect(parseRoute(matrixHash(filter))).toEqual({ view: 'matrix', filter })
  expect(matrixHash(usualFilter)).toBe('#/')
  expect(parseRoute('')).toEqual({ view: 'matrix', filter: usualFilter })
})

test.each(['#/nowhere', '#/cell/a', '#/cell/a/b', '#/strategy'])('%s is nothing', (hash) => {
  expect(parseRoute(hash)).toEqual({ view: 'unknown', hash })
})

test('a step that is no number is the first; a percent sign that was typed is one', () => {
  expect(parseRoute('#/cell/50%/b/c/d/step/x')).toEqual({
    view: 'cell',
    cell: { strategy: '50%', fault: 'b', property: 'c', settings: 'd' },
    step: 0,
  })
})
