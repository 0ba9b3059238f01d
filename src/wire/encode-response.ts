/**
 * Responses to bytes, whatever their API.
 *
 * Behaviour: ApiVersions has the header without tagged fields in every version, since whoever asks
 * does not know yet which versions are spoken.
 * Source: `ApiVersionsResponse.json` of apache/kafka (KIP-511).
 */
import { type Codec, formOf, type WireMessage } from './codec.ts'
import { Writer } from './writer.ts'

const apiVersionsKey = 18

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
  const form = formOf(codec, apiVersion)
  if (form.isFlexible && codec.key !== apiVersionsKey) writer.tags()
  codec.response.write(writer, response, form)
  writer.patchInt32(0, writer.length - 4)
  return writer.finish()
}
