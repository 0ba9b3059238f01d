/**
 * The ledger: which records the group owed, which are finished, and what the offsets say.
 *
 * *Owed*: produced, not aborted upstream, at or after the group's first start position in the
 * partition. A record that the broker lost (the log end was cut back) is owed no more; one that
 * retention deleted still is. *Finished*: processed to the end or, counted by effect, its effect
 * stands; inside a transaction neither counts before the commit.
 */
import type { EventOf } from '../../model/history.ts'
import { keptNothing } from '../kept.ts'
import type { Fold, Handlers } from '../property.ts'
import {
  createPlaces,
  cutBack,
  handOut,
  isStale,
  mark,
  marksOf,
  type Places,
  placeOf,
  resetPlaces,
  touchPlace,
} from '../state/partition-table.ts'
import { keepLedger } from './hash-records.ts'
import {
  createWaiting,
  cutWaiting,
  doneInTransaction,
  resetWaiting,
  stands,
  type Waiting,
  waitingEffect,
} from './open-transactions.ts'
import {
  ABORTED,
  type Account,
  clearAccount,
  createAccount,
  DONE,
  EFFECTIVE,
  POLLED,
  PRODUCED,
  REPEATED,
  type RecordPlace,
  STARTED,
} from './partition-records.ts'

/** An effect that counts, as of the event that the ledger was fed last. */
export interface CountedEffect {
  place: RecordPlace
  offset: number
  member: string
  /** 1: the first of its record; 2: the second; 3: a later one. */
  times: 1 | 2 | 3
}

/** The fold. Reads as of the event that it was fed last. */
export interface Ledger extends Fold {
  readonly places: Places<Account>
  readonly waiting: Waiting
  /** The effects that count with this event: those below `counting`; entries are reused. */
  readonly counted: CountedEffect[]
  counting: number
  /** Whether this `processing-started` was of a record that had been started before. */
  restarted: boolean
}

/** An empty ledger. */
export function createLedger(): Ledger {
  const ledger: Ledger = {
    places: createPlaces(createAccount, clearAccount),
    waiting: createWaiting(),
    counted: [],
    counting: 0,
    restarted: false,
    on: {},
    reset: () => {
      resetPlaces(ledger.places)
      resetWaiting(ledger.waiting)
    },
    kept: keptNothing,
  }
  return Object.assign(ledger, {
    on: handlers(ledger),
    kept: keepLedger(ledger.places, ledger.waiting),
  })
}

// Each handler reads the event's place itself: a helper that took events of every kind would
// look their fields up, not load them.
function handlers(ledger: Ledger): Handlers {
  const { places, waiting } = ledger
  return {
    produced: ({ topic, partition, offset, aborted }) => {
      mark(placeOf(places, topic, partition), offset, aborted ? PRODUCED | ABORTED : PRODUCED)
    },
    'truncated-to': ({ topic, partition, offset }) => {
      const place = placeOf(places, topic, partition)
      cutBack(place, offset)
      cutWaiting(waiting, place, offset)
    },
    position: ({ topic, partition, offset, reason }) => {
      const { data } = placeOf(places, topic, partition)
      data.position = offset
      if (data.owedFrom < 0 && reason !== 'truncation') data.owedFrom = offset
    },
    polled: ({ topic, partition, member, offsets }) => {
      const place = placeOf(places, topic, partition)
      if (place.data.owedFrom < 0) place.data.owedFrom = offsets[0] ?? -1
      for (let i = 0; i < offsets.length; i++) mark(place, offsets[i] ?? 0, POLLED)
      handOut(place, member, offsets)
    },
    'processing-started': ({ topic, partition, member, offset }) => {
      const place = placeOf(places, topic, partition)
      const stale = isStale(place, member, offset)
      ledger.restarted = !stale && (marksOf(place, offset) & STARTED) !== 0
      if (!stale) mark(place, offset, STARTED)
    },
    effect: (event) => effect(ledger, event),
    'processing-done': ({ topic, partition, member, offset }) => {
      done(waiting, placeOf(places, topic, partition), member, offset)
    },
    'commit-applied': ({ topic, partition, offset }) => {
      const { data } = placeOf(places, topic, partition)
      data.committed = offset
      data.everCommitted = true
    },
    'committed-offset-lost': ({ topic, partition, offset }) => {
      placeOf(places, topic, partition).data.committed = offset ?? -1
    },
    'store-saved': ({ topic, partition, offset, member, transaction }) => {
      const place = placeOf(places, topic, partition)
      if (transaction === null || stands(waiting, transaction)) place.data.stored = offset
      else waiting.saves.push({ transaction, place, offset, member })
    },
    'transaction-committed': (event) => transactionCommitted(ledger, event),
    'transaction-aborted': ({ transaction }) => {
      waiting.aborted.push(transaction)
    },
  }
}

function effect(ledger: Ledger, event: EventOf<'effect'>): void {
  const { topic, partition, offset, member, transaction } = event
  const place = placeOf(ledger.places, topic, partition)
  ledger.counting = 0
  if (isStale(place, member, offset)) return
  if (transaction === null || stands(ledger.waiting, transaction)) {
    count(ledger, place, offset, member)
  } else {
    const waits = { transaction, place, offset, member, done: false, stale: false }
    ledger.waiting.effects.push(waits)
  }
}

function count(ledger: Ledger, place: RecordPlace, offset: number, member: string): void {
  const marks = marksOf(place, offset)
  const times = (marks & EFFECTIVE) === 0 ? 1 : (marks & REPEATED) === 0 ? 2 : 3
  if (times === 1) {
    place.data.effectBy[offset] = member
    mark(place, offset, EFFECTIVE)
  } else if (times === 2) mark(place, offset, REPEATED)
  const entry = ledger.counted[ledger.counting]
  if (entry === undefined) ledger.counted.push({ place, offset, member, times })
  else {
    entry.place = place
    entry.offset = offset
    entry.member = member
    entry.times = times
  }
  ledger.counting++
}

function done(waiting: Waiting, place: RecordPlace, member: string, offset: number): void {
  if (isStale(place, member, offset)) return
  const waits =
    waiting.effects.length === 0 ? undefined : waitingEffect(waiting, place, offset, member)
  if (waits !== undefined) doneInTransaction(waiting, waits)
  if (waits === undefined || stands(waiting, waits.transaction)) mark(place, offset, DONE)
}

function transactionCommitted(
  ledger: Ledger,
  { transaction }: EventOf<'transaction-committed'>,
): void {
  const { waiting } = ledger
  waiting.committed.push(transaction)
  ledger.counting = 0
  for (const waits of waiting.effects) {
    if (waits.transaction !== transaction || waits.stale) continue
    touchPlace(waits.place)
    count(ledger, waits.place, waits.offset, waits.member)
    if (waits.done) mark(waits.place, waits.offset, DONE)
  }
  for (const save of waiting.saves) {
    if (save.transaction !== transaction) continue
    touchPlace(save.place)
    save.place.data.stored = save.offset
  }
}
