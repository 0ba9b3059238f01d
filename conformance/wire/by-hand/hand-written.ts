/** What is written and read by hand, for kafkajs does not speak it; and how it is framed. */
import { int16, int32, none, noTags, string } from './bytes.ts'

/** An API by hand, in one version. */
export interface HandWritten {
  readonly key: number
  readonly version: number
  /** Whether headers end with tagged fields. */
  readonly flexible: boolean
  request(args: unknown): Buffer
  response(body: Buffer): unknown
}

/** A request with its header as a frame. */
export function frameOf(
  { key, version, flexible, request }: HandWritten,
  args: unknown,
  correlationId: number,
  clientId: string,
): Buffer {
  const start = Buffer.concat([int16(key), int16(version), int32(correlationId), string(clientId)])
  const message = Buffer.concat([start, flexible ? noTags : none, request(args)])
  return Buffer.concat([int32(message.length), message])
}
