/**
 * A field: one piece of declared state, and all that is ever done with it.
 *
 * A property says of what kind each of its fields is; how that is forgotten between runs, saved,
 * restored and hashed is said once, by the kind. Two states may be taken for one when no
 * continuation tells them apart by any *verdict*. So what only tells a story (who, when, in which
 * words) is a `label` and takes no part in a hash.
 */
import type { Asked, Names } from './asked.ts'
import type { Hash } from './hash.ts'

/** The kind of a field. It keeps nothing itself: every judge has values of its own. */
export interface Field<Value, Saved = unknown> {
  /** The value at the start of the first run. */
  fresh(): Value
  /**
   * Takes a value that is changed in place back to the start. Absent: a plain one is assigned, any
   * other needs nothing.
   */
  clear?(used: Value): void
  /**
   * A copy that is never changed; `last` itself where nothing has changed since. `end`: one past
   * the highest record that the partition knows of; 0 outside partitions.
   */
  save(value: Value, last: Saved | undefined, end: number): Saved
  /** The value that was saved; `into` is reused where it can be. */
  restore(saved: Saved, into: Value): Value
  /** Mixes in what verdicts depend on, but for names; false: nothing, as at the start. */
  hash(saved: Saved, asked: Asked, into: Hash): boolean
  /** Mixes in what has names of its own; absent: nothing has. */
  hashNames?(saved: Saved, names: Names, into: Hash): void
  /** `plain`: copied by assignment; `scratch`: of use only during an event, and not saved. */
  readonly kind?: 'plain' | 'scratch'
}

/** The fields of an object, each under its name. */
export type Fields<State> = { readonly [K in keyof State]: Field<State[K]> }

/** What fields hold. */
export type StateOf<F> = {
  -readonly [K in keyof F]: F[K] extends Field<infer Value> ? Value : never
}

/** A field that no verdict depends on: it only tells a story. */
export function label<Value, Saved>(field: Field<Value, Saved>): Field<Value, Saved> {
  const { hashNames: _, ...rest } = field
  return { ...rest, hash: () => false }
}
