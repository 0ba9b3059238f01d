/**
 * Fetch sessions: what a broker remembers of a client's fetches, so that the client names only what
 * changes.
 *
 * Behaviour: a full fetch (epoch 0) begins a session when it is answered, and ends the one that it
 * names; one of epoch -1 only ends it. What goes on with a session must name one that the broker
 * knows (FETCH_SESSION_ID_NOT_FOUND), and the next epoch (INVALID_FETCH_SESSION_EPOCH). It adds,
 * changes and forgets partitions, and reads all that are left; without any the session ends.
 * Its answer leaves out a partition that has no records, no error, the high watermark and the log
 * start that were told last; not the last stable offset. A broker that lost a lead was restarted,
 * and knows no session any more. A broker remembers 1,000 of them: who wants one more is given none
 * (id 0), and goes on naming all that it wants.
 *
 * Left out: that a session which was not used for two minutes makes room for another; topic ids.
 *
 * Source: KIP-227; `FetchManager.newContext`, `FullFetchContext`, `IncrementalFetchContext`,
 * `CachedPartition.maybeUpdateResponseData`,
 * `FetchSessionCache.maybeCreateSession`.
 */
import type { KafkaErrorCode } from '../errors.ts'
import { removeAt } from '../lists.ts'
import type { FetchEntry } from '../network/client-requests.ts'
import type { FetchedPartition } from '../network/client-responses.ts'
import type { RequestOf, ResponseOf } from '../network/requests.ts'
import type { TopicPartition } from '../topic-partition.ts'

interface SessionPartition {
  entry: FetchEntry
  /** As they were told last; -1: nothing was told, or an error. */
  highWatermark: number
  logStart: number
}

/** One session at one broker. */
export interface FetchSession {
  readonly id: number
  readonly broker: number
  /** That the next request must have. */
  epoch: number
  /** In the order in which they are read. */
  readonly partitions: SessionPartition[]
}

/** The sessions of all brokers, in the order in which they began. */
export interface FetchSessions {
  /** The id that was given out last. */
  lastId: number
  readonly open: FetchSession[]
}

type FetchRequest = RequestOf<'Fetch'>
type FetchResponse = ResponseOf<'Fetch'>

interface Sessions {
  readonly fetchSessions: FetchSessions
}

const initialEpoch = 0
const finalEpoch = -1
const noSession = 0
/** At one broker. */
const sessionsMax = 1000

/** No session yet. */
export function createFetchSessions(): FetchSessions {
  return { lastId: 0, open: [] }
}

/** The request with all that it reads; or why it is refused. */
export function takeUp(
  { fetchSessions }: Sessions,
  broker: number,
  request: FetchRequest,
): FetchRequest | KafkaErrorCode {
  if (request.session === undefined) return request
  const { session, ...sessionless } = request
  const { id, epoch } = session
  const known = find(fetchSessions, broker, id)
  if (epoch === initialEpoch || epoch === finalEpoch) {
    if (known !== undefined) end(fetchSessions, known)
    return epoch === finalEpoch ? sessionless : request
  }
  if (known === undefined) return 'FETCH_SESSION_ID_NOT_FOUND'
  if (known.epoch !== epoch) return 'INVALID_FETCH_SESSION_EPOCH'
  for (const entry of request.partitions) change(known, entry)
  for (const forgotten of session.forgotten) forget(known, forgotten)
  if (known.partitions.length === 0) {
    end(fetchSessions, known)
    return sessionless
  }
  known.epoch = after(epoch)
  return { ...request, partitions: known.partitions.map(({ entry }) => entry) }
}

/** The answer to a request that was taken up, with what was read. */
export function answerOf(
  { fetchSessions }: Sessions,
  broker: number,
  { session, partitions: asked }: FetchRequest,
  read: readonly FetchedPartition[],
): FetchResponse {
  const answer = { api: 'Fetch', error: 'NONE' } as const
  if (session === undefined) return { ...answer, partitions: read }
  const { epoch } = session
  if (epoch === initialEpoch) {
    const isFull = countAt(fetchSessions, broker) >= sessionsMax
    const sessionId = isFull ? noSession : begin(fetchSessions, broker, asked, read)
    return { ...answer, sessionId, partitions: read }
  }
  const sessionId = session.id
  const known = find(fetchSessions, broker, sessionId)
  if (known === undefined) return { ...answer, sessionId, partitions: read }
  if (known.epoch !== after(epoch)) {
    return { ...answer, error: 'INVALID_FETCH_SESSION_EPOCH', sessionId, partitions: [] }
  }
  return { ...answer, sessionId, partitions: read.filter((one) => isNews(known, one)) }
}

/** The broker was restarted. */
export function forgetSessions({ fetchSessions: { open } }: Sessions, broker: number): void {
  for (let i = open.length - 1; i >= 0; i--) {
    if (open[i]?.broker === broker) removeAt(open, i)
  }
}

/** How many bytes a session takes of a partition; undefined: it says nothing. */
export function maxBytesInSession(
  { fetchSessions }: Sessions,
  id: number,
  partition: TopicPartition,
): number | undefined {
  const session = fetchSessions.open.find((known) => known.id === id)
  return session === undefined ? undefined : partitionOf(session, partition)?.entry.maxBytes
}

function countAt({ open }: FetchSessions, broker: number): number {
  let count = 0
  for (const session of open) if (session.broker === broker) count += 1
  return count
}

function find({ open }: FetchSessions, broker: number, id: number): FetchSession | undefined {
  return open.find((session) => session.id === id && session.broker === broker)
}

function begin(
  sessions: FetchSessions,
  broker: number,
  asked: readonly FetchEntry[],
  read: readonly FetchedPartition[],
): number {
  const id = ++sessions.lastId
  const partitions = asked.map((entry, i): SessionPartition => {
    const told = read[i]
    return { entry, highWatermark: told?.highWatermark ?? -1, logStart: told?.logStart ?? -1 }
  })
  sessions.open.push({ id, broker, epoch: after(initialEpoch), partitions })
  return id
}

function end({ open }: FetchSessions, session: FetchSession): void {
  removeAt(open, open.indexOf(session))
}

/** The epoch that comes next: 0 and -1 mean something else. */
function after(epoch: number): number {
  return epoch === 2 ** 31 - 1 ? 1 : epoch + 1
}

function partitionOf(
  { partitions }: FetchSession,
  { topic, partition }: TopicPartition,
): SessionPartition | undefined {
  return partitions.find(({ entry }) => entry.topic === topic && entry.partition === partition)
}

function change(session: FetchSession, entry: FetchEntry): void {
  const known = partitionOf(session, entry)
  if (known !== undefined) known.entry = entry
  else session.partitions.push({ entry, highWatermark: -1, logStart: -1 })
}

function forget(session: FetchSession, forgotten: TopicPartition): void {
  const known = partitionOf(session, forgotten)
  if (known !== undefined) removeAt(session.partitions, session.partitions.indexOf(known))
}

/** Whether the answer tells of the partition; remembers what it tells. */
function isNews(session: FetchSession, read: FetchedPartition): boolean {
  const known = partitionOf(session, read)
  if (known === undefined) return true
  const isSame = known.highWatermark === read.highWatermark && known.logStart === read.logStart
  known.highWatermark = read.error === 'NONE' ? read.highWatermark : -1
  known.logStart = read.logStart
  if (read.records.length > 0) {
    // What others have not got yet is read first the next time.
    removeAt(session.partitions, session.partitions.indexOf(known))
    session.partitions.push(known)
  }
  return !isSame || read.records.length > 0 || read.error !== 'NONE'
}
