/** Who follows a run: handlers over declared state, which is reset, saved and hashed for them. */
import type { Handlers } from '../deliveries.ts'
import type { Asked } from '../state/asked.ts'
import type { FieldSet, SavedFields } from '../state/field-set.ts'
import type { Hash } from '../state/hash.ts'

/** Follows one run after another. */
export interface Follower {
  readonly on: Handlers
  /** Back to the start, for the next run. */
  reset(): void
  /** What it knows of the run, never changed; the same object where nothing has changed. */
  save(): SavedFields
  restore(saved: SavedFields): void
  /** Mixes in what future verdicts depend on. */
  hash(saved: SavedFields, asked: Asked, into: Hash): void
}

/** Who follows with these handlers, which change the state. */
export function createFollower<State>(
  fields: FieldSet<State>,
  state: State,
  on: Handlers,
): Follower {
  let last: SavedFields | undefined
  return {
    on,
    reset: () => fields.clear(state),
    save: () => {
      last = fields.save(state, last, 0)
      return last
    },
    restore: (saved) => {
      fields.restore(saved, state)
      last = saved
    },
    hash: (saved, asked, into) => {
      fields.hash(saved, asked, into)
      fields.hashNames(saved, asked.names, into)
    },
  }
}
