/** How topics, partitions and offsets are written in stories: `orders-0@0..2`. */

/** Ascending offsets as ranges: `0..2,5`. */
export function offsetRanges(offsets: readonly number[]): string {
  const parts: string[] = []
  let index = 0
  while (index < offsets.length) {
    const first = offsets[index] as number
    let last = first
    while (offsets[index + 1] === last + 1) {
      last += 1
      index += 1
    }
    parts.push(first === last ? `${first}` : `${first}..${last}`)
    index += 1
  }
  return parts.join(',')
}

/** A partition: `orders-0`. */
export function partitionName(place: { topic: string; partition: number }): string {
  return `${place.topic}-${place.partition}`
}

/** Records of one partition: `orders-0@0..2`; the partition alone when there are none. */
export function recordsName(
  place: { topic: string; partition: number },
  offsets: readonly number[],
): string {
  const name = partitionName(place)
  return offsets.length === 0 ? name : `${name}@${offsetRanges(offsets)}`
}

/** Records named one by one while they are few: `orders-0@0, @1, @2`. */
export function recordsListed(
  place: { topic: string; partition: number },
  offsets: readonly number[],
): string {
  if (offsets.length === 0 || offsets.length > 4) return recordsName(place, offsets)
  return partitionName(place) + offsets.map((offset) => `@${offset}`).join(', ')
}
