/** Responses to bytes, whatever their API. */
import { type Codec, isFlexible, type WireMessage } from './codec.ts'
import { Writer } from './writer.ts'

/** Writes a response as a whole frame, to a request of that version and correlation id. */
export function encodeResponse<Response extends WireMessage>(
  codec: Codec<WireMessage, Response>,
  apiVersion: number,
  correlationId: number,
  response: Response,
): Buffer {
  const writer = new Writer()
  writer.int32(0)
  writer.int32(correlationId)
  if (isFlexible(codec, apiVersion)) writer.tags()
  codec.encode(writer, response, apiVersion)
  writer.patchInt32(0, writer.length - 4)
  return writer.finish()
}
