/** The client's side of the protocol: kafkajs' own encoders and decoders, version by version. */
import { createRequire } from 'node:module'
import { apis } from '../../src/broker/apis.ts'

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
  readonly response: Reading
}

/** By the API's name, in the newest version that our brokers speak. */
const codings = new Map(
  apis.map(({ codec: { api, maxVersion } }): [string, Coding] => {
    const folder = `${api[0]?.toLowerCase()}${api.slice(1)}/v${maxVersion}`
    const part = (name: string) => require(`kafkajs/src/protocol/requests/${folder}/${name}`)
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
  const coding = codings.get(api)
  if (coding === undefined) throw new Error(`no API ${api}`)
  const request = coding.request(args)
  const { buffer } = await frameRequest({ correlationId, clientId, request })
  return { frame: buffer, decode: (body) => coding.response.decode(body) }
}
