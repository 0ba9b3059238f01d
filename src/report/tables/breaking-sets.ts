/** Breaking sets in words: one sentence per strategy and property, whatever the settings. */
import type {
  BreakingSet,
  BreakingSets,
  Pairing,
  SearchedSet,
  SurvivingSet,
} from '../../search/verdicts/breaking-sets.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { FaultSet } from '../../search/verdicts/fault-sets.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'

/** The breaking sets of one strategy and property, one per settings, the usual ones first. */
export interface BreakingGroup {
  readonly strategy: string
  readonly property: Cell['property']
  readonly claimed: boolean
  readonly problems: readonly BreakingSets[]
}

/** A set of faults that breaks, and under which of the settings. */
export interface Broken {
  readonly set: BreakingSet
  /** Those of the set as it is shown. */
  readonly settings: Cell['settings']
  /** In words: ` (auto.offset.reset=latest or none)`; empty: all of them. */
  readonly where: string
}

/** Brings together what differs by settings alone; in the order of the comparison. */
export function breakingGroups(all: readonly BreakingSets[]): readonly BreakingGroup[] {
  const groups = new Map<string, BreakingSets[]>()
  for (const sets of all) {
    const key = `${sets.strategy} ${sets.property}`
    groups.set(key, [...(groups.get(key) ?? []), sets])
  }
  return [...groups.values()].flatMap((problems) => {
    const [first] = problems
    if (first === undefined) return []
    const { strategy, property, claimed } = first
    return [{ strategy, property, claimed, problems }]
  })
}

/** The kinds of a set. */
export function kindsOf(fault: FaultSet): readonly string[] {
  return fault === 'none' ? [] : fault.split('+')
}

const isWithin = (part: FaultSet, whole: FaultSet): boolean => {
  const kinds = kindsOf(whole)
  return kindsOf(part).every((kind) => kinds.includes(kind))
}

/** All minimal sets of a group, those of the usual settings first, the smaller ones first. */
export function brokenOf({ problems }: BreakingGroup): readonly Broken[] {
  const found = new Map<FaultSet, Broken>()
  for (const { minimal, settings } of problems) {
    for (const set of minimal) {
      if (found.has(set.fault)) continue
      const breaks = problems.filter((one) => one.minimal.some((o) => isWithin(o.fault, set.fault)))
      const where = breaks.length === problems.length ? '' : withPolicies(breaks)
      found.set(set.fault, { set, settings, where })
    }
  }
  const size = ({ set }: Broken): number => kindsOf(set.fault).length
  return [...found.values()].sort((a, b) => size(a) - size(b))
}

function withPolicies(problems: readonly BreakingSets[]): string {
  const values = problems.map(({ settings }) => String(settings['auto.offset.reset']))
  return ` (auto.offset.reset=${listed(values, 'or')})`
}

/** `a, b and c`. */
export function listed(words: readonly string[], last: string): string {
  const [end = '', ...others] = [...words].reverse()
  return others.length === 0 ? end : `${others.reverse().join(', ')} ${last} ${end}`
}

/** `crash + join` as a reader says it. */
export function together(fault: FaultSet): string {
  return fault === 'none' ? 'no fault at all' : kindsOf(fault).join(' + ')
}

/** Longer lists of names say less than their number. */
const namedMax = 6

/** `at-least-once survives crash, join and pause, each and together; broken by …`. */
export function breakingSentence(group: BreakingGroup): string {
  const survives = survivalParts(group)
  const broken = brokenParts(group)
  const parts = [
    ...(survives.length === 0 ? [] : [`survives ${survives.join(', ')}`]),
    ...(broken.length === 0 ? [] : [`broken by ${listed(broken, 'and')}`]),
    ...(group.problems.every(({ complete }) => complete) ? [] : ['not all sets were searched']),
  ]
  return `${group.strategy}: ${group.property} ${parts.join('; ')}.`
}

/** What breaks it, set by set: `offsets-loss (auto.offset.reset=latest)`. */
export function brokenParts(group: BreakingGroup): readonly string[] {
  const broken = brokenOf(group)
  const shown = broken.slice(0, 2 * namedMax)
  const names = shown.map(({ set, where }) => together(set.fault) + where)
  const rest = broken.length - shown.length
  return rest === 0 ? names : [...names, `${rest} more sets`]
}

/**
 * The single faults that break it and that its sets leave out, because the claim does: as the cells
 * of the first settings say, by which every reader sees a ✗ there.
 */
export function excludedFaults(
  { strategy, property, problems: [first] }: BreakingGroup,
  cells: readonly Cell[],
): readonly string[] {
  if (first === undefined) return []
  const settings = JSON.stringify(first.settings)
  const considered = kindsOf(first.faults)
  return cells.flatMap((cell) =>
    cell.strategy === strategy &&
    cell.property === property &&
    cell.verdict === 'violated' &&
    JSON.stringify(cell.settings) === settings &&
    cell.fault !== 'none' &&
    kindsOf(cell.fault).some((kind) => !considered.includes(kind))
      ? [cell.fault]
      : [],
  )
}

