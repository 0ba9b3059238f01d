/** Losses: follows records that may be lost, so that a witness names the event that made it so. */
import type { EventOf } from '../../model/history.ts'
import { shared } from '../frame/shared-state.ts'
import { kept } from '../kept.ts'
import type { Fold, Handlers, MonitorContext, Witness } from '../property.ts'
import { marksOf, placeOf, touchPlace } from '../state/partition-table.ts'
import {
  cutTrail,
  FAILED,
  inReach,
  LET_GO,
  outOfHands,
  ROLLED_BACK,
  SKIPPED,
  touch,
} from './loss-evidence.ts'
import { lossesOf } from './lost-records.ts'
import {
  type Account,
  DONE,
  EFFECTIVE,
  type Finished,
  isUnfinished,
  POLLED,
  type RecordPlace,
  spokenFor,
} from './partition-records.ts'
import { createLedger, type Ledger } from './record-state.ts'

/** The fold; reads the ledger. */
export interface Losses extends Fold {
  readonly ledger: Ledger
  /** What is lost, after the `ended` event, by that notion of a finished record. */
  witnesses(finished: Finished): readonly Witness[]
}

/** Trails serve both notions: a record has one until it is finished in both ways. */
const BOTH_WAYS = DONE | EFFECTIVE

/** Follows a run for records that are lost. */
export function createLosses(context: MonitorContext): Losses {
  const ledger = shared(context, createLedger)
  let end = -1
  return {
    ledger,
    on: {
      ...offsetHandlers(ledger),
      ...holderHandlers(ledger),
      ended: (_, index) => {
        end = index
      },
    },
    reset: () => {
      end = -1
    },
    kept: kept<number>({
      save: () => end,
      restore: (saved) => {
        end = saved
      },
      fingerprint: () => {},
    }),
    onlyTells: true,
    witnesses: (finished) => lossesOf(ledger, finished, end),
  }
}

/** What an offset passes, or a position jumps over. */
function offsetHandlers({ places }: Ledger): Handlers {
  return {
    produced: ({ topic, partition, offset }, index) => {
      const place = placeOf(places, topic, partition)
      // Only after the log was cut back: the place of the new record was spoken for before.
      if (offset < place.data.trail.passed) pass(place, offset, offset + 1, index)
    },
    'truncated-to': ({ topic, partition, offset }) => {
      cutTrail(placeOf(places, topic, partition).data.trail, offset)
    },
    'commit-applied': ({ topic, partition }, index) => {
      follow(placeOf(places, topic, partition), index)
    },
    'committed-offset-lost': ({ topic, partition }, index) => {
      follow(placeOf(places, topic, partition), index)
    },
    'store-saved': ({ topic, partition }, index) => {
      follow(placeOf(places, topic, partition), index)
    },
    'transaction-committed': (_, index) => {
      for (const place of places.mentioned) follow(place, index)
    },
    position: ({ topic, partition, offset, member }, index) => {
      startAt(placeOf(places, topic, partition), offset, member, index)
    },
  }
}

/** The offset that decides may have moved. */
function follow(place: RecordPlace, index: number): void {
  touchPlace(place)
  const { trail } = place.data
  const now = spokenFor(place.data)
  const byStore = place.data.stored >= 0
  if (byStore !== trail.byStore) {
    // From here on the store decides; what the group's offset had passed does not matter.
    trail.byStore = byStore
    trail.passed = -1
  }
  if (now > trail.passed) pass(place, trail.passed, now, index)
  trail.passed = now
}

/** The offset moved from before to now: what is unfinished between is passed. */
function pass(place: RecordPlace, before: number, now: number, index: number): void {
  const { owedFrom, trail } = place.data
  if (owedFrom < 0) return
  const end = Math.min(now, place.end)
  for (let offset = Math.max(before, owedFrom); offset < end; offset++) {
    if (!isUnfinished(place, offset, BOTH_WAYS)) continue
    touch(trail, offset)
    trail.passedAt[offset] = index
  }
}

/** A member starts at the position: what is below it and in nobody's hands is left behind. */
function startAt(place: RecordPlace, position: number, member: string, index: number): void {
  const { owedFrom, trail } = place.data
  for (let offset = Math.max(owedFrom, 0); offset < place.end; offset++) {
    if (!isUnfinished(place, offset, BOTH_WAYS)) continue
    const polled = (marksOf(place, offset) & POLLED) !== 0
    const touched = offset < trail.touched
    if (offset >= position) {
      if (polled) inReach(trail, offset, member)
      else if (touched) trail.beyondAt[offset] = -1
    } else if (!polled || (touched && (trail.endedAt[offset] ?? -1) >= 0)) {
      touch(trail, offset)
      if ((trail.beyondAt[offset] ?? -1) < 0) trail.beyondAt[offset] = index
    }
  }
}

type LettingGo = EventOf<'processing-failed' | 'processing-skipped'>

/** Who is handed a record, and how it leaves the hands. */
function holderHandlers({ places, waiting }: Ledger): Handlers {
  const accountOf = (event: { readonly topic: string; readonly partition: number }): Account =>
    placeOf(places, event.topic, event.partition).data
  const letGo = (event: LettingGo, flags: number, index: number) =>
    outOfHands(accountOf(event).trail, event.offset, event.member, LET_GO | flags, index)
  const leave = (event: EventOf<'revoked' | 'lost'>, index: number) =>
    leavePlace(placeOf(places, event.topic, event.partition), event.member, index)
  const leaveAll = (member: string, index: number) => {
    for (const place of places.mentioned) leavePlace(place, member, index)
  }
  return {
    polled: ({ topic, partition, member, offsets }) => {
      const { trail } = placeOf(places, topic, partition).data
      for (let i = 0; i < offsets.length; i++) inReach(trail, offsets[i] ?? 0, member)
    },
    'processing-failed': (event, index) => letGo(event, FAILED, index),
    'processing-skipped': (event, index) => letGo(event, SKIPPED, index),
    'transaction-aborted': (event, index) => {
      for (const { transaction, place, offset, member } of waiting.effects) {
        if (transaction !== event.transaction) continue
        touchPlace(place)
        outOfHands(place.data.trail, offset, member, LET_GO | ROLLED_BACK, index)
      }
    },
    revoked: leave,
    lost: leave,
    died: ({ member }, index) => leaveAll(member, index),
    stopped: ({ member }, index) => leaveAll(member, index),
    fault: ({ fault, member }, index) => {
      if (fault === 'crash' && member !== null) leaveAll(member, index)
    },
  }
}

/** Whatever the member still held of the partition is in nobody's hands now. */
function leavePlace(place: RecordPlace, member: string, index: number): void {
  touchPlace(place)
  for (let offset = 0; offset < place.end; offset++) {
    if ((marksOf(place, offset) & POLLED) === 0) continue
    if (!isUnfinished(place, offset, BOTH_WAYS)) continue
    outOfHands(place.data.trail, offset, member, 0, index)
  }
}
