/** What the wire knows of a message in flight, besides what the model's network knows. */
import type { App } from '../kafkajs/app/app.ts'
import type { SimulatedSocket } from '../kafkajs/app/socket.ts'
import type { WireRequest, WireResponse } from './apis.ts'

export interface Flight {
  readonly ticket: number
  readonly app: App
  readonly socket: SimulatedSocket
  readonly correlationId: number
  readonly apiVersion: number
  readonly request: WireRequest
  /** Of a commit: its number in the history; -1 for anything else. */
  readonly commit: number
  /** The answer, where the wire knows it without the model; null: not known yet, or the model's. */
  answer: WireResponse | null
  /** It has been put off on its way there, or on its way back: each at most once. */
  delayedThere: boolean
  delayedBack: boolean
}
