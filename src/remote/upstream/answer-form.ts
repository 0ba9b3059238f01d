/** Strings and lists of answers, in flexible versions and in others. */
import type { Reader } from '../../wire/reader.ts'

/** How they are read. */
export function formOf(isFlexible: boolean) {
  return {
    string: (reader: Reader) => (isFlexible ? reader.compactString() : reader.string()),
    skippedString: (reader: Reader): null => {
      if (isFlexible) reader.compactNullableArray((of) => of.int8())
      else reader.nullableString()
      return null
    },
    array: <T>(reader: Reader, item: (reader: Reader) => T): readonly T[] => {
      if (!isFlexible) return reader.array(item)
      return reader.compactArray((of) => {
        const read = item(of)
        of.tags()
        return read
      })
    },
  }
}
