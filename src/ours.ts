/**
 * Where our own code is: errors and stacks are told apart by it, and files are found from it.
 *
 * No other file may ask where it is itself: when the package is built, files become parts of a few,
 * all of which stand in this one folder (docs/decisions/0054).
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of all of it, with a slash at its end: `src` or `dist`. */
export const ours = fileURLToPath(new URL('.', import.meta.url))

/** The folder of the package, or of the checkout. */
export const packageFolder = join(ours, '..')
