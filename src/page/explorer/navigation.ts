/** Which step a key leads to. Steps count from 0. */
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'

/** A way from one step to another. */
export type Move =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'page-down'
  | 'page-up'
  | 'next-marked'
  | 'previous-marked'

/** How many steps a page is. */
export const stepsPerPage = 10

const keys: Readonly<Record<string, Move>> = {
  ArrowDown: 'next',
  ArrowRight: 'next',
  ArrowUp: 'previous',
  ArrowLeft: 'previous',
  Home: 'first',
  End: 'last',
  PageDown: 'page-down',
  PageUp: 'page-up',
  n: 'next-marked',
  p: 'previous-marked',
}

/** What a key asks for; null: nothing. */
export function moveOfKey(key: string): Move | null {
  return Object.hasOwn(keys, key) ? (keys[key] ?? null) : null
}

/** The nearest step there is. */
export function clampStep(story: ExplorerStory, step: number): number {
  return Math.max(0, Math.min(story.steps.length - 1, Math.trunc(step) || 0))
}

/** Where a move leads; the same step where it leads nowhere. */
export function moved(
  story: ExplorerStory,
  visible: readonly number[],
  step: number,
  move: Move,
): number {
  const last = visible.length - 1
  const at = Math.max(0, visible.indexOf(step))
  const to = (index: number): number => visible[Math.max(0, Math.min(last, index))] ?? step
  const marked = (number: number): boolean => story.steps[number]?.marked === true
  switch (move) {
    case 'next':
      return to(at + 1)
    case 'previous':
      return to(at - 1)
    case 'first':
      return to(0)
    case 'last':
      return to(last)
    case 'page-down':
      return to(at + stepsPerPage)
    case 'page-up':
      return to(at - stepsPerPage)
    case 'next-marked':
      return visible.find((number) => number > step && marked(number)) ?? step
    case 'previous-marked':
      return visible.findLast((number) => number < step && marked(number)) ?? step
  }
}
