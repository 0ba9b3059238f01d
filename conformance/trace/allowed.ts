/**
 * What the real client was seen to do and the model does not do. A trace for which the model has no
 * path is looked at again with these; where one of them was needed, the match says so.
 */
import { ensureCoordinator } from '../../src/model/consumer/coordinator.ts'
import type { Instance } from '../../src/model/instance/instance.ts'
import type { World } from '../../src/model/world.ts'
import { copyInstance } from '../../src/search/exhaustive/kafka/copy-instance.ts'
import type { KafkaState } from '../../src/search/exhaustive/kafka/kafka-state.ts'
import { hasLapsed } from './model-state.ts'

/** A step that the model lacks. */
export interface Allowance {
  readonly name: string
  /** What the client does, where that stands, and what it changes. */
  readonly reason: string
  /** Whether a client of that version does it; absent: each. */
  isOf?(clients: string): boolean
  /** Whether a long run may well do without it. */
  readonly isSeldom?: boolean
  /** The state in which the step between the two went another way; null: it could not. */
  other(next: KafkaState, before: KafkaState): KafkaState | null
  /** Whether what comes next in the trace speaks for it, so that it is tried before all else. */
  isLikely(next: KafkaState, before: KafkaState, hints: Hints): boolean
}

/** A commit of one partition that fails. */
export interface Failure {
  readonly error: string
  readonly offset: number
}

/** What is known of what comes next in a trace. */
export interface Hints {
  /** The partition with which the next poll of the member begins; null: nothing more is polled. */
  polled(member: string): number | null
  /** What its commits will fail with, those of them that do, in the order in which it hears of it. */
  failures(member: string): readonly Failure[]
}

/**
 * Positions that come from a committed offset are validated (OffsetsForLeaderEpoch) before they are
 * read from. The model sends that request at once. The client does not while it knows no API
 * versions of the leader, that is until its first connection to it stands: it is sent by a later
 * round of poll, behind the first fetch of partitions that need no validation. So the first poll
 * may return, and the first commit without offsets may contain, those partitions alone.
 */
const validationBehindFetch: Allowance = {
  name: 'validation-behind-fetch',
  reason: 'OffsetFetcher.validatePositionsAsync: nodeApiVersions == null, tryConnect(node)',
  other: (next, before) => {
    const sent = sentSince(next, before).filter(
      ({ request, instance }) =>
        request.api === 'OffsetsForLeaderEpoch' && !hasFetched(before.parts.instances[instance]),
    )
    if (sent.length === 0) return null
    const messages = next.parts.messages.filter((message) => !sent.includes(message))
    const instances = next.parts.instances.map((instance) => {
      if (!sent.some((message) => message.instance === instance.index)) return instance
      const copy = copyInstance(instance)
      for (const assigned of copy.consumer.partitions) {
        if (sent.some(({ ticket }) => ticket === assigned.lookup)) assigned.lookup = -1
      }
      return copy
    })
    const running = next.parts.running.map((instance) => instances[instance.index] ?? instance)
    return { ...next, parts: { ...next.parts, messages, instances, running } }
  },
  isLikely: (next, before, { polled }) =>
    sentSince(next, before).every(({ request, instance }) => {
      if (request.api !== 'OffsetsForLeaderEpoch') return true
      const first = polled(next.parts.instances[instance]?.name ?? '')
      return first !== null && request.partition.partition !== first
    }),
}

/**
 * In which order a fetch asks for partitions, and so in which order poll returns them: in the model
 * always that of the assignment. The client moves a partition to the end whenever a fetch of it
 * was drained, also where that was thrown away because of a seek. It decides which partition a poll
 * begins with, and nothing else.
 */
const drainedGoLast: Allowance = {
  name: 'drained-partitions-go-last',
  reason: 'CompletedFetch.drain: subscriptions.movePartitionToEnd(partition)',
  other: (next, before) => {
    const turned = next.parts.messages.map((message) => {
      const { request, ticket } = message
      const isNew = ticket >= before.parts.nextTicket
      if (!isNew || request.api !== 'Fetch' || request.partitions.length < 2) return message
      return { ...message, request: { ...request, partitions: request.partitions.toReversed() } }
    })
    const same = turned.every((message, i) => message === next.parts.messages[i])
    return same ? null : { ...next, parts: { ...next.parts, messages: turned } }
  },
  isLikely: (next, before, { polled }) =>
    sentSince(next, before).some(({ request, instance }) => {
      if (request.api !== 'Fetch' || request.partitions.length < 2) return false
      const first = polled(next.parts.instances[instance]?.name ?? '')
      return request.partitions.at(-1)?.partition === first
    }),
}

