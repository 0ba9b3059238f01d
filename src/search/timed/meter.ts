/**
 * Counts what a timed run shows while it goes on: nothing of the history is kept but, for each
 * record of the run, when it was produced, how often it took effect and who was handed it last.
 */
import type { EventOf, HistoryEvent } from '../../model/history.ts'
import { addLag, createLagHistogram, type LagHistogram } from './lag-histogram.ts'

/** What is known of the records of one partition, by offset. */
interface Ledger {
  readonly producedAt: number[]
  readonly effects: number[]
  readonly holder: (string | undefined)[]
}

export interface Meter {
  readonly ledgers: Ledger[]
  /** Counters below move only while this is true. */
  counting: boolean
  /** Records that took effect for the first time. */
  firsts: number
  /** Effects beyond the first of their record. */
  repeated: number
  commits: number
  polls: number
  polled: number
  readonly lags: LagHistogram
  /** Records that are produced and had no effect yet. */
  backlog: number
  /** The most of it from `quietFrom` (virtual milliseconds) until the first fault. */
  backlogMax: number
  readonly quietFrom: number
  /** When the last fault struck, in virtual milliseconds; infinite: none has. */
  struckAt: number
  /** The group was itself again; null: it is not yet. */
  recoveredAt: number | null
  worstLagMs: number
  /** Partitions in which something that was produced since the fault took effect. */
  readonly fresh: Set<number>
  /** Effects of transactions that are undecided. */
  readonly undecided: Map<number, EventOf<'effect'>[]>
  /** To tell one request or one poll from the next: their events come in a row. */
  commit: number
  poll: string
}

/** A meter for a topic of so many partitions, whose group has found its pace at `quietFrom`. */
export function createMeter(partitions: number, quietFrom: number): Meter {
  const ledgers: Ledger[] = []
  for (let i = 0; i < partitions; i++) ledgers.push({ producedAt: [], effects: [], holder: [] })
  return {
    ledgers,
    counting: false,
    firsts: 0,
    repeated: 0,
    commits: 0,
    polls: 0,
    polled: 0,
    lags: createLagHistogram(),
    backlog: 0,
    backlogMax: 0,
    quietFrom,
    struckAt: Number.POSITIVE_INFINITY,
    recoveredAt: null,
    worstLagMs: 0,
    fresh: new Set(),
    undecided: new Map(),
    commit: -1,
    poll: '',
  }
}

/** Takes the next event of the run. */
export function measure(meter: Meter, event: HistoryEvent): void {
  switch (event.kind) {
    case 'produced':
      return produced(meter, event)
    case 'polled':
      return polled(meter, event)
    case 'effect':
      if (event.transaction === null) return effect(meter, event, event.time)
      return undecided(meter, event.transaction, event)
    case 'transaction-committed':
      for (const one of meter.undecided.get(event.transaction) ?? []) {
        effect(meter, one, event.time)
      }
      meter.undecided.delete(event.transaction)
      return
    case 'transaction-aborted':
      meter.undecided.delete(event.transaction)
      return
    case 'commit-requested':
      if (event.commit === meter.commit) return
      meter.commit = event.commit
      if (meter.counting) meter.commits++
      return
    default:
      return
  }
}

/** A fault has struck: the group is itself again when it has shown so from now on. */
export function struck(meter: Meter, time: number): void {
  if (meter.struckAt === Number.POSITIVE_INFINITY) meter.worstLagMs = 0
  meter.struckAt = time
  meter.recoveredAt = null
  meter.fresh.clear()
}

function produced(meter: Meter, { partition, offset, time }: EventOf<'produced'>): void {
  const ledger = meter.ledgers[partition]
  if (ledger === undefined) return
  ledger.producedAt[offset] = time
  meter.backlog++
  if (time < meter.quietFrom || meter.struckAt !== Number.POSITIVE_INFINITY) return
  meter.backlogMax = Math.max(meter.backlogMax, meter.backlog)
}

function polled(meter: Meter, { partition, offsets, member, time }: EventOf<'polled'>): void {
  const holder = meter.ledgers[partition]?.holder
  if (holder === undefined) return
  for (const offset of offsets) holder[offset] = member
  if (!meter.counting) return
  meter.polled += offsets.length
  const poll = `${member} ${time}`
  if (poll !== meter.poll) meter.polls++
  meter.poll = poll
}

function undecided(meter: Meter, transaction: number, event: EventOf<'effect'>): void {
  const effects = meter.undecided.get(transaction)
  if (effects === undefined) meter.undecided.set(transaction, [event])
  else effects.push(event)
}

function effect(meter: Meter, { partition, offset }: EventOf<'effect'>, time: number): void {
  const ledger = meter.ledgers[partition]
  if (ledger === undefined) return
  const before = ledger.effects[offset] ?? 0
  ledger.effects[offset] = before + 1
  if (before > 0) {
    if (meter.counting) meter.repeated++
    return
  }
  const producedAt = ledger.producedAt[offset] ?? time
  meter.backlog--
  meter.worstLagMs = Math.max(meter.worstLagMs, time - producedAt)
  if (producedAt > meter.struckAt) meter.fresh.add(partition)
  if (isItselfAgain(meter)) meter.recoveredAt = time
  if (!meter.counting) return
  meter.firsts++
  addLag(meter.lags, time - producedAt)
}

/** Every partition has gone on to what came after the fault, and no more is left than before it. */
function isItselfAgain(meter: Meter): boolean {
  if (meter.recoveredAt !== null || meter.fresh.size < meter.ledgers.length) return false
  return meter.backlog <= meter.backlogMax
}
