/**
 * Your case: what to look at, for a client, an effect, and what the reader can live with.
 *
 * What loses records is proposed only to who says that it may; where nobody keeps what is asked,
 * that is said, and with it what each of the closest ones loses or repeats.
 */
import type { Profile } from './profile.ts'
import { underAll } from './words.ts'

/** Where the effect of a record goes. */
export type Effect = 'store' | 'kafka' | 'elsewhere'

/** What may happen to an effect: twice; missing but never twice; neither. */
export type Allowed = 'repeat' | 'lose' | 'neither'

export interface YourCase {
  readonly family: string
  readonly effect: Effect
  readonly allowed: Allowed
  /** Whether records of a partition have to take effect in their order. */
  readonly order: boolean
}

/** A profile, and what it uses besides its consumer. */
export interface UsingProfile extends Profile {
  readonly uses: readonly ('store' | 'transactions')[]
}

export interface Advice {
  /** What nobody keeps; null: the candidates keep what was asked. */
  readonly unmet: string | null
  /** At most three, the best first. */
  readonly candidates: readonly UsingProfile[]
}

/** The candidates. */
export function adviceFor(asked: YourCase, profiles: readonly UsingProfile[]): Advice {
  const usable = profiles.filter(
    (one) =>
      !one.faulty &&
      one.family === asked.family &&
      one.inCrash !== 'unsearched' &&
      one.open.length === 0 &&
      one.means !== null &&
      one.uses.every((use) => (use === 'store' ? 'store' : 'kafka') === asked.effect),
  )
  const ordered = asked.order ? usable.filter(({ disorders }) => disorders.length === 0) : usable
  if (ordered.length === 0) return { unmet: nobody(asked, usable), candidates: [] }
  const fitting = withoutDominated(ordered).filter((one) => keeps(one, asked.allowed))
  if (fitting.length > 0) return { unmet: null, candidates: shown(fitting, asked.allowed) }
  const closest = closestOf(ordered, asked.allowed)
  const unmet = [unmetText(asked.allowed, closest), ...orderText(asked.allowed, closest, usable)]
  // Who repeats nothing is not among them: what they lose is not what was asked.
  return { unmet: unmet.join(' '), candidates: shown(closest, 'repeat') }
}

/** Said where more is kept by who does not keep the order: the reader may not need it. */
function orderText(
  allowed: Allowed,
  [ordered]: readonly UsingProfile[],
  usable: readonly UsingProfile[],
): readonly string[] {
  const [any] = closestOf(usable, allowed)
  const far = allowed === 'lose' ? duplicated : losing
  if (any === undefined || ordered === undefined || far(any) >= far(ordered)) return []
  return [`Where order does not matter, ${any.name} comes closer.`]
}

function keeps({ loses, repeats }: Profile, allowed: Allowed): boolean {
  switch (allowed) {
    case 'repeat':
      return loses.length === 0
    case 'lose':
      return repeats.length === 0
    case 'neither':
      return loses.length === 0 && repeats.length === 0
  }
}

/** Where one neither loses nor repeats, none that loses is worth its losses. */
function withoutDominated(all: readonly UsingProfile[]): readonly UsingProfile[] {
  const perfect = all.some((one) => keeps(one, 'neither'))
  return perfect ? all.filter(({ loses }) => loses.length === 0) : all
}

const losing = ({ loses }: Profile): number => loses.length
const duplicated = ({ means, repeats }: Profile): number =>
  repeats.length === 0 ? 0 : (means?.duplicated ?? 0)

/**
 * Who comes closest to what was asked, the best first. A loss is one too many, so that the faults
 * count under which there is any; of repeats, where none is without, how many there are.
 */
function closestOf(all: readonly UsingProfile[], allowed: Allowed): readonly UsingProfile[] {
  const least = Math.min(...all.map(losing))
  const close = allowed === 'lose' ? all : all.filter((one) => losing(one) === least)
  return close.toSorted((one, other) => duplicated(one) - duplicated(other) || commits(one, other))
}

/** Fewest duplicates, then fewest commits, then the next; twins that do the same count once. */
function shown(all: readonly UsingProfile[], allowed: Allowed): readonly UsingProfile[] {
  const harm = ({ means }: Profile): number =>
    (allowed === 'lose' ? means?.lost : means?.duplicated) ?? 0
  const byHarm = all.toSorted((one, other) => harm(one) - harm(other) || commits(one, other))
  const cheapest = byHarm.toSorted(commits)
  const [best, ...others] = byHarm
  if (best === undefined) return []
  const [cheap] = cheapest.filter((one) => one !== best)
  const [next] = others.filter((one) => one !== cheap)
  const chosen = [best, cheap, next].filter((one) => one !== undefined)
  return byHarm.filter((one) => chosen.includes(one))
}

const commits = (one: Profile, other: Profile): number =>
  (one.means?.commits ?? 0) - (other.means?.commits ?? 0)

function unmetText(allowed: Allowed, [first]: readonly UsingProfile[]): string {
  if (first === undefined) return ''
  if (allowed === 'lose') {
    const closest = `the closest repeat ${underAll(first.repeats)}`
    return `None was seen to repeat nothing: ${closest}. ${repeatable}`
  }
  if (first.loses.length > 0) {
    const losses = `None keeps every record: the closest lose one ${underAll(first.loses)}.`
    const doubles = allowed === 'neither' && first.repeats.length > 0
    return doubles ? `${losses} They repeat, too. ${repeatable}` : losses
  }
  return `None keeps both: these lose nothing and repeat. ${repeatable}`
}

const repeatable = 'Make the effect one that may be repeated.'

function nobody({ effect }: YourCase, usable: readonly UsingProfile[]): string {
  if (usable.length > 0) return 'None keeps the order of records.'
  const where = effect === 'elsewhere' ? '' : ' for such an effect'
  return `No strategy of this client was searched well enough to be proposed${where}.`
}
