/**
 * Conditions: what a fault leaves behind until the storm is over, as plain data in the world.
 *
 * A fault that strikes once changes the world and is done. One that lasts adds a condition, and
 * whoever it is about respects it; when the calm begins, all of them end.
 */

export type Condition =
  /** The answers of that broker are so much longer on their way. */
  { readonly kind: 'answers-late'; readonly broker: number; readonly byMs: number }

/** How much longer answers of the broker are on their way, in virtual milliseconds. */
export function answerDelayMs(conditions: readonly Condition[], broker: number): number {
  let delay = 0
  for (const condition of conditions) if (condition.broker === broker) delay += condition.byMs
  return delay
}
