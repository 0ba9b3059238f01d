/** The matcher `toHold`: searches, and decides by what was found. */
import type { MatcherState } from 'vitest'
import { knownName } from '../cli/usage-error.ts'
import { type PropertyName, propertyNames } from '../properties/all.ts'
import { keepBroken } from './known-paths.ts'
import { brokenText, heldText, undecidedText } from './message.ts'
import { type HoldOptions, readOptions } from './options.ts'
import { search } from './search.ts'
import { subjectOf } from './subject.ts'

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
  const name = knownName(property, propertyNames, 'property')
  const read = await readOptions(options)
  const subject = await subjectOf(received, this.testPath)
  const cells = await search(subject, name, read, { untilBroken: this.isNot })
  if (cells.some(({ verdict }) => verdict === 'violated')) {
    const isNew = !this.isNot && read.choices === null
    const kept = isNew ? await keepBroken(cells, subject.word, read) : ''
    return { pass: false, message: () => brokenText(cells, read.seed) + kept }
  }
  const undecided = cells.find(({ verdict }) => verdict !== 'holds' && verdict !== 'not-found')
  if (undecided !== undefined) return { pass: this.isNot, message: () => undecidedText(undecided) }
  return { pass: true, message: () => heldText(cells, read.seed) }
}
