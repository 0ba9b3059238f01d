/**
 * `import 'ackurate/vitest'` teaches vitest's `expect` one matcher:
 *
 *     await expect(new URL('./consumer.ts', import.meta.url)).toHold('at-least-once', {
 *       under: ['crash', 'shutdown'],
 *     })
 */
import { expect } from 'vitest'
import type { PropertyName } from '../properties/all.ts'
import type { HoldOptions } from './options.ts'
import { toHold } from './to-hold.ts'

export type { FaultsTogether, Sizes } from '../config/config.ts'
export type { HoldOptions } from './options.ts'
export type { Subject } from './subject.ts'

declare module 'vitest' {
  interface Matchers<T> {
    /**
     * Searches for a schedule that breaks the property. The subject is the path or `file:` URL of a
     * module with a kafkajs service or a strategy, or either of them as an object; a relative path
     * starts at the test's file. Fails with the shortest story, and also when nothing was decided.
     */
    toHold(property: PropertyName, options?: HoldOptions): Promise<void>
  }
}

expect.extend({ toHold })
