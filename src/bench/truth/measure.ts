/**
 * How true a ○ is: comparisons with some seeds are held against what is known to be broken.
 *
 * What a comparison does not show and the reference has is a false ○. Cells under `none` are held
 * against it, too. Times are of all threads of this process together, shrinking included.
 */

import { readCompareOptions, schedulesUsual } from '../../cli/commands/compare.ts'
import type { SearchOptions } from '../../cli/options/options.ts'
import { readComparison } from '../../cli/review/read-comparison.ts'
import { namedStrategy, search } from '../../cli/search.ts'
import { UsageError } from '../../cli/usage-error.ts'
import { writeWhole } from '../../cli/write-file.ts'
import { defaultScenario } from '../../model/scenario.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import { strategies } from '../../strategies/all.ts'
import type { TruthOptions } from './options.ts'
import {
  brokenIn,
  grown,
  keyOf,
  keyOfCell,
  type Reference,
  readReference,
  referenceFile,
  writeReference,
} from './reference.ts'

/** One comparison, held against the reference. */
interface Held {
  readonly seed: string
  readonly schedules: number
  readonly seconds: number
  readonly known: number
  /** The names of the cells that are known to be broken and not shown. */
  readonly missed: readonly string[]
  /** Of at-least-once and at-most-once. */
  readonly knownMain: number
  readonly missedMain: number
  /** Broken here and not in the reference. */
  readonly fresh: readonly string[]
  readonly broken: ReadonlySet<string>
}

/** Measures and prints. */
export async function measureTruth(options: TruthOptions): Promise<void> {
  if (options.add !== undefined) return await addAll(options.add)
  if (options.choose === true) return await chooseAll(new Set(options.without))
  if (options.prune === true) return await pruneAll(options.strategies)
  const reference = readReference()
  if (reference === null && options.learn !== true) {
    throw new UsageError(`there is no ${referenceFile}: --learn begins one`)
  }
  const held: Held[] = []
  let known = reference
  for (const seed of options.seeds) {
    const { comparison, seconds } = await compared(options, seed, options.schedules)
    const one = holdAgainst(known, comparison, seconds)
    held.push(one)
    for (const line of linesOf(one)) console.log(line)
    if (options.learn === true) known = await learnt(known, comparison)
  }
  for (const line of agreement(held)) console.log(line)
  if (options.until !== undefined && known !== null) await searchUntil(known, options)
  if (options.json !== undefined) {
    const plain = held.map(({ broken: _, ...rest }) => rest)
    await writeWhole(
      options.json,
      `${JSON.stringify({ schema: 'ackurate/truth@1', held: plain })}\n`,
    )
  }
}

async function pruneAll(only: readonly string[] | undefined): Promise<void> {
  const reference = readReference()
  if (reference === null) throw new UsageError(`there is no ${referenceFile}`)
  const { pruned } = await import('./prune.ts')
  await writeReference(pruned(reference, only))
}

async function chooseAll(without: ReadonlySet<string>): Promise<void> {
  const reference = readReference()
  if (reference === null) throw new UsageError(`there is no ${referenceFile}`)
  const { chooseKnown } = await import('./choose.ts')
  const { writeKnown } = await import('./write-known.ts')
  const programs = chooseKnown(reference, 'programs', without)
  const services = chooseKnown(reference, 'services', without)
  const small = chooseKnown(reference, 'small', without)
  const faults = new Set([...programs.keys(), ...services.keys(), ...small.keys()])
  const all = [...faults].map((fault) => {
    const ofFault = (texts: typeof programs) => texts.get(fault) ?? []
    const of = { programs: ofFault(programs), services: ofFault(services), small: ofFault(small) }
    return [fault, of] as const
  })
  await writeKnown(new Map(all))
}

async function addAll(files: readonly string[]): Promise<void> {
  let known = readReference()
  for (const file of files) {
    known = await learnt(known, readComparison(file, process.cwd()))
  }
}

async function learnt(known: Reference | null, comparison: Comparison): Promise<Reference> {
  const more = grown(known, comparison)
  if (more === null) throw new UsageError('the reference is of runs of other sizes')
  await writeReference(more)
  console.log(
    `reference: ${more.cells.length} cells, ${more.cells.length - (known?.cells.length ?? 0)} new`,
  )
  return more
}

async function compared(options: TruthOptions, seed: string, schedules: number | undefined) {
  const asked = optionsOf(seed, schedules, options.quick === true)
  const words = options.strategies ?? strategies.map(({ strategy }) => strategy.name)
  const folder = process.cwd()
  const chosen = []
  for (const word of words) chosen.push(await namedStrategy(word, folder, asked))
  const before = process.cpuUsage()
  const comparison = await search(chosen, asked, folder, quiet)
  const { user, system } = process.cpuUsage(before)
  return { comparison, seconds: (user + system) / 1e6 }
}

