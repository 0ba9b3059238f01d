/**
 * What the clients of one side were told, and what they ask on the strength of it.
 *
 * Each side has one: the ids that a real broker gives out are not those of the model. Answers are
 * compared after every id in them was replaced by a name in the order in which ids came up.
 */
import { errorName } from '../../src/wire/error-codes.ts'
import {
  type CommittedPartition,
  type GenerationRef,
  type MemberRef,
  type PartitionRef,
  type ProducerRef,
  type RequestStep,
  recordTimeMs,
  type SessionRef,
  type TopicRef,
} from './step.ts'
import { encodeSubscription } from './subscription.ts'

/** How groups, topics and transactional ids of a sequence are called on one side. */
export interface Names {
  group(group: number): string
  topic(topic: TopicRef): string
  transactionalId(id: number): string
}

interface Membership {
  readonly ids: string[]
  generation: number
  /** Ids of all members, if it leads. */
  members: readonly string[]
}

interface Identity {
  readonly producerId: string
  readonly producerEpoch: number
}

interface FetchSession {
  readonly id: number
  /** The epoch that comes next. */
  readonly next: number
  /** From where on each partition is read. */
  readonly offsets: ReadonlyMap<string, number>
}

type SessionStep = Extract<RequestStep, { readonly session: SessionRef }>

interface FetchAnswer {
  readonly errorCode: number
  readonly sessionId: number
  readonly responses: readonly {
    readonly topicName: string
    readonly partitions: readonly {
      readonly partition: number
      readonly messages: readonly { readonly offset: string }[]
    }[]
  }[]
}

/** An answer with names in place of ids: what is compared. */
export type Answer = Readonly<Record<string, unknown>>

type Decoded = Readonly<Record<string, unknown>>

export class Observed {
  readonly #names: Names
  readonly #scale: number
  readonly #memberships = new Map<string, Membership>()
  readonly #identities = new Map<number, Identity>()
  readonly #sessions = new Map<number, FetchSession>()
  readonly #sequences = new Map<string, number>()
  readonly #nameOf = new Map<string, string>()

  /** `scale`: how many milliseconds to ask for instead of one. */
  constructor(names: Names, scale = 1) {
    this.#names = names
    this.#scale = scale
  }

