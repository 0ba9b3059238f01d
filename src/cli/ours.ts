/** Where our own code is: errors and stacks are told apart by it. */
import { fileURLToPath } from 'node:url'

/** The folder of all of it, with a slash at its end. */
export const ours = fileURLToPath(new URL('..', import.meta.url))
