/** Compiles before all tests, once: two files that did it at the same time would spoil it. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** Called by vitest; costs milliseconds where nothing has changed. */
export function setup(): void {
  execFileSync(process.execPath, [join(root, 'scripts/build.js')], { stdio: 'inherit' })
}
