/** What each file of `apis/` gives: one API, between the wire and the model. */
import type { Cluster } from '../model/cluster/cluster.ts'
import type { LogRecord, PartitionLog } from '../model/cluster/partition-log.ts'
import type { Api, RequestOf, ResponseOf } from '../model/network/requests.ts'
import type { Rule } from '../model/network/rule.ts'
import type { Codec, WireMessage } from '../wire/codec.ts'
import type { WireHeader } from '../wire/record.ts'
import type { Address } from './addresses.ts'
import type { GroupNames } from './group-names.ts'

/** A record's key, value, headers and time, in bytes. */
export interface Content {
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: readonly WireHeader[]
  readonly timestamp: number
}

/** What translations know of the client that asks. */
export interface Asker {
  /** Its client id, as the model knows it. */
  readonly name: string
  /** What a record holds that no application's producer wrote. */
  contentOf(log: PartitionLog, record: LogRecord): Content
}

/** What a translation may look at besides the message. */
export interface Surroundings {
  readonly cluster: Cluster
  readonly groups: GroupNames
  /** Where clients find a broker. */
  readonly addressOf: (broker: number) => Address
  readonly client: Asker
  /** In which version it asks. */
  readonly version: number
  /** Of a commit: its number in the history; -1 for anything else. */
  readonly commit: number
}

/** One API as a broker speaks it. */
export interface BrokerApi<
  A extends Api = Api,
  Request extends WireMessage = WireMessage,
  Response extends WireMessage = WireMessage,
> {
  readonly codec: Codec<Request, Response>
  readonly rule: Rule<A>
  /** Whether drawings show it: not what clients ask all the time and what nothing depends on. */
  readonly traced: boolean
  /** What the request asks of the cluster, when it is written. */
  toModel(request: Request, surroundings: Surroundings): RequestOf<A>
  /** What the answer says on the wire, when it reaches the client. */
  toWire(answer: ResponseOf<A>, request: Request, surroundings: Surroundings): Response
}
