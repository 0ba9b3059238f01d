/** kafkajs' own protocol code: what our bytes are held against. */
import { createRequire } from 'node:module'
import { apis, codecs, spokenVersions } from '../../src/broker/apis.ts'
import type { AnyCodec, WireMessage } from '../../src/wire/codec.ts'
import { decodeRequest } from '../../src/wire/decode-request.ts'
import { encodeResponse } from '../../src/wire/encode-response.ts'
import { FrameCutter } from '../../src/wire/frame.ts'

const require = createRequire(import.meta.url)
const root = 'kafkajs/src'

/** A kafkajs module that has no types. */
export function internal<T>(path: string): T {
  return require(`${root}/${path}`) as T
}

interface Exchange {
  readonly request: { readonly apiVersion: number }
  readonly response: {
    decode(bytes: Buffer): Promise<unknown>
    parse(decoded: unknown): Promise<unknown>
  }
}

interface Requests {
  readonly requests: Readonly<Record<string, unknown>>
  lookup(versions: unknown): (key: number, definition: unknown) => (args: unknown) => Exchange
}

const { requests, lookup } = internal<Requests>('protocol/requests')
const frameRequest = internal<(options: unknown) => Promise<{ buffer: Buffer }>>('protocol/request')

const look = lookup(
  Object.fromEntries(
    spokenVersions.map(({ apiKey, minVersion, maxVersion }) => [
      apiKey,
      { minVersion, maxVersion },
    ]),
  ),
)

/** Our codec of that API. */
export function codecOf(name: string): AnyCodec {
  const found = apis.find(({ codec }) => codec.api === name)
  if (found === undefined) throw new Error(`no API ${name}`)
  return found.codec
}

/** What kafkajs does with that API, at the version that it picks from ours. */
export function exchange(api: string, args: unknown = {}): Exchange {
  const definition = requests[api === 'FindCoordinator' ? 'GroupCoordinator' : api]
  return look(codecOf(api).key, definition)(args)
}

/** The whole frame that kafkajs sends. */
export async function frameOf(
  api: string,
  args: unknown = {},
  header: { readonly correlationId: number; readonly clientId: string | null } = {
    correlationId: 7,
    clientId: 'a client',
  },
): Promise<Buffer> {
  const framed = await frameRequest({ ...header, request: exchange(api, args).request })
  return framed.buffer
}

/** What we make of the request that kafkajs sends. */
export async function received(api: string, args: unknown = {}): Promise<WireMessage> {
  const [frame, ...others] = new FrameCutter().push(await frameOf(api, args))
  if (frame === undefined || others.length > 0) throw new Error('one request is one frame')
  const decoded = decodeRequest(codecs, frame)
  if (decoded.kind !== 'request') throw new Error(`${decoded.kind}: ${JSON.stringify(decoded)}`)
  if (decoded.correlationId !== 7 || decoded.clientId !== 'a client') throw new Error('header')
  return decoded.request
}

/** What kafkajs makes of our response: decoded, and thrown if it holds an error. */
export async function understood<R extends WireMessage>(
  response: R,
  args: unknown = {},
): Promise<unknown> {
  const { request, response: reading } = exchange(response.api, args)
  const frame = encodeResponse(codecOf(response.api), request.apiVersion, 7, response)
  if (frame.readInt32BE(0) !== frame.length - 4) throw new Error('the size of the frame')
  if (frame.readInt32BE(4) !== 7) throw new Error('the correlation id')
  return reading.parse(await reading.decode(frame.subarray(8)))
}
