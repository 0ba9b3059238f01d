/**
 * `Buffer` whose small zeroed buffers are cut from one piece of memory after the other.
 *
 * kafkajs asks for one per struct that it writes, and memory outside of the heap is what they cost:
 * it is taken and given back for each.
 */
import { Buffer as NodeBuffer } from 'node:buffer'

const pieceBytes = 64 * 1024
const smallBytes = 2048

/** A stand-in that differs from Node's `Buffer` in where `alloc` finds the bytes. */
export function pooledBuffer(): typeof NodeBuffer {
  let piece = new ArrayBuffer(pieceBytes)
  let used = 0
  const alloc: typeof NodeBuffer.alloc = (size, fill, encoding) => {
    if (fill !== undefined || !(size >= 0 && size <= smallBytes)) {
      return NodeBuffer.alloc(size, fill, encoding)
    }
    if (used + size > pieceBytes) {
      piece = new ArrayBuffer(pieceBytes)
      used = 0
    }
    const at = used
    used += (size + 7) & ~7
    return NodeBuffer.from(piece, at, size)
  }
  function StandIn(...given: unknown[]): unknown {
    return Reflect.construct(NodeBuffer, given)
  }
  StandIn.prototype = NodeBuffer.prototype
  Object.setPrototypeOf(StandIn, NodeBuffer)
  const { byteLength, concat, from, isBuffer } = NodeBuffer
  const statics = { alloc, byteLength, concat, from, isBuffer }
  return Object.assign(StandIn, statics) as unknown as typeof NodeBuffer
}