/** What survives, once where it is the same under several settings. */
export function survivalParts({ problems }: BreakingGroup): readonly string[] {
  const groups: { text: string; problems: BreakingSets[] }[] = []
  for (const problem of problems) {
    const text = survival(problem)
    const same = groups.find((one) => one.text === text)
    if (same === undefined) groups.push({ text, problems: [problem] })
    else same.problems.push(problem)
  }
  return groups
    .filter(({ text }) => text !== '')
    .map((one) => `${one.text}${groups.length === 1 ? '' : withPolicies(one.problems)}`)
}

function survival({ faults, minimal, surviving, complete }: BreakingSets): string {
  const alone = minimal.map(({ fault }) => fault)
  if (alone.includes('none')) return ''
  const each = kindsOf(faults).filter((kind) => !alone.includes(kind))
  if (each.length === 0) return kindsOf(faults).length === 0 ? 'a run without faults' : ''
  const others = each.length < kindsOf(faults).length ? 'the other' : 'all'
  const many = `${others} ${each.length} faults${others === 'all' ? ' searched' : ''}`
  const names = each.length <= namedMax ? listed(each, 'and') : many
  if (each.length === 1) return names
  const whole = surviving.find(({ fault }) => kindsOf(fault).length === each.length)
  if (whole !== undefined) return `${names}, each and together`
  const without = surviving.slice(0, 3).map(({ fault }) => {
    const kinds = kindsOf(fault)
    return `without ${listed(
      each.filter((kind) => !kinds.includes(kind)),
      'and',
    )}`
  })
  const rest = surviving.length - without.length
  const all = rest > 0 ? [...without, `in ${rest} more ways`] : without
  if (all.length === 0) return `${names}, each${complete ? '' : ' alone'}`
  return `${names}, each; together ${listed(all, 'or')}`
}

/** Whether every schedule of a small scenario was tried, too, and broke nothing. */
export function heldInAll({ search }: SearchedSet): boolean {
  return search.states !== undefined && search.complete
}

/** `every schedule of 1 partition, 1 record, 1 member and 2 faults`, of the sets searched so. */
function everyText(surviving: readonly SurvivingSet[]): readonly string[] {
  const all = surviving.filter(heldInAll)
  const [within] = all.flatMap(({ search }) => search.states?.within ?? [])
  if (within === undefined) return []
  const { partitions, records, members } = within
  const counted = (count: number, what: string): string =>
    `${count} ${what}${count === 1 ? '' : 's'}`
  const sizes = [counted(partitions, 'partition'), counted(records, 'record')]
  const of = all.length === surviving.length ? '' : ` for ${all.length} of ${surviving.length} sets`
  const faults = new Set(all.map(({ search }) => search.states?.within.faultsMax ?? 0))
  const [only = 0] = faults
  const most = faults.size === 1 ? `at most ${counted(only, 'fault')}` : 'as many faults as kinds'
  return [`every schedule of ${sizes.join(', ')}, ${counted(members, 'member')}, ${most}${of}`]
}

/** How far the surviving sets were searched: `2000 random schedules of at most 3 faults`. */
export function searchedText({ surviving, faultsMax }: BreakingSets): string {
  const least = Math.min(...surviving.map(({ search }) => search.schedules))
  const pairings = surviving.flatMap(({ pairing }) => (pairing === null ? [] : [pairing]))
  if (surviving.length === 0) return 'no set of several faults survived'
  const drawn = [`${least} random schedules of at most ${faultsMax} faults`]
  const random = [...drawn, ...pairingTexts(pairings)].join(', ')
  return [random, ...everyText(surviving)].join('; besides, ')
}

function pairingTexts(pairings: readonly Pairing[]): readonly string[] {
  if (pairings.length === 0) return []
  const unmet = Math.max(...pairings.map(({ pairs, met }) => pairs - met))
  if (unmet > 0) return [`in which ${unmet} pairs of them never met`]
  const least = Math.min(...pairings.map(({ schedulesMin }) => schedulesMin))
  return [`in which every pair of them met at least ${least === 1 ? 'once' : `${least} times`}`]
}

/** Claims of sound strategies that only faults together break, each with its replay line. */
export function claimsBrokenTogether({
  breakingSets = [],
  strategies,
}: Comparison): readonly string[] {
  const sound = new Set(strategies.filter(({ faulty }) => !faulty).map(({ name }) => name))
  const groups = breakingGroups(breakingSets).filter(({ strategy }) => sound.has(strategy))
  return groups.flatMap((group) =>
    brokenOf(group)
      .filter(({ set }) => set.claimed && kindsOf(set.fault).length > 1)
      .map(({ set, where }) => {
        const what = `${group.strategy} breaks ${group.property} under ${together(set.fault)}`
        return `${what}${where}: ${set.replay}`
      }),
  )
}
