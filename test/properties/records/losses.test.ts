/** With which event a loss was certain, and how it came about: the evidence of losses. */
import { describe, expect, it } from 'vitest'
import { atLeastOnce } from '../../../src/properties/at-least-once.ts'
import * as h from '../histories.ts'

/** Of the one loss there is: the number of the event, and how it came about. */
function lossIn(...lines: h.Line[]): [at: number | undefined, how: string | undefined] {
  const [witness, ...others] = h.witnesses(atLeastOnce, ...lines, h.ended())
  expect(others).toEqual([])
  return [witness?.at, witness?.text.split(', ')[1]]
}

/** A is handed record 0, and its next offset is committed. */
const passed = [h.produced(0), h.position('A', 0), h.polled('A', 0), h.applied('A', 1)]

describe('a loss', () => {
  it('is certain with the first owner that starts beyond, not with those after it', () => {
    const lines = [...passed, h.crash('A'), h.position('B', 1), h.crash('B'), h.position('C', 1)]
    expect(lossIn(...lines)).toEqual([5, 'never processed'])
  })

  it('is certain only with the last owner where one before it went back', () => {
    const lines = [...passed, h.crash('A'), h.position('B', 1), h.position('B', 0, 'seek')]
    const after = [h.polled('B', 0), h.crash('B'), h.position('C', 1)]
    expect(lossIn(...lines, ...after)).toEqual([9, 'never processed'])
  })

  it('is certain only with the end where the record came after the position had passed it', () => {
    const lines = [h.position('A', 0), h.position('A', 1, 'seek'), h.produced(0)]
    expect(lossIn(...lines)).toEqual([3, 'never processed'])
  })

  it('is certain with the failure that its last holder swallowed, whoever went before', () => {
    const lines = [...passed, h.polled('B', 0), h.crash('A'), h.failed('B', 0)]
    expect(lossIn(...lines)).toEqual([6, 'failed'])
  })

  it('still tells of a failure whose record was handed out again', () => {
    const lines = [...passed, h.failed('A', 0), h.position('A', 0, 'seek'), h.polled('A', 0)]
    expect(lossIn(...lines, h.crash('A'), h.position('B', 1))).toEqual([8, 'failed'])
  })
})
