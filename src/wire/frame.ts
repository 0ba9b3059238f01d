/**
 * The frame around each message, and the headers inside it.
 *
 *     Frame          => size:INT32 message
 *     RequestHeader  => api_key:INT16 api_version:INT16 correlation_id:INT32
 *                       client_id:NULLABLE_STRING                                   (version 1)
 *     ResponseHeader => correlation_id:INT32                                        (version 0)
 *
 * Those of a flexible version end with tagged fields: versions 2 and 1.
 *
 * Behaviour: bytes may arrive in any chunks. A size below that of a header, or above
 * `socket.request.max.bytes`, is malformed; nothing is allocated before its bytes have arrived.
 * Source: "Common Request and Response Structure" of the Kafka protocol guide; C.10, C.11.
 */
import { MalformedRequest } from './malformed-request.ts'
import type { Reader } from './reader.ts'

const sizeBytes = 4
const frameBytesMin = 8
/** Kafka's default of `socket.request.max.bytes`. */
const frameBytesMax = 100 * 1024 * 1024

/** The front of every request. */
export interface RequestHeader {
  readonly apiKey: number
  readonly apiVersion: number
  readonly correlationId: number
  readonly clientId: string | null
}

/**
 * Cuts one connection's bytes into frames. After a `MalformedRequest`, close the connection; one
 * that stands behind whole frames is thrown by the `push` after the one that returned them.
 */
export class FrameCutter {
  #chunks: Buffer[] = []
  #arrived = 0
  /** Up to where bytes must have arrived before there is anything to do. */
  #wanted = sizeBytes

  /** Whether bytes have come that are no whole message yet. */
  get isMidway(): boolean {
    return this.#arrived > 0
  }

  /** Takes bytes, which may not change afterwards; gives the whole messages, without size. */
  push(chunk: Buffer): readonly Buffer[] {
    this.#chunks.push(chunk)
    this.#arrived += chunk.length
    const frames: Buffer[] = []
    for (let frame = this.#next(true); frame !== null; frame = this.#next(false)) {
      frames.push(frame)
    }
    return frames
  }

  #next(isFirst: boolean): Buffer | null {
    if (this.#arrived < this.#wanted) return null
    const bytes = this.#joined()
    const size = bytes.readInt32BE(0)
    if (size < frameBytesMin || size > frameBytesMax) {
      if (!isFirst) return null
      throw new MalformedRequest(`${size} is no size of a request`)
    }
    this.#wanted = sizeBytes + size
    if (this.#arrived < this.#wanted) return null
    const rest = bytes.subarray(this.#wanted)
    const frame = bytes.subarray(sizeBytes, this.#wanted)
    this.#chunks = rest.length === 0 ? [] : [rest]
    this.#arrived = rest.length
    this.#wanted = sizeBytes
    return frame
  }

  #joined(): Buffer {
    const [first] = this.#chunks
    if (first !== undefined && this.#chunks.length === 1) return first
    const bytes = Buffer.concat(this.#chunks, this.#arrived)
    this.#chunks = [bytes]
    return bytes
  }
}

/** Reads a request's header, version 1. */
export function readRequestHeader(reader: Reader): RequestHeader {
  return {
    apiKey: reader.int16(),
    apiVersion: reader.int16(),
    correlationId: reader.int32(),
    clientId: reader.nullableString(),
  }
}
