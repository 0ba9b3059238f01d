/** Copies of plain data with one field changed: for tests of what a fingerprint tells apart. */
import { ReplayedProgram } from '../../../../src/search/exhaustive/kafka/replayed-program.ts'

/** A copy of the whole with one value in it changed; all else is shared. */
export interface Changed<T> {
  /** The way to the value, with `[]` for any entry of a list: the same for all of its kind. */
  readonly field: string
  readonly copy: T
}

type Rebuild<T> = (part: unknown) => T

/**
 * One copy for each way to change one value in the data: a number is another one, a text is
 * longer, nothing is something, a list is without its last entry. Programs, errors and functions
 * are left as they are.
 */
export function* changedCopies<T>(
  value: unknown,
  rebuild: Rebuild<T>,
  wanted: (field: string) => boolean,
  field = '',
): Generator<Changed<T>> {
  if (typeof value !== 'object' || value === null) {
    if (!wanted(field)) return
    const other = another(value)
    if (other !== undefined) yield { field, copy: rebuild(other) }
    return
  }
  if (value instanceof ReplayedProgram || value instanceof Error) return
  if (Array.isArray(value)) return yield* changedLists(value, rebuild, wanted, field)
  for (const [name, part] of Object.entries(value)) {
    const around = (changed: unknown) => rebuild({ ...value, [name]: changed })
    yield* changedCopies(part, around, wanted, field === '' ? name : `${field}.${name}`)
  }
}

function* changedLists<T>(
  list: readonly unknown[],
  rebuild: Rebuild<T>,
  wanted: (field: string) => boolean,
  field: string,
): Generator<Changed<T>> {
  const length = `${field}.length`
  if (list.length > 0 && wanted(length)) yield { field: length, copy: rebuild(list.slice(0, -1)) }
  for (let i = 0; i < list.length; i++) {
    const around = (changed: unknown) => rebuild(list.with(i, changed))
    yield* changedCopies(list[i], around, wanted, `${field}[]`)
  }
}

/** Another value of the same kind; undefined where there is none. */
function another(value: unknown): unknown {
  switch (typeof value) {
    case 'number':
      return value + 1
    case 'string':
      return `${value}x`
    case 'boolean':
      return !value
    case 'object':
      return 'something'
    default:
      return undefined
  }
}
