/** Every property, in the order of {@link propertyNames}. */
import { atLeastOnce } from './at-least-once.ts'
import { atMostOnce } from './at-most-once.ts'
import { boundedReprocessing } from './bounded-reprocessing.ts'
import { commitAcknowledgedIsApplied } from './commit-acknowledged-is-applied.ts'
import { commitMonotonic } from './commit-monotonic.ts'
import { commitNotAhead } from './commit-not-ahead.ts'
import { exactlyOnce } from './exactly-once.ts'
import { inOrder } from './in-order.ts'
import { noZombieEffect } from './no-zombie-effect.ts'
import { progress } from './progress.ts'
import type { Property } from './property.ts'

/** The properties that ship. */
export const properties: readonly Property[] = [
  atLeastOnce,
  atMostOnce,
  exactlyOnce,
  inOrder,
  commitNotAhead,
  commitMonotonic,
  commitAcknowledgedIsApplied,
  noZombieEffect,
  boundedReprocessing,
  progress,
]
