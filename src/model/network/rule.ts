/** The rule of an API: all that anybody has to know of it besides what its requests hold. */
import type { Cluster, Ports } from '../cluster/cluster.ts'
import type { KafkaErrorCode } from '../errors.ts'
import type { Api, RequestOf, ResponseOf } from './requests.ts'

/** Who must have the request: whichever broker it is sent to, or a coordinator. */
export type Coordinator = 'none' | 'group' | 'transaction'

/**
 * What applying a request can change that anybody sees later: `group`: no more than groups and
 * their offsets. A fetch that is held changes nothing: only its own sender can see that it waits.
 */
export type Changes = 'nothing' | 'group' | 'anything'

/** The errors of an answer that has one for each thing that was asked for. */
type Parts<A extends Api> = {
  of(answer: ResponseOf<A>): readonly { readonly error: KafkaErrorCode }[]
}['of']

/**
 * What a meter counts. `answers`: each answer by its error. `errors`: only those that have one,
 * where the others would be nearly all. `arrivals`: each answer, and each request of a group as it
 * arrives, too. A function: each part of an answer by its own error.
 */
export type Count<A extends Api> = 'answers' | 'errors' | 'arrivals' | Parts<A>

/** What Kafka does with the requests of one API. One object, in the file where its rules are. */
export interface Rule<A extends Api = Api> {
  /** Kafka's name of the API. */
  readonly api: A
  /** Kafka's number of the API. */
  readonly key: number
  readonly coordinator: Coordinator | { of(request: RequestOf<A>): Coordinator }['of']
  /** Of requests to a group's coordinator: they may be about the group without a name. */
  readonly ofNamelessGroup?: true
  readonly changes: Changes
  /** The answer that says nothing but an error, in the shape of the request. */
  refuse(request: RequestOf<A>, error: KafkaErrorCode): ResponseOf<A>
  /**
   * Applies the request. Null: held; the answer comes later, through `ports.respond` with the same
   * ticket.
   */
  handle(
    cluster: Cluster,
    ports: Ports,
    broker: number,
    request: RequestOf<A>,
    ticket: number,
  ): ResponseOf<A> | null
  readonly count: Count<A>
}
