/**
 * Saves and restores what lies in transactions, and says what verdicts depend on in it.
 *
 * What was written in a transaction that may yet be committed matters, in the order in which it
 * was. Of one that never will be, only this is left: its member may still come to the end of a
 * record whose effect is void, and that does not make the record done.
 */
import { type Asked, type Keeper, keptList } from '../kept.ts'
import { addPart, createLanes, type Lanes, mix } from '../lanes.ts'
import type { Place } from '../state/partition-table.ts'
import {
  statusOf,
  type Waiting,
  type WaitingEffect,
  type WaitingSave,
} from './open-transactions.ts'

/** What lies in transactions, as it was saved. */
export interface KeptWaiting {
  readonly effects: readonly WaitingEffect[]
  readonly saves: readonly WaitingSave[]
  readonly committed: readonly number[]
  readonly aborted: readonly number[]
}

/** Keeps what lies in transactions. */
export function keepWaiting(waiting: Waiting): Keeper<KeptWaiting> {
  const effects = keptList(waiting.effects)
  const saves = keptList(waiting.saves)
  const committed = keptList(waiting.committed)
  const aborted = keptList(waiting.aborted)
  let last: KeptWaiting = { effects: [], saves: [], committed: [], aborted: [] }
  return {
    save: () => {
      const now = [effects.save(), saves.save(), committed.save(), aborted.save()] as const
      const same =
        now[0] === last.effects &&
        now[1] === last.saves &&
        now[2] === last.committed &&
        now[3] === last.aborted
      if (!same) last = { effects: now[0], saves: now[1], committed: now[2], aborted: now[3] }
      return last
    },
    restore: (saved) => {
      effects.restore(saved.effects)
      saves.restore(saved.saves)
      committed.restore(saved.committed)
      aborted.restore(saved.aborted)
      last = saved
    },
    fingerprint: mixWaiting,
  }
}

/** What a part is about, so that none is taken for another. */
const about = { committed: 1, aborted: 2, effect: 3, void: 4, save: 5 } as const

function mixWaiting(waiting: KeptWaiting, asked: Asked, into: Lanes): void {
  const { effects, saves, committed, aborted } = waiting
  if (effects.length + saves.length + committed.length + aborted.length === 0) return
  const sum: Lanes = { low: 0, high: 0 }
  const known = (transaction: number) => asked.names.transaction(transaction)
  for (const one of committed) add(sum, about.committed, known(one))
  for (const one of aborted) add(sum, about.aborted, known(one))
  for (let i = 0; i < effects.length; i++) addEffect(waiting, i, asked, sum)
  for (let i = 0; i < saves.length; i++) {
    const { transaction, place, offset } = saves[i] as WaitingSave
    const name = known(transaction)
    if (name < 0 || statusOf(waiting, transaction) !== 'open') continue
    add(sum, about.save, name, rank(saves, i), partitionName(place, asked), offset)
  }
  mix(into, sum.low)
  mix(into, sum.high)
}

function addEffect(waiting: KeptWaiting, at: number, asked: Asked, sum: Lanes): void {
  const { effects } = waiting
  const effect = effects[at] as WaitingEffect
  const { transaction, place, offset, done, stale } = effect
  const status = statusOf(waiting, transaction)
  if (stale || status === 'committed') return
  const [name, member] = [asked.names.transaction(transaction), asked.names.member(effect.member)]
  const partition = partitionName(place, asked)
  if (status === 'open' && name >= 0) {
    add(sum, about.effect, name, rank(effects, at), partition, offset, member, done ? 1 : 0)
  } else if (member >= 0 && isLatest(effects, at)) {
    add(sum, about.void, status === 'open' ? 1 : 0, partition, offset, member)
  }
}

/** How many entries of the same transaction come before it. */
function rank(entries: readonly { readonly transaction: number }[], at: number): number {
  let before = 0
  for (let i = 0; i < at; i++) if (entries[i]?.transaction === entries[at]?.transaction) before++
  return before
}

/** Whether its member has written no later effect of the record in any transaction. */
function isLatest(effects: readonly WaitingEffect[], at: number): boolean {
  const { place, offset, member } = effects[at] as WaitingEffect
  for (let i = at + 1; i < effects.length; i++) {
    const later = effects[i]
    if (later?.place === place && later.offset === offset && later.member === member) {
      if (!later.stale) return false
    }
  }
  return true
}

function partitionName({ topic, partition }: Place<unknown>, { names }: Asked): number {
  return names.partition(topic, partition)
}

/** Nothing of what has no name any more. */
function add(sum: Lanes, what: number, name: number, ...rest: readonly number[]): void {
  if (name < 0) return
  const part = createLanes()
  mix(part, what)
  mix(part, name)
  for (const value of rest) mix(part, value)
  addPart(sum, part)
}
