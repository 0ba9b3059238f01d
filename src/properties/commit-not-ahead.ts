/**
 * Commit not ahead: no commit passes a record that was handed out and is not done.
 *
 * Asked when the commit is requested (or saved in the external store): from there on it is out of
 * the strategy's hands, and a crash at the wrong moment makes a loss of it. "Done" is by anybody:
 * to pass what another member finished is no risk. Offsets that travel in the same transaction as
 * the effects are not ahead of them, for both stand or fall together.
 */
import type { EventOf } from '../model/history.ts'
import {
  type Account,
  accountOf,
  clearAccount,
  createLedger,
  FINISHED,
  freshAccount,
  type Ledger,
  ledgerHandlers,
  OWN_MARK,
  POLLED,
  resetLedger,
  stands,
} from './folds/ledger.ts'
import { mark, marksOf, type Place } from './folds/places.ts'
import { statusOf, waitingEffect } from './folds/waiting.ts'
import { property, type Witness } from './property.ts'

/** Passed already, and told. */
const TOLD = OWN_MARK

interface Frontier extends Account {
  /** Below it, everything handed out is finished or told. */
  frontier: number
}

/** No commit passes a record that was handed out and is not done. */
export const commitNotAhead = property({
  name: 'commit-not-ahead',
  statement: 'No commit passed a record that was handed out and was not done.',
  monitor: () => {
    const found: Witness[] = []
    const ledger = createLedger(
      'done',
      (): Frontier => ({ ...freshAccount(), frontier: 0 }),
      (data) => {
        clearAccount(data)
        data.frontier = 0
      },
    )
    return {
      on: { ...ledgerHandlers(ledger), ...commitHandlers(ledger, found) },
      reset: () => {
        resetLedger(ledger)
        found.length = 0
      },
      witnesses: () => found.slice(),
    }
  },
})

/** Where commits are judged: requested of the group, or saved in the store and standing. */
function commitHandlers(ledger: Ledger<Frontier>, found: Witness[]) {
  const base = ledgerHandlers(ledger)
  return {
    polled: (event: EventOf<'polled'>, index: number) => {
      base.polled(event, index)
      const { data } = accountOf(ledger, event)
      data.frontier = Math.min(data.frontier, event.offsets[0] ?? data.frontier)
    },
    'truncated-to': (event: EventOf<'truncated-to'>, index: number) => {
      base['truncated-to'](event, index)
      const { data } = accountOf(ledger, event)
      data.frontier = Math.min(data.frontier, event.offset)
    },
    'commit-requested': (event: EventOf<'commit-requested'>, index: number) => {
      const { member, offset, source } = event
      const travelling = source === 'transaction' ? ledger : null
      const passed = passedBy(accountOf(ledger, event), offset, member, travelling)
      if (passed !== null) found.push(witness(passed, `a commit of ${member}`, index))
    },
    'store-saved': (event: EventOf<'store-saved'>, index: number) => {
      base['store-saved'](event, index)
      if (!stands(ledger, event.transaction)) return
      const passed = passedBy(accountOf(ledger, event), event.offset, event.member, null)
      if (passed !== null) found.push(witness(passed, `a save of ${event.member}`, index))
    },
    'transaction-committed': (event: EventOf<'transaction-committed'>, index: number) => {
      base['transaction-committed'](event, index)
      for (const { transaction, place, offset, member } of ledger.saves) {
        if (transaction !== event.transaction) continue
        const passed = passedBy(place, offset, member, null)
        if (passed !== null) found.push(witness(passed, `a save of ${member}`, index))
      }
    },
  }
}

interface Passed {
  readonly place: Place<Frontier>
  readonly offsets: readonly number[]
}

/** What was handed out below the offset and is not done; each record is told once. */
function passedBy(
  place: Place<Frontier>,
  commit: number,
  member: string,
  travelling: Ledger<Frontier> | null,
): Passed | null {
  let offsets: number[] | null = null
  let settled = true
  const end = Math.min(commit, place.end)
  for (let offset = place.data.frontier; offset < end; offset++) {
    const marks = marksOf(place, offset)
    if ((marks & POLLED) !== 0 && (marks & (FINISHED | TOLD)) === 0) {
      if (travelling !== null && liesInOpenTransaction(travelling, place, offset, member)) {
        settled = false
        continue
      }
      mark(place, offset, TOLD)
      offsets = [...(offsets ?? []), offset]
    }
    // What still travels may yet be aborted: it is looked at again.
    if (settled) place.data.frontier = offset + 1
  }
  return offsets === null ? null : { place, offsets }
}

function liesInOpenTransaction(
  { waiting }: Ledger<Frontier>,
  place: Place<Frontier>,
  offset: number,
  member: string,
): boolean {
  const effect = waitingEffect(waiting, place, offset, member)
  return effect !== undefined && statusOf(waiting, effect.transaction) === 'open'
}

function witness({ place, offsets }: Passed, by: string, at: number): Witness {
  const { topic, partition } = place
  const text =
    offsets.length === 1
      ? `is passed by ${by} before it is done`
      : `are passed by ${by} before they are done`
  return { topic, partition, offsets, text, at }
}
