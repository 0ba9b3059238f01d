/** A request in flight, or its answer on the way back. */
import type { Api, Request, Response } from './requests.ts'
import type { Rule } from './rule.ts'

export interface Message {
  readonly ticket: number
  /** Index of the instance that sent it. */
  readonly instance: number
  readonly broker: number
  /**
   * Messages of one connection are applied and answered in order. A negative one is broken: what
   * the broker had got over it is still applied, in order, too.
   */
  connection: number
  /** Nobody takes the answer: the connection that would bring it is broken. */
  readonly unheard: boolean
  readonly request: Request
  /** The rule of its API, which its sender knows. */
  readonly rule: Rule
  /** The request's, kept here because it is asked for at every step. */
  readonly api: Api
  response: Response | null
  /** `held`: applied, and the broker has not answered yet. */
  status: 'sent' | 'held' | 'answered'
  /** With this answer the client's whole time (default.api.timeout.ms) is over, too. */
  timedOut: boolean
  /** When its next step is due. */
  due: number
}

/** Whether applying the request can change what anybody sees later. */
export function changesCluster({ rule }: Message): boolean {
  return rule.changes !== 'nothing'
}