  /** The arguments of a request, as kafkajs takes them. */
  argumentsOf(step: RequestStep): unknown {
    const groupId = 'group' in step ? this.#groupId(step.group) : ''
    switch (step.api) {
      case 'JoinGroup': {
        const { sessionMs, rebalanceMs, protocols, subscription } = step
        const metadata = encodeSubscription(this.#names.topic(0), subscription)
        return {
          groupId,
          sessionTimeout: sessionMs * this.#scale,
          rebalanceTimeout: rebalanceMs * this.#scale,
          memberId: this.#memberId(step.group, step.member),
          groupInstanceId: instanceOf(step.instance),
          protocolType: step.protocolType ?? 'consumer',
          groupProtocols: protocols.map((name) => ({ name, metadata })),
        }
      }
      case 'SyncGroup':
        return {
          groupId,
          generationId: this.#generation(step.group, step.generation),
          memberId: this.#memberId(step.group, step.member),
          groupInstanceId: instanceOf(step.instance),
          groupAssignment: step.assigns ? this.#assignments(step.group, step.client) : [],
        }
      case 'Heartbeat':
        return {
          groupId,
          groupGenerationId: this.#generation(step.group, step.generation),
          memberId: this.#memberId(step.group, step.member),
          groupInstanceId: instanceOf(step.instance),
        }
      case 'LeaveGroup':
        return {
          groupId,
          members: step.members.map(({ member, instance }) => ({
            memberId: this.#memberId(step.group, member),
            groupInstanceId: instanceOf(instance),
          })),
        }
      case 'OffsetCommit':
        return {
          groupId,
          groupGenerationId: this.#generation(step.group, step.generation),
          memberId: this.#memberId(step.group, step.member),
          topics: this.#offsets(step.offsets),
        }
      // kafkajs asks for all by an empty list.
      case 'OffsetFetch':
        return {
          groupId,
          topics: this.#partitions(step.partitions ?? []),
          requireStable: step.stable ?? false,
          version: step.version ?? (step.stable === true ? 7 : undefined),
        }
      case 'OffsetDelete':
        return { groupId, topics: this.#partitions(step.partitions) }
      case 'DescribeGroups':
        return { groupIds: step.groups.map((group) => this.#groupId(group)) }
      case 'ListGroups':
        return {}
      case 'DeleteGroups':
        return step.groups.map((group) => this.#groupId(group))
      case 'InitProducerId':
        return {
          transactionalId:
            step.transactional === null ? null : this.#names.transactionalId(step.transactional),
          transactionTimeout: step.timeoutMs * this.#scale,
        }
      case 'AddPartitionsToTxn':
        return {
          ...this.#identity(step),
          transactionalId: this.#names.transactionalId(step.transactional),
          topics: this.#partitions(step.partitions).map(({ topic, partitions }) => ({
            topic,
            partitions: partitions.map(({ partition }) => partition),
          })),
        }
      case 'AddOffsetsToTxn':
        return {
          ...this.#identity(step),
          transactionalId: this.#names.transactionalId(step.transactional),
          groupId,
        }
      case 'TxnOffsetCommit':
        return {
          ...this.#identity(step),
          transactionalId: this.#names.transactionalId(step.transactional),
          groupId,
          topics: this.#offsets(step.offsets),
        }
      case 'EndTxn':
        return {
          ...this.#identity(step),
          transactionalId: this.#names.transactionalId(step.transactional),
          transactionResult: step.commit,
        }
      case 'Produce':
        return this.#production(step)
      case 'Fetch': {
        const read = 'partitions' in step ? step.partitions : [step]
        return {
          ...{ replicaId: -1, maxWaitTime: 0, minBytes: 1, maxBytes: 1 << 20 },
          isolationLevel: step.committedOnly ? 1 : 0,
          ...this.#session(step),
          topics: groupedBy(read, ({ topic }) => topic).map(([topic, partitions]) => ({
            topic: this.#names.topic(topic),
            partitions: partitions.map(({ partition, offset }) => {
              return { partition, fetchOffset: offset, maxBytes: 1 << 20 }
            }),
          })),
        }
      }
      case 'ListOffsets':
        return {
          replicaId: -1,
          isolationLevel: step.committedOnly ? 1 : 0,
          topics: [
            {
              topic: this.#names.topic(step.topic),
              partitions: [
                {
                  ...{ partition: step.partition, timestamp: timestampOf(step.at) },
                  currentLeaderEpoch: step.leaderEpoch ?? -1,
                },
              ],
            },
          ],
          version: step.version,
        }
      case 'DeleteRecords':
        return {
          topics: [
            {
              topic: this.#names.topic(step.topic),
              partitions: [{ partition: step.partition, offset: String(step.offset) }],
            },
          ],
        }
      case 'CreatePartitions':
        return {
          topicPartitions: [{ topic: this.#names.topic(step.topic), count: step.count }],
          validateOnly: false,
          timeout: 5000,
        }
      case 'Metadata':
        return {
          topics: step.topics.map((topic) => this.#names.topic(topic)),
          allowAutoTopicCreation: false,
        }
      case 'FindCoordinator':
        return step.type === 'group'
          ? { coordinatorKey: this.#names.group(step.key), coordinatorType: 0 }
          : { coordinatorKey: this.#names.transactionalId(step.key), coordinatorType: 1 }
      default:
        return step satisfies never
    }
  }

  /** Takes in an answer, and says it with names in place of ids. */
  take(step: RequestStep, decoded: unknown): Answer {
    let answer = step.api === 'ListGroups' ? this.#own(decoded as Decoded) : (decoded as Decoded)
    if (step.api === 'JoinGroup') this.#joined(step.group, step.client, answer)
    if (step.api === 'InitProducerId' && answer['errorCode'] === 0) {
      const { producerId, producerEpoch } = answer as unknown as Identity
      this.#identities.set(step.producer, { producerId: String(producerId), producerEpoch })
      for (const key of this.#sequences.keys()) {
        if (key.startsWith(`${step.producer} `)) this.#sequences.delete(key)
      }
    }
    if (step.api === 'Produce' && step.by !== null && produced(answer)) {
      const key = `${step.by.producer} ${step.topic} ${step.partition}`
      const next = this.#sequences.get(key) ?? 0
      this.#sequences.set(key, next + step.sequencePlus + step.records)
    }
    if (step.api === 'Fetch' && 'partitions' in step) {
      return this.#named(this.#fetched(step, answer)) as Answer
    }
    // It may be asked again and be given another one.
    if (step.api === 'Fetch')
      answer = { ...answer, sessionId: answer['sessionId'] === 0 ? 0 : 'any' }
    return this.#named(answer) as Answer
  }

  /** Another member leads than was told: it knows what the first one was told of the others. */
  lead(group: number, from: number, to: number): void {
    const { members } = this.#membership(group, from)
    this.#membership(group, from).members = []
    this.#membership(group, to).members = members
  }

  /** The name that stands for a member id. */
  nameOf(memberId: string): string {
    return this.#nameFor(memberId, 'member')
  }

  /** The member id of that name on this side; absent: no id has it yet. */
  idOf(name: string): string | undefined {
    return [...this.#nameOf].find(([, known]) => known === name)?.[0]
  }

  #joined(group: number, client: number, answer: Decoded): void {
    const { errorCode, memberId, generationId, members } = answer as {
      readonly errorCode: number
      readonly memberId: string
      readonly generationId: number
      readonly members: readonly { readonly memberId: string }[]
    }
    const membership = this.#membership(group, client)
    const given = errorName(errorCode) === 'MEMBER_ID_REQUIRED'
    if (memberId !== '' && (errorCode === 0 || given)) {
      if (membership.ids.at(-1) !== memberId) membership.ids.push(memberId)
    }
    if (errorCode !== 0) return
    membership.generation = generationId
    membership.members = members.map((member) => member.memberId)
  }

  /** Of all groups those that the sequence knows: it shares brokers with others. */
  #own(answer: Decoded): Decoded {
    const groups = answer['groups'] as readonly { readonly groupId: string }[]
    const own = [-1, 0, 1].map((group) => this.#groupId(group))
    return { ...answer, groups: groups.filter(({ groupId }) => own.includes(groupId)) }
  }

  #groupId(group: number): string {
    return group < 0 ? '' : this.#names.group(group)
  }

  #membership(group: number, client: number): Membership {
    const key = `${group} ${client}`
    const known = this.#memberships.get(key)
    if (known !== undefined) return known
    const fresh = { ids: [], generation: 0, members: [] }
    this.#memberships.set(key, fresh)
    return fresh
  }

  #memberId(group: number, ref: MemberRef): string {
    if (ref.of === 'none') return ''
    if (ref.of === 'nobody') return 'nobody-was-told-this'
    const { ids } = this.#membership(group, ref.of)
    return ids.at('before' in ref ? -2 : -1) ?? ''
  }

  #generation(group: number, ref: GenerationRef): number {
    if (ref.of === 'simple') return -1
    return this.#membership(group, ref.of).generation + ref.plus
  }

  #assignments(group: number, client: number) {
    return this.#membership(group, client).members.map((memberId) => ({
      memberId,
      memberAssignment: Buffer.from(`for ${this.nameOf(memberId)}`),
    }))
  }

  #offsets(offsets: readonly CommittedPartition[]) {
    return groupedBy(offsets, ({ topic }) => topic).map(([topic, partitions]) => ({
      topic: this.#names.topic(topic),
      partitions: partitions.map(({ partition, offset, metadata }) => ({
        ...{ partition, offset: String(offset) },
        metadata: metadata === null ? null : 'x'.repeat(metadata),
      })),
    }))
  }

  #partitions(partitions: readonly PartitionRef[]) {
    return groupedBy(partitions, ({ topic }) => topic).map(([topic, those]) => ({
      topic: this.#names.topic(topic),
      partitions: those.map(({ partition }) => ({ partition })),
    }))
  }

  #identity({ producer, plus }: ProducerRef) {
    const { producerId, producerEpoch } = this.#identities.get(producer) ?? unheardOf(producer)
    return { producerId, producerEpoch: Math.max(0, producerEpoch + plus) }
  }

  #session(step: RequestStep & { readonly api: 'Fetch' }) {
    const { session } = step
    if (session === undefined) return {}
    if ('id' in session) return { sessionId: session.id, sessionEpoch: session.epoch }
    const { id, next } = this.#sessions.get(session.of) ?? { id: 0, next: 1 }
    const { epoch } = session
    const sessionEpoch = epoch === 'begin' ? 0 : epoch === 'end' ? -1 : Math.max(1, next + epoch)
    const forgotten = 'forgotten' in step ? step.forgotten : []
    return {
      ...{ sessionId: id, sessionEpoch },
      forgottenTopics: this.#partitions(forgotten).map(({ topic, partitions }) => ({
        topic,
        partitions: partitions.map(({ partition }) => partition),
      })),
    }
  }

  /** The answer in one form: each topic once, of whole batches the records from the offset on. */
  #fetched({ session, partitions }: SessionStep, answer: Decoded): Decoded {
    const { of, epoch } = session
    const told = answer as unknown as FetchAnswer
    const known = epoch === 'begin' ? undefined : this.#sessions.get(of)
    const offsets = new Map(known?.offsets)
    for (const { topic, partition, offset } of partitions) {
      offsets.set(`${this.#names.topic(topic)} ${partition}`, offset)
    }
    if (told.errorCode === 0 && told.sessionId !== 0) {
      const next = (known?.next ?? 0) + 1
      this.#sessions.set(of, { id: told.sessionId, next, offsets })
    }
    const responses = groupedBy(told.responses, ({ topicName }) => topicName)
    return {
      ...answer,
      responses: responses.map(([topicName, parts]) => ({
        topicName,
        partitions: parts
          .flatMap((part) => part.partitions)
          .map((part) => {
            const from = offsets.get(`${topicName} ${part.partition}`) ?? 0
            return { ...part, messages: part.messages.filter((one) => Number(one.offset) >= from) }
          }),
      })),
    }
  }

  #production(step: RequestStep & { readonly api: 'Produce' }) {
    const { by, topic, partition, records, transactional, sequencePlus, times } = step
    const identity = by === null ? undefined : this.#identity(by)
    const key = by === null ? '' : `${by.producer} ${topic} ${partition}`
    const firstSequence = Math.max(0, (this.#sequences.get(key) ?? 0) + sequencePlus)
    return {
      acks: -1,
      timeout: 5000,
      transactionalId: transactional === null ? null : this.#names.transactionalId(transactional),
      ...(identity ?? { producerEpoch: -1 }),
      topicData: [
        {
          topic: this.#names.topic(topic),
          partitions: [
            {
              partition,
              firstSequence: by === null ? undefined : firstSequence,
              messages: Array.from({ length: records }, (_, i) => ({
                ...{ key: Buffer.from('k'), value: Buffer.from('v') },
                timestamp: recordTimeMs + (times?.[i] ?? 0),
              })),
            },
          ],
        },
      ],
    }
  }

  /** The same with names in place of ids, error names in place of numbers, and without times. */
  #named(value: unknown, key = ''): unknown {
    if (key === 'errorCode') return nameOfError(value as number)
    if (key === 'timestamp') return nameOfTime(Number(value))
    if (key === 'sessionId') return value === 0 ? 0 : this.#nameFor(`session ${value}`, 'session')
    if (key === 'producerId') return this.#nameFor(String(value), 'producer')
    if (typeof value === 'string' && idKeys.has(key)) return this.#nameFor(value, 'member')
    if (typeof value === 'bigint') return String(value)
    if (typeof value === 'string') return this.#commonName(value)
    if (Buffer.isBuffer(value)) return this.#commonName(value.toString('latin1'))
    if (Array.isArray(value)) return value.map((one) => this.#named(one, key))
    if (typeof value !== 'object' || value === null) return value
    const named: Record<string, unknown> = {}
    for (const [name, part] of Object.entries(value)) {
      if (!ignored.has(name)) named[name] = this.#named(part, name)
    }
    return named
  }

  #nameFor(id: string, kind: string): string {
    if (id === '' || id === '-1') return id
    const known = this.#nameOf.get(id)
    if (known !== undefined) return known
    const count = [...this.#nameOf.values()].filter((name) => name.startsWith(kind)).length
    const name = `${kind} ${count}`
    this.#nameOf.set(id, name)
    return name
  }

  /** Groups, topics and transactional ids as the sequence calls them. */
  #commonName(text: string): string {
    for (const number of [0, 1]) {
      if (text === this.#names.group(number)) return `group ${number}`
      if (text === this.#names.transactionalId(number)) return `transactional id ${number}`
    }
    let common = text
    for (const topic of [0, 1, 'unknown'] as const) {
      const name = this.#names.topic(topic)
      // In what members say of themselves its length stands before it.
      const counted = String.fromCharCode(name.length >> 8, name.length & 255) + name
      common = common.replaceAll(counted, `topic ${topic}`).replaceAll(name, `topic ${topic}`)
    }
    return common
  }
}

/** Who was told no identity yet makes one up, beyond those that a broker will give out. */
function unheardOf(producer: number): Identity {
  return { producerId: String(1_000_000_000_000 + producer), producerEpoch: 0 }
}

const idKeys = new Set(['memberId', 'leaderId'])

/** What says when, where and for how long, and what kafkajs adds. */
const ignored = new Set([
  ...['throttleTime', 'throttleTimeMs', 'clientSideThrottleTime', 'error', 'errorMessage'],
  ...['logAppendTime', 'clusterId', 'host', 'port', 'rack', 'clientHost'],
  ...['batchContext', 'firstTimestamp', 'maxTimestamp', 'magicByte', 'attributes', 'size'],
  'preferredReadReplica',
  // Kafka keeps that of the process which joined first with an instance id, the model the last.
  'clientId',
])

function timestampOf(at: 'earliest' | 'latest' | 'max-timestamp' | number): number {
  if (at === 'max-timestamp') return -3
  if (at === 'latest') return -1
  if (at === 'earliest') return -2
  return at < 0 ? at : recordTimeMs + at
}

/** The time of a record as the sequence says it; what brokers write has times of their own. */
function nameOfTime(ms: number): number | string {
  const since = ms - recordTimeMs
  if (ms < 0) return ms
  return since >= 0 && since < recordTimesMax ? since : 'the clock'
}

/** No record is that much younger than the oldest. */
const recordTimesMax = 1_000_000

/** The error's name; of one that our wire does not know the number. */
function nameOfError(code: number): string {
  const name = errorName(code)
  return name === 'UNKNOWN_SERVER_ERROR' && code !== -1 ? `error ${code}` : name
}

function produced(answer: Decoded): boolean {
  const [topic] = answer['topics'] as readonly { partitions: readonly { errorCode: number }[] }[]
  return topic?.partitions[0]?.errorCode === 0
}

function instanceOf(instance: number | null): string | null {
  return instance === null ? null : `instance-${instance}`
}

function groupedBy<T, K>(list: readonly T[], keyOf: (entry: T) => K): [K, T[]][] {
  const groups = new Map<K, T[]>()
  for (const entry of list) {
    const key = keyOf(entry)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [entry])
    else group.push(entry)
  }
  return [...groups]
}
