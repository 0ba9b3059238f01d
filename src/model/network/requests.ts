/**
 * Requests and responses as plain data: the border between clients and the cluster.
 *
 * Field names follow the protocol. Topic-partitions are `{topic, partition}`; -1 means "none" for
 * generations, epochs and offsets, '' for member ids, null for instance ids.
 *
 * Source: `clients/src/main/resources/common/message/*.json` of apache/kafka, and reference A.
 */
import type { ApplicationRequest, ApplicationResponse } from './application-requests.ts'
import type { ClientRequest } from './client-requests.ts'
import type { ClientResponse } from './client-responses.ts'

/**
 * Requests and responses of APIs that only clients over the wire use: each adds itself in the file
 * where its rule is, by Kafka's name, as `{ request, response }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: what is declared elsewhere is merged into it
export interface WireOnlyApis {}

type WireOnly = WireOnlyApis[keyof WireOnlyApis]

export type Request = ClientRequest | ApplicationRequest | WireOnly['request']

export type Response = ClientResponse | ApplicationResponse | WireOnly['response']

export type Api = Request['api']

type Requests = { readonly [A in Api]: Extract<Request, { readonly api: A }> }
type Responses = { readonly [A in Api]: Extract<Response, { readonly api: A }> }

export type RequestOf<A extends Api> = Requests[A]
export type ResponseOf<A extends Api> = Responses[A]
