/** The fields of an object as one: what is done with each, done with all of them. */
import type { Asked, Names } from './asked.ts'
import type { Field, Fields } from './field.ts'
import type { Hash } from './hash.ts'

/** What was saved of an object's fields, each under its name. */
export type SavedFields = Readonly<Record<string, unknown>>

/** As {@link Field}, for an object that is changed in place. */
export interface FieldSet<State> {
  fresh(): State
  clear(state: State): void
  /** Clears the values that are changed in place, and leaves the plain ones. */
  clearParts(state: State): void
  save(state: State, last: SavedFields | undefined, end: number): SavedFields
  restore(saved: SavedFields, state: State): void
  hash(saved: SavedFields, asked: Asked, into: Hash): boolean
  hashNames(saved: SavedFields, names: Names, into: Hash): void
}

type Values = Record<string, unknown>

/** The fields, looked up once: they are gone through for each state of an exhaustive search. */
export function fieldSet<State extends object>(fields: Fields<State>): FieldSet<State> {
  const all = Object.entries<Field<unknown>>(fields).map(([name, field]) => ({ name, field }))
  const parts = all.flatMap(({ name, field: { clear } }) => (clear ? [{ name, clear }] : []))
  const plain = all
    .filter(({ field }) => field.kind === 'plain')
    .map(({ name, field }) => ({ name, start: field.fresh() }))
  const saved = all.filter(({ field }) => field.kind !== 'scratch')
  const deep = saved.filter(({ field }) => field.kind !== 'plain')
  const named = saved.filter(({ field }) => field.hashNames !== undefined)
  const clearParts = (state: State) => {
    for (const { name, clear } of parts) clear((state as Values)[name])
  }
  return {
    fresh: () => Object.fromEntries(all.map(({ name, field }) => [name, field.fresh()])) as State,
    clear: (state) => {
      const values = state as Values
      for (const { name, start } of plain) values[name] = start
      clearParts(state)
    },
    clearParts,
    save: (state, last, end) =>
      last === undefined
        ? saveAll(deep, state as Values, end)
        : saveChanges(saved, state as Values, last, end),
    restore: (from, state) => {
      const values = state as Values
      for (const { name, field } of saved) values[name] = field.restore(from[name], values[name])
    },
    hash: (of, asked, into) => {
      let says = false
      for (const { name, field } of saved) if (field.hash(of[name], asked, into)) says = true
      return says
    },
    hashNames: (of, names, into) => {
      for (const { name, field } of named) field.hashNames?.(of[name], names, into)
    },
  }
}

interface Named {
  readonly name: string
  readonly field: Field<unknown>
}

/** Copied by spreading, which keeps the shape: to set each value takes far longer. */
function saveAll(deep: readonly Named[], state: Values, end: number): SavedFields {
  const saved = { ...state }
  for (const { name, field } of deep) saved[name] = field.save(saved[name], undefined, end)
  return saved
}

/** As it was saved last, unless something has changed since. */
function saveChanges(
  saved: readonly Named[],
  state: Values,
  last: SavedFields,
  end: number,
): SavedFields {
  let fresh: Values | null = null
  for (const { name, field } of saved) {
    const value = field.save(state[name], last[name], end)
    if (value === last[name]) continue
    fresh ??= { ...last }
    fresh[name] = value
  }
  return fresh ?? last
}
