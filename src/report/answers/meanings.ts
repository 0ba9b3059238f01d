/** What readers call their own work, and which cases that may be. */
import { type Allowed, adviceFor, type Effect, type UsingProfile } from './your-case.ts'

/** One of the cases. */
export interface MeantCase {
  readonly title: string
  readonly effect: Effect
  readonly allowed: Allowed
  /** Nothing that never repeats keeps the order, too. */
  readonly order: boolean
}

export interface Meaning {
  /** Before the cases, with a colon at its end. */
  readonly text: string
  readonly cases: readonly MeantCase[]
}

interface Meant extends Meaning {
  /** What its words begin with. */
  readonly begin: readonly string[]
}

const lost: MeantCase = {
  title: 'rather none than two (at most once)',
  effect: 'elsewhere',
  allowed: 'lose',
  order: false,
}

const keyed: MeantCase = {
  title: 'who is called ignores a second call with the same key (at least once)',
  effect: 'elsewhere',
  allowed: 'repeat',
  order: true,
}

const meanings: readonly Meant[] = [
  {
    begin: ['pay', 'charge', 'money', 'transfer', 'refund', 'invoice', 'bill', 'bank', 'debit'],
    text: 'A payment must not happen twice, and a call to a provider is in no transaction:',
    cases: [
      {
        title: 'it is a row of your own database, with the offset beside it (exactly once)',
        effect: 'store',
        allowed: 'neither',
        order: true,
      },
      lost,
      keyed,
    ],
  },
  {
    begin: ['mail', 'email', 'e-mail', 'sms', 'notif', 'webhook', 'http', 'api'],
    text: 'What was sent cannot be taken back:',
    cases: [keyed, lost],
  },
  {
    begin: ['database', 'sql', 'postgres', 'mysql', 'mongo', 'insert', 'upsert'],
    text: 'Rows can be written together with the offset:',
    cases: [
      {
        title: 'in one transaction (exactly once)',
        effect: 'store',
        allowed: 'neither',
        order: true,
      },
      {
        title: 'a row that is written again stays the same (at least once)',
        effect: 'elsewhere',
        allowed: 'repeat',
        order: true,
      },
    ],
  },
]

/** What a search means, by the first of its words that is known; null: none is. */
export function meaningOf(text: string): Meaning | null {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const isKnown = ({ begin }: Meant) =>
    words.some((word) => begin.some((start) => word.startsWith(start)))
  return meanings.find(isKnown) ?? null
}

const keeping: Readonly<Record<Allowed, readonly string[]>> = {
  neither: ['exactly-once'],
  lose: ['exactly-once', 'at-most-once'],
  repeat: [],
}

/**
 * The strategies of a family for what a search means: those that promise what must not happen
 * twice; where a family has none, those for an effect that may be repeated.
 */
export function meantStrategies(
  { cases }: Meaning,
  family: string,
  profiles: readonly UsingProfile[],
): readonly string[] {
  const found = cases.flatMap(({ effect, allowed, order }) =>
    adviceFor({ family, effect, allowed, order }, profiles).candidates.map(({ name, claims }) => ({
      name,
      isRepeating: allowed === 'repeat',
      isPromised: keeping[allowed].includes(claims),
    })),
  )
  const promised = found.filter(({ isPromised }) => isPromised)
  const shown = promised.length > 0 ? promised : found.filter(({ isRepeating }) => isRepeating)
  return shown.map(({ name }) => name)
}
