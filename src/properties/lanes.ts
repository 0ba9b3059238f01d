/** A hash of 64 bits in two independent lanes of 32: what a fingerprint is written into. */

/** The two halves, as signed 32-bit integers; they start as anything (0 will do). */
export interface Lanes {
  low: number
  high: number
}

/** Fresh lanes. */
export function createLanes(): Lanes {
  return { low: 0x2545f491, high: 0x7263d9bd }
}

/** Adds a 32-bit integer (of a larger one the low 32 bits): order matters. */
export function mix(lanes: Lanes, value: number): void {
  const low = lanes.low ^ scramble(Math.imul(value, 0xcc9e2d51 | 0), 0x1b873593)
  lanes.low = (Math.imul((low << 13) | (low >>> 19), 5) + 0x6546b64) | 0
  const high = lanes.high ^ scramble(Math.imul(value, 0x239b961b), 0xab0e9789 | 0)
  lanes.high = (Math.imul((high << 17) | (high >>> 15), 9) + 0x38b34ae5) | 0
}

/** Adds a part that comes in no order: parts are added to the sum, and the sum is mixed in. */
export function addPart(sum: Lanes, part: Lanes): void {
  sum.low = (sum.low + finished(part.low)) | 0
  sum.high = (sum.high + finished(part.high)) | 0
}

/** Mixes a name: its characters, whatever it is a name of. */
export function mixText(lanes: Lanes, text: string): void {
  mix(lanes, text.length)
  for (let i = 0; i < text.length; i++) mix(lanes, text.charCodeAt(i))
}

function scramble(value: number, by: number): number {
  return Math.imul((value << 15) | (value >>> 17), by)
}

/** Every bit of the lane decides every bit of the result. */
function finished(lane: number): number {
  let bits = lane ^ (lane >>> 16)
  bits = Math.imul(bits, 0x85ebca6b | 0)
  bits ^= bits >>> 13
  bits = Math.imul(bits, 0xc2b2ae35 | 0)
  return bits ^ (bits >>> 16)
}
