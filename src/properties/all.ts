/** Every property, in the order in which tables and reports show them. */
import { atLeastOnce } from './at-least-once.ts'
import { atMostOnce } from './at-most-once.ts'
import { boundedReprocessing } from './bounded-reprocessing.ts'
import { commitAcknowledgedIsApplied } from './commit-acknowledged-is-applied.ts'
import { commitMonotonic } from './commit-monotonic.ts'
import { commitNotAhead } from './commit-not-ahead.ts'
import { exactlyOnce } from './exactly-once.ts'
import { inOrder } from './in-order.ts'
import { noNeedlessRebalance } from './no-needless-rebalance.ts'
import { noZombieEffect } from './no-zombie-effect.ts'
import { progress } from './progress.ts'
import type { Property } from './property.ts'

const shipped = [
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
  noNeedlessRebalance,
] as const

/** What the properties that ship are called. */
export type PropertyName = (typeof shipped)[number]['name']

/** A property that ships. */
export type ShippedProperty = Property<PropertyName>

/** The properties that ship. */
export const properties: readonly ShippedProperty[] = shipped

/** Their names, in their order. */
export const propertyNames: readonly PropertyName[] = shipped.map(({ name }) => name)
