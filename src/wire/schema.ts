/**
 * What messages are made of, written down once for all versions and both directions.
 *
 * Behaviour: a field knows since when, and until when, it is on the wire; where it is not, reading
 * gives what it means to leave it out. Flexible versions have compact lengths, and tagged fields at
 * the end of each structure; of those none is known.
 * Source: `clients/src/main/resources/common/message/README.md` of apache/kafka (KIP-482).
 */
import type { Reader } from './reader.ts'
import type { Writer } from './writer.ts'

/** How a message is written. */
export interface Form {
  readonly version: number
  readonly isFlexible: boolean
}

/** A part of a message, from bytes and to bytes. */
export interface Field<T> {
  read(reader: Reader, form: Form): T
  write(writer: Writer, value: T, form: Form): void
}

/** The fields of a structure in the order of the wire; `_` begins those that are not in values. */
export type Fields<T> = { readonly [K in keyof T]-?: Field<T[K]> } & {
  readonly [name: `_${string}`]: Field<undefined>
}

export const int8: Field<number> = {
  read: (reader) => reader.int8(),
  write: (writer, value) => writer.int8(value),
}

export const int16: Field<number> = {
  read: (reader) => reader.int16(),
  write: (writer, value) => writer.int16(value),
}

export const int32: Field<number> = {
  read: (reader) => reader.int32(),
  write: (writer, value) => writer.int32(value),
}

export const int64: Field<number> = {
  read: (reader) => reader.int64(),
  write: (writer, value) => writer.int64(value),
}

export const boolean: Field<boolean> = {
  read: (reader) => reader.boolean(),
  write: (writer, value) => writer.boolean(value),
}

export const string: Field<string> = {
  read: (reader, { isFlexible }) => (isFlexible ? reader.compactString() : reader.string()),
  write: (writer, value, { isFlexible }) => {
    if (isFlexible) writer.compactNullableString(value)
    else writer.string(value)
  },
}

export const nullableString: Field<string | null> = {
  read: (reader, { isFlexible }) =>
    isFlexible ? reader.compactNullableString() : reader.nullableString(),
  write: (writer, value, { isFlexible }) => {
    if (isFlexible) writer.compactNullableString(value)
    else writer.nullableString(value)
  },
}

export const bytes: Field<Buffer> = {
  read: (reader, { isFlexible }) => (isFlexible ? reader.compactBytes() : reader.bytes()),
  write: (writer, value, form) => nullableBytes.write(writer, value, form),
}

export const nullableBytes: Field<Buffer | null> = {
  read: (reader, { isFlexible }) =>
    isFlexible ? reader.compactNullableBytes() : reader.nullableBytes(),
  write: (writer, value, { isFlexible }) => {
    if (isFlexible) writer.compactNullableBytes(value)
    else writer.nullableBytes(value)
  },
}

/** A list. */
export function array<T>(item: Field<T>): Field<readonly T[]> {
  const { write } = nullableArray(item)
  return {
    read: (reader, form) => {
      const read = (of: Reader): T => item.read(of, form)
      return form.isFlexible ? reader.compactArray(read) : reader.array(read)
    },
    write,
  }
}

/** A list, or null. */
export function nullableArray<T>(item: Field<T>): Field<readonly T[] | null> {
  return {
    read: (reader, form) => {
      const read = (of: Reader): T => item.read(of, form)
      return form.isFlexible ? reader.compactNullableArray(read) : reader.nullableArray(read)
    },
    write: (writer, values, form) => {
      const count = values === null ? -1 : values.length
      if (form.isFlexible) writer.compactCount(count)
      else writer.int32(count)
      for (const value of values ?? []) item.write(writer, value, form)
    },
  }
}

/** The only item of a list, on the wire by itself. */
export function one<T>(item: Field<T>): Field<readonly T[]> {
  return {
    read: (reader, form) => [item.read(reader, form)],
    write: (writer, [only], form) => {
      if (only === undefined) throw new RangeError('there is nothing to write')
      item.write(writer, only, form)
    },
  }
}

/** Values of several fields. */
export function struct<T extends object>(fields: Fields<T>): Field<T> {
  const { read, write } = inline(fields)
  return {
    read: (reader, form) => {
      const value = read(reader, form)
      if (form.isFlexible) reader.tags()
      return value
    },
    write: (writer, value, form) => {
      write(writer, value, form)
      if (form.isFlexible) writer.tags()
    },
  }
}

/** The same as a part of a larger structure, which has the tagged fields. */
export function inline<T extends object>(fields: Fields<T>): Field<T> {
  const inOrder = Object.entries<Field<unknown>>(fields)
  const named = inOrder.map(([name, field]) => ({ name, field, isInValue: !name.startsWith('_') }))
  return {
    read: (reader, form) => {
      const value: Record<string, unknown> = {}
      for (const { name, field, isInValue } of named) {
        const found = field.read(reader, form)
        if (isInValue) value[name] = found
      }
      return value as T
    },
    write: (writer, value, form) => {
      for (const { name, field } of named) field.write(writer, value[name as keyof T], form)
    },
  }
}

/** A whole request or response, which bears the name of its API. */
export function message<T extends { readonly api: string }>(
  api: T['api'],
  fields: Fields<Omit<T, 'api'>>,
): Field<T> {
  const named = { api: absent(api), ...fields }
  return struct<T>(named as unknown as Fields<T>)
}

/** On the wire from that version on; below it, `otherwise` is meant. */
export function since<T>(version: number, field: Field<T>, otherwise: NoInfer<T>): Field<T> {
  return before(version, absent<T>(otherwise), field)
}

/** One way below that version, another from it on. */
export function before<T>(version: number, older: Field<T>, newer: Field<T>): Field<T> {
  return {
    read: (reader, form) => (form.version < version ? older : newer).read(reader, form),
    write: (writer, value, form) =>
      (form.version < version ? older : newer).write(writer, value, form),
  }
}

/** Said otherwise on the wire than in values. */
export function as<Wire, T>(
  field: Field<Wire>,
  read: (wire: Wire) => T,
  write: (value: T) => Wire,
): Field<T> {
  return {
    read: (reader, form) => read(field.read(reader, form)),
    write: (writer, value, form) => field.write(writer, write(value), form),
  }
}

/**
 * On the wire always the same, in the versions `from` to `to`, and in no value: whatever is read
 * there is of no matter.
 */
export function always<T>(
  field: Field<T>,
  value: NoInfer<T>,
  from = 0,
  to = Number.POSITIVE_INFINITY,
): Field<undefined> {
  const spoken = as(
    field,
    (): undefined => undefined,
    () => value,
  )
  return before(from, nothing, before(to + 1, spoken, nothing))
}

/** Of responses, from a version on: nobody is ever throttled. */
export function throttleTimeMs(from = 0): Field<undefined> {
  return always(int32, 0, from)
}

const nothing = absent(undefined)

function absent<T>(value: T): Field<T> {
  return { read: () => value, write: () => {} }
}
