import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPath, PathSyntaxError, parsePath } from '../../../src/search/schedules/path.ts'

describe('formatPath', () => {
  it.each([
    [[], '0'],
    [[0, 0], '0'],
    [[0, 0, 1, 0, 3, 0], '0.0.1.0.3'],
    [[...zeros(17), 2, ...zeros(4), 12], '0x17.2.0x4.12'],
    [[5], '5'],
  ])('writes %j as %s', (choices, path) => {
    expect(formatPath(choices)).toBe(path)
  })
})

describe('parsePath', () => {
  it.each([
    ['0', []],
    ['0.0.1.0.3.0', [0, 0, 1, 0, 3]],
    ['0x2.1.0.0x1.3.0x9', [0, 0, 1, 0, 0, 3]],
    ['0x0.7', [7]],
    [' 1 ', [1]],
  ])('reads %s', (path, choices) => {
    expect(parsePath(path)).toEqual(choices)
  })

  it('reads what formatPath writes', () => {
    const choice = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(40))
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 60 }), (choices) => {
        const trimmed = choices.slice(0, choices.findLastIndex((c) => c !== 0) + 1)
        expect(parsePath(formatPath(choices))).toEqual(trimmed)
      }),
    )
  })

  it.each([
    ['', 'path has nothing at character 1'],
    ['1..2', 'path has nothing at character 3'],
    ['1.x.2', 'path has "x" at character 3'],
    ['1.-2', 'path has "-2" at character 3'],
    ['0x', 'path has "0x" at character 1'],
    ['1.5e3', 'path has "5e3" at character 3'],
    ['1,2', 'path has "1,2" at character 1'],
    ['0x1f', 'path has "0x1f" at character 1'],
    ['0x999999999', 'path is longer than 1000000 choices'],
  ])('refuses %j', (path, message) => {
    expect(() => parsePath(path)).toThrow(PathSyntaxError)
    expect(() => parsePath(path)).toThrow(message)
  })
})

function zeros(count: number): number[] {
  return new Array<number>(count).fill(0)
}
