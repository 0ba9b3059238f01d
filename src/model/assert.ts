/** A bug of ours is an assertion: loud, never a verdict, exit code 70. */
export class AssertionBug extends Error {
  override readonly name = 'AssertionBug'
}

/** Throws an {@link AssertionBug} unless the condition holds. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionBug(message)
}

/** The value, which our own code promises to be there. */
export function defined<T>(value: T | undefined | null, message: string): T {
  if (value === undefined || value === null) throw new AssertionBug(message)
  return value
}
