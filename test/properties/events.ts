/** The events of hand-written histories, a short name each. */
import type { FaultName } from '../../src/model/faults/all.ts'
import type { CommitSource, HistoryEvent, PositionReason } from '../../src/model/history.ts'

const time = 0
const generation = 1
/** Partition 0 of the topic, where a test does not say otherwise. */
const place = { topic: 'orders', partition: 0 } as const

export * from './process-events.ts'

/** One event, or several in a row. */
export type Line = HistoryEvent | readonly HistoryEvent[]

export const produced = (...offsets: number[]) =>
  offsets.map(
    (offset): HistoryEvent => ({ kind: 'produced', time, ...place, offset, aborted: false }),
  )
export const producedAborted = (offset: number): HistoryEvent => ({
  kind: 'produced',
  time,
  ...place,
  offset,
  aborted: true,
})
export const truncatedTo = (offset: number): HistoryEvent => ({
  kind: 'truncated-to',
  time,
  ...place,
  offset,
})
export const deletedBelow = (offset: number): HistoryEvent => ({
  kind: 'deleted-below',
  time,
  ...place,
  offset,
})
export const assigned = (member: string): HistoryEvent => ({
  kind: 'assigned',
  time,
  ...place,
  member,
  generation,
})
export const revoked = (member: string): HistoryEvent => ({
  kind: 'revoked',
  time,
  ...place,
  member,
  generation,
})
export const lost = (member: string): HistoryEvent => ({
  kind: 'lost',
  time,
  ...place,
  member,
  generation,
})
export const position = (
  member: string,
  offset: number,
  reason: PositionReason = 'committed',
): HistoryEvent => ({ kind: 'position', time, ...place, member, offset, reason })
export const polled = (member: string, ...offsets: number[]): HistoryEvent => ({
  kind: 'polled',
  time,
  ...place,
  member,
  generation,
  offsets,
})
export const started = (member: string, offset: number): HistoryEvent => ({
  kind: 'processing-started',
  time,
  ...place,
  member,
  offset,
})
export const effect = (
  member: string,
  offset: number,
  transaction: number | null = null,
): HistoryEvent => ({ kind: 'effect', time, ...place, member, offset, transaction })
export const done = (member: string, offset: number): HistoryEvent => ({
  kind: 'processing-done',
  time,
  ...place,
  member,
  offset,
})
export const failed = (member: string, offset: number): HistoryEvent => ({
  kind: 'processing-failed',
  time,
  ...place,
  member,
  offset,
  error: 'HandlerError',
})
export const skipped = (member: string, offset: number): HistoryEvent => ({
  kind: 'processing-skipped',
  time,
  ...place,
  member,
  offset,
})
export const handedOn = (
  member: string,
  offset: number,
  transaction: number | null = null,
): HistoryEvent => ({
  kind: 'handed-on',
  time,
  ...place,
  member,
  offset,
  toTopic: 'orders-dlt',
  toPartition: 0,
  toOffset: 0,
  ...(transaction === null ? {} : { transaction }),
})
/** Started, took effect, done. */
export const processes = (member: string, ...offsets: number[]) =>
  offsets.flatMap((offset) => [
    started(member, offset),
    effect(member, offset),
    done(member, offset),
  ])
/** The same inside a transaction. */
export const processesIn = (transaction: number, member: string, ...offsets: number[]) =>
  offsets.flatMap((offset) => [
    started(member, offset),
    effect(member, offset, transaction),
    done(member, offset),
  ])
export const requested = (
  member: string,
  offset: number,
  commit = 1,
  source: CommitSource = 'sync',
  transaction?: number,
): HistoryEvent => ({
  kind: 'commit-requested',
  time,
  ...place,
  member,
  generation,
  commit,
  offset,
  source,
  ...(transaction === undefined ? {} : { transaction }),
})
export const applied = (
  member: string,
  offset: number,
  previous: number | null = null,
  commit = 1,
): HistoryEvent => ({
  kind: 'commit-applied',
  time,
  ...place,
  member,
  generation,
  commit,
  offset,
  previous,
  source: 'sync',
})
export const acknowledged = (member: string, offset: number, commit = 1): HistoryEvent => ({
  kind: 'commit-acknowledged',
  time,
  ...place,
  member,
  generation,
  commit,
  offset,
})
export const refused = (member: string, offset: number, commit = 1): HistoryEvent => ({
  kind: 'commit-refused',
  time,
  ...place,
  member,
  generation,
  commit,
  offset,
  error: 'ILLEGAL_GENERATION',
})
export const unknown = (member: string, offset: number, commit = 1): HistoryEvent => ({
  kind: 'commit-unknown',
  time,
  ...place,
  member,
  generation,
  commit,
  offset,
  error: 'TimeoutException',
})
export const offsetLost = (previous: number, offset: number | null = null): HistoryEvent => ({
  kind: 'committed-offset-lost',
  time,
  ...place,
  previous,
  offset,
  reason: 'offsets-loss',
})
export const saved = (
  member: string,
  offset: number,
  transaction: number | null = null,
): HistoryEvent => ({ kind: 'store-saved', time, ...place, member, offset, transaction })
export const begun = (member: string, transaction: number): HistoryEvent => ({
  kind: 'transaction-begun',
  time,
  member,
  transaction,
  of: 'kafka',
})
export const committed = (member: string, transaction: number): HistoryEvent => ({
  kind: 'transaction-committed',
  time,
  member,
  transaction,
})
export const aborted = (member: string, transaction: number): HistoryEvent => ({
  kind: 'transaction-aborted',
  time,
  member,
  transaction,
  reason: 'abortTransaction',
})
export const fault = (name: FaultName, member: string | null): HistoryEvent => ({
  kind: 'fault',
  time,
  fault: name,
  member,
  detail: '',
})
export const crash = (member: string) => fault('crash', member)
export const ended = (drained = true): HistoryEvent => ({ kind: 'ended', time, drained })

/** The events of some lines as of another partition. */
export const inPartition = (partition: number, ...lines: Line[]): HistoryEvent[] =>
  lines.flat().map((event) => ('partition' in event ? { ...event, partition } : event))
