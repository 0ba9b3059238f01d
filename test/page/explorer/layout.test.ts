import { expect, test } from 'vitest'
import { layoutOf, rowsWithin, yOf } from '../../../src/page/explorer/layout.ts'
import { longStory, step, storyOf } from './stories.ts'

const characterWidth = 7
const wide = { width: 900, characterWidth }
const narrow = { width: 360, characterWidth }

const steps = [
  step(),
  step({ lane: 4, why: 'Nobody reads below the committed offset, whatever was processed there.' }),
  step({ lane: 2, text: 'takes a request that is told at such a length that it needs two lines' }),
  step({ lane: 1 }),
]
const story = storyOf(steps)
const visible = [0, 1, 2, 3]

test('rows follow each other without a gap, and each has its mark within', () => {
  for (const size of [wide, narrow]) {
    const { rows, height } = layoutOf({ story, visible, ...size })
    let top = 0
    for (const row of rows) {
      expect(row.top).toBe(top)
      expect(row.y).toBeGreaterThan(row.top)
      expect(row.y).toBeLessThan(row.top + row.height)
      top += row.height
    }
    expect(height).toBe(top)
  }
})

test('text is beside the lanes where there is room, and above them where not', () => {
  const beside = layoutOf({ story, visible, ...wide })
  expect(beside.text).toBe('beside')
  expect(beside.textLeft).toBeGreaterThan(Math.max(...beside.lanes.map((x) => x ?? 0)))
  const above = layoutOf({ story, visible, ...narrow })
  expect(above.text).toBe('above')
  expect(Math.max(...above.lanes.map((x) => x ?? 0))).toBeLessThan(narrow.width)
  expect(above.rows[0]?.y).toBeGreaterThan(beside.rows[0]?.y ?? 0)
})

test('lanes where nothing happens are left out, those of consumers are not', () => {
  const { lanes } = layoutOf({ story, visible, ...wide })
  expect(lanes[3]).toBeNull()
  const xs = lanes.filter((x) => x !== null)
  expect(xs).toHaveLength(4)
  expect(xs).toEqual([...xs].sort((a, b) => a - b))
})

test('a row is as tall as its text and its reason need', () => {
  const { rows } = layoutOf({ story, visible, ...wide })
  const [plain, reasoned, long] = rows
  expect(plain?.lines).toEqual(['A does something'])
  expect(reasoned?.why.length).toBeGreaterThan(0)
  expect(reasoned?.height).toBeGreaterThan(plain?.height ?? 0)
  expect(long?.lines.length).toBeGreaterThan(1)
  expect(long?.height).toBeGreaterThan(plain?.height ?? 0)
})

test('a step that is hidden lies between its neighbours', () => {
  const layout = layoutOf({ story, visible: [0, 3], ...wide })
  expect(layout.rows.map((row) => row.step)).toEqual([0, 3])
  expect(yOf(layout, 0)).toBe(layout.rows[0]?.y)
  expect(yOf(layout, 1)).toBe(layout.rows[1]?.top)
  expect(yOf(layout, 3)).toBe(layout.rows[1]?.y)
  expect(yOf(layout, 4)).toBe(layout.height)
})

test('the rows of a window are those that touch it', () => {
  const long = longStory(2000)
  const all = long.steps.map((_, index) => index)
  const layout = layoutOf({ story: long, visible: all, ...wide })
  const [top, bottom] = [10_000, 10_600]
  const { first, end } = rowsWithin(layout, top, bottom)
  const inside = layout.rows.filter((row) => row.top < bottom && row.top + row.height > top)
  expect(layout.rows.slice(first, end)).toEqual(inside)
  expect(inside.length).toBeGreaterThan(10)
  expect(rowsWithin(layout, 0, 1)).toEqual({ first: 0, end: 1 })
  expect(rowsWithin(layout, layout.height, layout.height + 9).first).toBe(2000)
})

test('lanes that are too many for the width are not pressed together', () => {
  const title = (index: number): string => `orders-${index}`
  const lanes = Array.from({ length: 40 }, (_, index) => {
    return { kind: 'partition' as const, title: title(index) }
  })
  const each = lanes.map((_, lane) => step({ lane }))
  const layout = layoutOf({ story: storyOf(each, { lanes }), visible: [0], ...narrow })
  expect(layout.laneGap).toBeGreaterThan(20)
  expect(layout.width).toBeGreaterThan(layout.lanes.at(-1) ?? Number.NaN)
})

test('a story without steps is empty', () => {
  const layout = layoutOf({ story: storyOf([]), visible: [], ...wide })
  expect(layout).toMatchObject({ rows: [], height: 0, rowOf: [] })
})
