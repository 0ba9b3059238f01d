/** Cells in words, and which of them are the same question. */
import type { Comparison, Statistics } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { story, underFaults, withSettings } from '../story/story.ts'
import type { Review } from './review.ts'

/** The settings as one text, in whatever order they were written. */
function settingsKey(settings: Cell['settings']): string {
  const entries = Object.entries(settings).sort(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify(entries)
}

/** The same for two cells that ask the same question, in two comparisons. */
export function cellKey({ strategy, fault, property, settings }: Cell): string {
  return JSON.stringify([strategy, fault, property, settingsKey(settings)])
}

/** The same for statistics of the same searches. */
export function statisticsKey({ strategy, fault, settings }: Statistics): string {
  return JSON.stringify([strategy, fault, settingsKey(settings)])
}

/** `at-least-once under crash with auto.offset.reset=latest`. */
export function questionOf({ property, fault, settings }: Cell): string {
  return `${property} ${underFaults(fault)}${withSettings(settings)}`
}

/** The story of a violated cell in its statement's words; why nothing was decided, of others. */
export function cellText(cell: Cell, seed: string, statement: string | undefined): string {
  const { counterexample, reason } = cell
  if (counterexample === null) return reason ?? ''
  return story(cell, counterexample, { seed, statement: statement ?? cell.property })
}

/** The same, with the words that the review has. */
export function reviewedText(cell: Cell, { comparison, properties }: Review): string {
  const found = properties.find(({ name }) => name === cell.property)
  return cellText(cell, comparison.seed, found?.statement)
}

/** The strategies whose claims count: those that are not faulty on purpose, and what was named. */
export function countedStrategies(
  { strategies }: Comparison,
  named: readonly string[],
): ReadonlySet<string> {
  const counted = strategies.filter(({ name, faulty }) => !faulty || named.includes(name))
  return new Set(counted.map(({ name }) => name))
}