const quiet = { out: () => {}, err: () => {}, interactive: false, colour: false }

function optionsOf(seed: string, schedules: number | undefined, quick: boolean): SearchOptions {
  const { topic, partitions, records, members, faultsMax, delaysMax = 0 } = defaultScenario
  const sizes = { topic, partitions, records, members, faultsMax, delaysMax, newGroup: false }
  const asked = schedules === undefined ? {} : { schedules }
  return readCompareOptions({ ...sizes, ...asked, set: [], seed, quick, delays: false })
}

function holdAgainst(reference: Reference | null, comparison: Comparison, seconds: number): Held {
  const searched = new Set(comparison.cells.map(keyOfCell))
  const known = (reference?.cells ?? []).filter((cell) => searched.has(keyOf(cell)))
  const names = new Set(known.map(keyOf))
  const broken = new Set(brokenIn(comparison).map(keyOf))
  const missed = known.filter((cell) => !broken.has(keyOf(cell)))
  const main = (cells: typeof known) => cells.filter(([, , , name]) => isMain(name)).length
  return {
    ...{ seed: comparison.seed, seconds, known: known.length },
    schedules: comparison.statistics.reduce((sum, entry) => sum + entry.schedules, 0),
    ...{ missed: missed.map(keyOf), knownMain: main(known), missedMain: main(missed) },
    ...{ fresh: [...broken].filter((name) => !names.has(name)), broken },
  }
}

function isMain(property: string): boolean {
  return property === 'at-least-once' || property === 'at-most-once'
}

function linesOf(one: Held): readonly string[] {
  const { seed, schedules, seconds, known, missed, knownMain, missedMain, fresh } = one
  return [
    `seed ${seed}: ${known - missed.length} of ${known} broken cells shown, ${missed.length} not ` +
      `(${percent(missed.length, known)}); of at-least-once and at-most-once ${missedMain} of ` +
      `${knownMain} not (${percent(missedMain, knownMain)}); ${fresh.length} not in the reference`,
    `  ${schedules} schedules, ${seconds.toFixed(0)} s of CPU`,
    `  not shown, by fault: ${counts(missed, 1)}`,
    `  not shown, by property: ${counts(missed, 3)}`,
  ]
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`
}

/** `crash 3, join 1`, of that word of the names. */
function counts(names: readonly string[], word: number): string {
  const found = new Map<string, number>()
  for (const name of names) {
    const key = name.split(' ')[word] ?? ''
    found.set(key, (found.get(key) ?? 0) + 1)
  }
  const sorted = [...found].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  return sorted.map(([key, count]) => `${key} ${count}`).join(', ') || 'none'
}

/** On how many cells two seeds disagree. */
function agreement(held: readonly Held[]): readonly string[] {
  return held.flatMap((one, at) =>
    held.slice(at + 1).map((other) => {
      const apart = [
        ...[...one.broken].filter((name) => !other.broken.has(name)),
        ...[...other.broken].filter((name) => !one.broken.has(name)),
      ].length
      const all = new Set([...one.broken, ...other.broken]).size
      const part = `${apart} of ${all} (${percent(apart, all)})`
      return `seeds ${one.seed} and ${other.seed} disagree on ${part}`
    }),
  )
}

/** As many times what it began with; a search that does not get there ends. */
const timesMax = 64

/** Twice as many schedules each time, until so much of the reference is shown. */
async function searchUntil(reference: Reference, options: TruthOptions): Promise<void> {
  const { until = 100, seeds } = options
  const shown = new Set<string>()
  let seconds = 0
  const begin = options.schedules ?? schedulesUsual.schedules
  for (let schedules = begin; schedules <= begin * timesMax; schedules *= 2) {
    const found = await compared(options, `${seeds[0]}.${schedules}`, schedules)
    const { known, missed, broken } = holdAgainst(reference, found.comparison, found.seconds)
    const names = reference.cells.map(keyOf).filter((name) => broken.has(name))
    for (const name of names) shown.add(name)
    seconds += found.seconds
    console.log(
      `${schedules} schedules: ${missed.length} not shown; with those before ` +
        `${known - shown.size} of ${known} (${percent(known - shown.size, known)}), ` +
        `${seconds.toFixed(0)} s of CPU`,
    )
    if (shown.size * 100 >= known * until) return
  }
  console.log(`${until} % was not shown.`)
}
