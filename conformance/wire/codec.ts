/**
 * The client's side of the protocol: kafkajs' own encoders and decoders, version by version, and
 * what it does not speak by hand.
 */
import { createRequire } from 'node:module'
import { apis } from '../../src/broker/apis.ts'
import { frameOf, type HandWritten } from './by-hand/hand-written.ts'
import { listOffsets } from './by-hand/list-offsets.ts'
import { offsetDelete } from './by-hand/offset-delete.ts'
import { offsetFetch } from './by-hand/offset-fetch.ts'

const require = createRequire(import.meta.url)

type MakeRequest = (args: unknown) => object

interface Reading {
  decode(bytes: Buffer): Promise<unknown>
}

const frameRequest = require('kafkajs/src/protocol/request') as (
  options: unknown,
) => Promise<{ buffer: Buffer }>

interface Coding {
  readonly request: MakeRequest
  /** Of some APIs it depends on what was asked. */
  readonly response: Reading | ((args: unknown) => Reading)
}

/** By the API's name, in the newest version that kafkajs and our brokers speak. */
const codings = new Map(
  apis
    .filter(({ codec }) => codec.key !== offsetDelete.key)
    .map(({ codec: { api, maxVersion } }): [string, Coding] => {
      const folder = `kafkajs/src/protocol/requests/${api[0]?.toLowerCase()}${api.slice(1)}`
      const { versions } = require(folder) as { readonly versions: readonly string[] }
      const version = Math.min(maxVersion, Math.max(...versions.map(Number)))
      const part = (name: string) => require(`${folder}/v${version}/${name}`)
      return [api, { request: part('request'), response: part('response') }]
    }),
)

/** A request as bytes, and how its answer is read. */
export interface Encoded {
  readonly frame: Buffer
  /** The answer's bytes after the correlation id, as plain data. */
  decode(body: Buffer): Promise<unknown>
}

/** Encodes a request by its API's name, with the arguments that kafkajs takes. */
export async function encode(
  api: string,
  args: unknown,
  correlationId: number,
  clientId: string,
): Promise<Encoded> {
  const written = handWritten(api, args)
  if (written !== null) {
    const frame = frameOf(written, args, correlationId, clientId)
    return { frame, decode: async (body) => written.response(body) }
  }
  const coding = codings.get(api)
  if (coding === undefined) throw new Error(`no API ${api}`)
  const request = coding.request(args)
  const { buffer } = await frameRequest({ correlationId, clientId, request })
  const { response } = coding
  const reading = typeof response === 'function' ? response(args) : response
  return { frame: buffer, decode: (body) => reading.decode(body) }
}

function handWritten(api: string, args: unknown): HandWritten | null {
  if (api === 'OffsetDelete') return offsetDelete
  const { version } = args as { readonly version?: number }
  if (version === undefined) return null
  return api === 'ListOffsets' ? listOffsets(version) : offsetFetch(version)
}
