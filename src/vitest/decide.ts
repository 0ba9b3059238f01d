/** Whether a property holds of what a test names, and what the test is told. */
import { knownName } from '../cli/usage-error.ts'
import { type PropertyName, propertyNames } from '../properties/all.ts'
import { keepBroken } from './known-paths.ts'
import { brokenText, heldText, undecidedText } from './message.ts'
import { type HoldOptions, readOptions } from './options.ts'
import { search } from './search.ts'
import { subjectOf } from './subject.ts'

/** What the searches say, and the text that goes with it. */
export interface Decision {
  readonly outcome: 'held' | 'broken' | 'undecided'
  readonly text: () => string
}

/** What a test wants of it. */
export interface Asked {
  /** A relative path starts at this file; undefined: at the working directory. */
  readonly testFile: string | undefined
  /** The test hopes that the property is broken. */
  readonly isNot: boolean
}

/** Searches, and decides by what was found. Throws a UsageError for what cannot be searched. */
export async function decide(
  received: unknown,
  property: PropertyName,
  options: HoldOptions,
  { testFile, isNot }: Asked,
): Promise<Decision> {
  const name = knownName(property, propertyNames, 'property')
  const read = await readOptions(options)
  const subject = await subjectOf(received, testFile)
  const cells = await search(subject, name, read, { untilBroken: isNot })
  if (cells.some(({ verdict }) => verdict === 'violated')) {
    const isNew = !isNot && read.choices === null
    const kept = isNew ? await keepBroken(cells, subject.word, read) : ''
    return { outcome: 'broken', text: () => brokenText(cells, read.seed) + kept }
  }
  const open = cells.find(({ verdict }) => verdict !== 'holds' && verdict !== 'not-found')
  if (open !== undefined) return { outcome: 'undecided', text: () => undecidedText(open) }
  return { outcome: 'held', text: () => heldText(cells, read.seed) }
}
