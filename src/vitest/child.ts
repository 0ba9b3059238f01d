/**
 * The process in which `holds` of `ackurate/holds` searches: whatever runs the tests, and however
 * it loads modules, is not in it.
 */
import process from 'node:process'
import { knownName, UsageError } from '../cli/usage-error.ts'
import { propertyNames } from '../properties/all.ts'
import { decide } from './decide.ts'
import type { HoldOptions } from './options.ts'

/** What the parent asks. */
interface Request {
  readonly consumer: string
  readonly property: string
  readonly options: HoldOptions
}

/** The text that its promise is rejected with; null: the property holds. */
async function problemOf({ consumer, property, options }: Request): Promise<string | null> {
  try {
    const name = knownName(property, propertyNames, 'property')
    const asked = { testFile: undefined, isNot: false }
    const { outcome, text } = await decide(consumer, name, options, asked)
    return outcome === 'held' ? null : text()
  } catch (error) {
    if (error instanceof UsageError) return error.message
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
}

process.once('message', async (request: Request) => {
  const problem = await problemOf(request)
  process.send?.({ problem }, () => process.exit(0))
})
// Who asked is gone, as when a runner gives up its tests.
process.once('disconnect', () => process.exit(1))