/**
 * A process that goes on after a freeze past its session has lost its coordinator. In the model the
 * next call that needs it looks for it; in the client the heartbeat thread does, whatever the
 * application is doing, and may send its heartbeat before the application commits. So the member
 * hears that it was expelled by the heartbeat, and what it has committed meanwhile fails with
 * RebalanceInProgressException, for by then it joins, instead of CommitFailedException.
 */
const threadLooksForCoordinator: Allowance = {
  name: 'thread-looks-for-coordinator',
  reason: 'AbstractCoordinator.HeartbeatThread.run: coordinatorUnknown(), lookupCoordinator()',
  other: (next, before) => {
    const thawed = next.parts.instances.find((one) => hasLapsed(one, before))
    if (thawed === undefined || thawed.consumer.coordinator >= 0) return null
    const instance = copyInstance(thawed)
    const instances = next.parts.instances.map((one) => (one === thawed ? instance : one))
    const running = next.parts.running.map((one) => (one === thawed ? instance : one))
    const messages = [...next.parts.messages]
    const parts = { ...next.parts, messages, instances, running }
    // Sending a request needs of a world no more than its parts, and where messages are traced.
    const world = { ...parts, ports: { meter: null } } as unknown as World
    ensureCoordinator(world, instance)
    return { ...next, parts: { ...parts, nextTicket: world.nextTicket } }
  },
  isLikely: (next, before, { failures }) =>
    next.parts.instances.some((one) => {
      const [first, second] = hasLapsed(one, before) ? failures(one.name) : []
      if (first?.error === 'RebalanceInProgressException') return true
      // The later one fails first: its generation was gone before it was sent.
      return (second?.offset ?? Number.POSITIVE_INFINITY) < (first?.offset ?? 0)
    }),
}

/**
 * Since 4.0 the client asks a broker for nothing while records of it wait in a buffer (4.2.2 has it,
 * 3.9.1 has not); before, and in the model, it asks for the partitions that have none. It decides
 * which partition a poll begins with where the records that wait are thrown away by a seek.
 */
const noFetchBesideBuffered: Allowance = {
  name: 'no-fetch-beside-buffered',
  reason: 'AbstractFetch.prepareFetchRequests: bufferedNodes, "hosts buffered partitions" (4.2.2)',
  isOf: (clients) => Number.parseInt(clients, 10) >= 4,
  isSeldom: true,
  other: (next, before) => {
    const sent = sentSince(next, before).filter(
      ({ request, instance }) => request.api === 'Fetch' && hasBuffered(next, instance),
    )
    if (sent.length === 0) return null
    const messages = next.parts.messages.filter((message) => !sent.includes(message))
    const instances = next.parts.instances.map((instance) => {
      if (!sent.some((message) => message.instance === instance.index)) return instance
      const copy = copyInstance(instance)
      const { fetches } = copy.consumer
      const kept = fetches.filter((fetch) => !sent.some(({ ticket }) => ticket === fetch.ticket))
      fetches.splice(0, fetches.length, ...kept)
      return copy
    })
    const running = next.parts.running.map((instance) => instances[instance.index] ?? instance)
    return { ...next, parts: { ...next.parts, messages, instances, running } }
  },
  isLikely: () => true,
}

function hasBuffered({ parts }: KafkaState, index: number): boolean {
  return (parts.instances[index]?.consumer.buffers.length ?? 0) > 0
}

/** Whether it has a connection to fetch on. */
function hasFetched(instance: Instance | undefined): boolean {
  return instance?.consumer.partitions.some(({ status }) => status === 'fetching') ?? false
}

function sentSince(next: KafkaState, before: KafkaState) {
  return next.parts.messages.filter(({ ticket }) => ticket >= before.parts.nextTicket)
}

export const allowances: readonly Allowance[] = [
  validationBehindFetch,
  drainedGoLast,
  noFetchBesideBuffered,
  threadLooksForCoordinator,
]
