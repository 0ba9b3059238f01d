/** The matcher `toHold`: what a search says, in vitest's words. */
import type { MatcherState } from 'vitest'
import type { PropertyName } from '../properties/all.ts'
import { decide } from './decide.ts'
import type { HoldOptions } from './options.ts'

/** What vitest wants to know. */
export interface Answer {
  readonly pass: boolean
  readonly message: () => string
}

/**
 * Passes when every search says that the property holds, fails when one breaks it. A search that
 * decided nothing fails whichever of the two the test hoped for.
 */
export async function toHold(
  this: Pick<MatcherState, 'isNot' | 'testPath'>,
  received: unknown,
  property: PropertyName,
  options: HoldOptions = {},
): Promise<Answer> {
  const { testPath: testFile, isNot } = this
  const { outcome, text } = await decide(received, property, options, { testFile, isNot })
  const pass = outcome === 'undecided' ? isNot : outcome === 'held'
  return { pass, message: text }
}
