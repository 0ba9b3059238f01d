/**
 * The answer first: one sentence for each family of strategies. What is lost comes before what is
 * repeated; who is said to repeat fewest loses nothing that the others keep.
 */
import { familyTitle } from './family-title.ts'
import type { Profile } from './profile.ts'
import { listed, meanText, namedOr, underAll } from './words.ts'

/** A sentence, and the family that it is of. */
export interface FamilyAnswer {
  readonly family: string
  readonly title: string
  /** Without the title; ends with a full stop. */
  readonly text: string
}

/** One per family that has strategies which are no known bugs, in the order of the profiles. */
export function familyAnswers(profiles: readonly Profile[]): readonly FamilyAnswer[] {
  const sound = profiles.filter(({ faulty }) => !faulty)
  const families = [...new Set(sound.map(({ family }) => family))]
  return families.map((family) => ({
    family,
    title: familyTitle(family),
    text: textOf(sound.filter((profile) => profile.family === family)),
  }))
}

function textOf(own: readonly Profile[]): string {
  const shared = sharedLosses(own)
  const parts = [inCrash(own), ...lossesElsewhere(own, shared), ...repeatParts(own, shared)]
  return `${parts.join('; ')}.`
}

const namesOf = (profiles: readonly Profile[]): readonly string[] => profiles.map((one) => one.name)

/** Who loses a record in a crash: proved where all is proved, else seen. */
function inCrash(own: readonly Profile[]): string {
  const searched = own.filter((one) => one.inCrash !== 'unsearched')
  const losing = searched.filter((one) => one.inCrash === 'loses')
  const count = searched.length
  if (count === 0) return 'what a crash loses was not searched'
  const left = own.length - count
  const open = left === 0 ? '' : ` (${left} more undecided or not searched)`
  if (losing.length === count) {
    return `${count === 1 ? 'it loses' : `all ${count} lose`} records in a crash${open}`
  }
  if (losing.length > 0) {
    const who = namedOr(namesOf(losing), 'of them')
    const verb = losing.length === 1 ? 'loses' : 'lose'
    return `${losing.length} of ${count} ${verb} records in a crash (${who})${open}`
  }
  const verb = searched.every((one) => one.inCrash === 'proved') ? 'loses' : 'was seen to lose'
  return `${count === 1 ? 'it never' : `none of ${count}`} ${verb} a record in a crash${open}`
}

/** The faults under which every one of several loses records. */
function sharedLosses(own: readonly Profile[]): readonly string[] {
  const [first] = own
  if (first === undefined) return []
  return first.loses.filter((fault) => own.every(({ loses }) => loses.includes(fault)))
}

/** What is lost without a crash. */
function lossesElsewhere(own: readonly Profile[], shared: readonly string[]): readonly string[] {
  const all = shared.filter((fault) => fault !== 'crash')
  const others = own.filter(
    ({ inCrash: crash, loses }) =>
      crash !== 'loses' && loses.some((fault) => fault !== 'crash' && !shared.includes(fault)),
  )
  const more = others.map(({ name, loses }) => {
    const also = all.length === 0 ? '' : 'also '
    return `${name} ${also}loses records ${underAll(loses.filter((one) => !shared.includes(one)))}`
  })
  const folded = more.length <= 2 ? more : [`${more.length} lose records under other faults`]
  return [...(all.length === 0 ? [] : [allLose(own.length, all)]), ...folded]
}

function allLose(count: number, faults: readonly string[]): string {
  const who = count === 1 ? 'it' : 'all'
  const s = count === 1 ? 's' : ''
  const poison = faults.includes('poison-record')
  const others = faults.filter((fault) => fault !== 'poison-record')
  const drop = `${who} drop${s} a record that always fails (poison-record)`
  const lose = `${poison ? 'and lose' : `${who} lose`}${s} records ${underAll(others)}`
  return [...(poison ? [drop] : []), ...(others.length === 0 ? [] : [lose])].join(' ')
}

/** Who repeats nothing, and who repeats fewest, of those that lose no more than all do. */
function repeatParts(own: readonly Profile[], shared: readonly string[]): readonly string[] {
  const safe = own.filter(
    ({ loses, open, inCrash: crash }) =>
      crash !== 'unsearched' && open.length === 0 && loses.every((fault) => shared.includes(fault)),
  )
  const never = safe.filter(({ repeats }) => repeats.length === 0)
  const rest = safe.filter(({ repeats, means }) => repeats.length > 0 && means !== null)
  const [best] = rest.toSorted((one, other) => repeated(one) - repeated(other))
  const verb = never.length === 1 ? 'was' : 'were'
  return [
    ...(never.length === 0 ? [] : [`${listed(namesOf(never))} ${verb} not seen to repeat any`]),
    ...(best === undefined || own.length === 1
      ? ownRepeats(own)
      : [fewest(best, never.length > 0)]),
  ]
}

const repeated = ({ means }: Profile): number => means?.duplicated ?? Number.POSITIVE_INFINITY

function fewest(best: Profile, others: boolean): string {
  const who = `${others ? 'of the others ' : ''}${best.name} repeats fewest`
  if (repeated(best) === 0) return `${who}: only ${underAll(best.repeats)}`
  return `${who} (${meanText(repeated(best))} records in a run with a fault of every day)`
}

/** Of the only one of its family there is nobody to compare it with. */
function ownRepeats([only, ...others]: readonly Profile[]): readonly string[] {
  if (only === undefined || others.length > 0 || only.repeats.length === 0) return []
  return [`it repeats records ${underAll(only.repeats)}`]
}
