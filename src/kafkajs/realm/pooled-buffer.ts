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
    if (fill !== undefined || !(size <= smallBytes) || !(size >= 0)) {
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
  return Object.assign(Object.create(NodeBuffer) as typeof NodeBuffer, {
    alloc,
    byteLength: NodeBuffer.byteLength,
    from: NodeBuffer.from,
    isBuffer: NodeBuffer.isBuffer,
    concat: NodeBuffer.concat,
  })
}
