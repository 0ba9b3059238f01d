/** Which moments a run has met, each with its number: the how-manieth of its process. */
import type { InFlight } from '../../broker/host.ts'
import type { Happening, Moment, Stage } from './moment.ts'

export class MomentLog {
  readonly #counts = new Map<string, number>()
  /** The number of each request in flight, by its ticket. */
  readonly #numbers = new Map<number, number>()
  /** In order. */
  readonly moments: Moment[] = []

  /** A process has come to this; `asked`: the request that it is about, null: none. */
  reached(member: string, happening: Happening, stage: Stage, asked: InFlight | null): Moment {
    const moment = { member, happening, stage, nth: this.#numberOf(member, happening, asked) }
    this.moments.push(moment)
    return moment
  }

  #numberOf(member: string, happening: Happening, asked: InFlight | null): number {
    const known = asked === null ? undefined : this.#numbers.get(asked.ticket)
    if (known !== undefined) return known
    const key = `${member}.${happening}`
    const number = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, number)
    if (asked !== null) this.#numbers.set(asked.ticket, number)
    return number
  }
}

/** Whether the two are the same moment. */
export function isSame(one: Moment, other: Moment): boolean {
  return (
    one.member === other.member &&
    one.happening === other.happening &&
    one.nth === other.nth &&
    one.stage === other.stage
  )
}
