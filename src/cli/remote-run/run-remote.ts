/** Searches a real program, judges its runs, and tells what came of them. */
import { basename } from 'node:path'
import seedrandom from 'seedrandom'
import { properties, propertyNames } from '../../properties/all.ts'
import type { RemoteProgram } from '../../remote/schedule/plan.ts'
import type { FaultCoverage } from '../../remote/search/coverage.ts'
import { drawnPair } from '../../remote/search/plans.ts'
import {
  type MomentsRequest,
  type MomentsResult,
  searchMoments,
} from '../../remote/search/search-moments.ts'
import { type RemoteSearch, remoteText } from '../../report/tables/remote-text.ts'
import type { ReportContext } from '../../report/tables/summary.ts'
import { isClaimed } from '../../search/verdicts/claims.ts'
import { exitCode } from '../../search/verdicts/exit-code.ts'
import { type FaultSet, faultsOf } from '../../search/verdicts/fault-sets.ts'
import { onInterruption } from '../interrupt.ts'
import type { RemoteOptions } from '../options/remote-options.ts'
import { type StoriesOptions, storiesWish } from '../options/stories-option.ts'
import { type OutputOptions, requireOutputs, writeOutputs } from '../outputs.ts'
import { tellCounts } from '../progress.ts'
import { codeWithReview, readBaseline, withReview } from '../review/with-review.ts'
import { type Ending, type Terminal, widthOf } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { brokersFor } from './brokers-for.ts'
import { isShared } from './effects-of.ts'
import { faultSetOf, JudgedRuns, planName } from './judged-runs.ts'
import { possibleFaults, requirePossible } from './possible-faults.ts'
import { programOf } from './program-of.ts'
import { remoteComparison, type Told } from './remote-comparison.ts'
import { remoteReplayLine } from './replay-line.ts'

interface Wish extends RemoteOptions, OutputOptions, StoriesOptions {}

/** A text names a user's program in tables. */
const nameMax = 40

/** Searches, tells, and answers the exit code. */
export async function runRemote(
  command: readonly string[],
  raw: Wish,
  folder: string,
  terminal: Terminal,
): Promise<Ending['code']> {
  requireOutputs(raw, folder)
  const earlier = readBaseline(raw, folder)
  requirePossible(raw, terminal)
  const program = programOf(command, raw, folder)
  const runs = new JudgedRuns(raw.properties ?? propertyNames)
  const startedAt = performance.now()
  const result = await searched(program, raw, runs, terminal)
  const tookMs = performance.now() - startedAt
  if (result.problem !== null) throw new UsageError(result.problem)
  const told = toldOf(command, program, raw, result, runs)
  const comparison = remoteComparison(runs, told)
  const context = { ...contextOf(), ...widthOf(terminal) }
  const search = searchOf(result, tookMs, runs, raw)
  const wish = storiesWish(raw, raw.properties !== undefined)
  const text = remoteText(comparison, told.properties, context, wish, search)
  const reported = { comparison, properties: told.properties, context, text }
  const reviewed = withReview(reported, { earlier, named: [told.name] }, folder)
  await writeOutputs(reviewed, raw, folder, terminal)
  const code = exitCode(comparison, [{ name: told.name }], [told.name])
  return codeWithReview(code, reviewed.review)
}

async function searched(
  program: RemoteProgram,
  raw: Wish,
  runs: JudgedRuns,
  terminal: Terminal,
): Promise<MomentsResult> {
  const aborting = new AbortController()
  const stopListening = onInterruption(() => aborting.abort())
  const endsAt = performance.now() + (raw.time ?? Number.POSITIVE_INFINITY)
  const confirmed = new Set<string>()
  try {
    return await searchMoments({
      program,
      brokersOf: (plan) => brokersFor(raw, plan),
      faults: raw.faults ?? possibleFaults(raw),
      plans: raw.at === undefined ? null : [raw.at],
      draw: raw.time === undefined || raw.at !== undefined ? null : drawing(raw),
      schedules: raw.schedules ?? (raw.time === undefined ? null : Number.POSITIVE_INFINITY),
      // Runs that share a group of real brokers, or a database, are one after the other.
      jobs: raw.upstream === undefined && !isShared(program.effects) ? raw.jobs : 1,
      repetitions: raw.repetitions,
      ears: {
        printed: () => {},
        refused: refusalTeller(terminal),
        signal: aborting.signal,
      },
      isOver: () => performance.now() >= endsAt,
      judge: (plan, run) => {
        const broken = runs.add(plan, run)
        if (raw.at !== undefined) return true
        if (plan.length === 0) requireEffects(runs, raw)
        const fault = faultSetOf(plan)
        const claiming = { claims: raw.claims }
        const news = broken.filter((property) => {
          const key = `${fault} ${property}`
          return isClaimed(claiming, property, fault, {}) && !confirmed.has(key)
        })
        for (const property of news) confirmed.add(`${fault} ${property}`)
        return news.length > 0
      },
      progress: tellCounts('Running the program', 'schedule', terminal),
    })
  } finally {
    stopListening()
  }
}

/** Pairs of faults, drawn for as long as there is time. */
function drawing({ members, seed }: Wish): NonNullable<MomentsRequest['draw']> {
  const random = seedrandom(seed)
  return (plans) => drawnPair(plans, members, random)
}

function toldOf(
  command: readonly string[],
  program: RemoteProgram,
  raw: Wish,
  { coverage }: MomentsResult,
  runs: JudgedRuns,
): Told {
  const single = ['none', ...coverage.map(({ fault }) => fault)]
  const asked = raw.at === undefined ? [...single, ...brokenPairs(runs)] : [faultSetOf(raw.at)]
  return {
    name: raw.name ?? nameOf(command),
    claims: raw.claims,
    seed: raw.seed,
    program,
    properties: raw.properties ?? propertyNames,
    faults: asked,
    coverage,
    replayLine: (plan) =>
      remoteReplayLine(command, { ...raw, brokers: brokersFor(raw, plan) }, planName(plan)),
  }
}

/** Sets of several faults that broke what none of them broke alone. */
function brokenPairs(runs: JudgedRuns): readonly FaultSet[] {
  const broken = new Map<FaultSet, Set<string>>()
  for (const { plan, results } of runs.all) {
    const own = results.judgements.filter(({ witnesses }) => witnesses.length > 0)
    const known = broken.get(faultSetOf(plan)) ?? new Set()
    broken.set(faultSetOf(plan), new Set([...known, ...own.map(({ property }) => property)]))
  }
  return [...broken].flatMap(([fault, of]) => {
    const faults = faultsOf(fault)
    if (faults.length < 2) return []
    const alone = new Set(faults.flatMap((one) => [...(broken.get(one) ?? [])]))
    return [...of].some((property) => !alone.has(property)) ? [fault] : []
  })
}

/** The word that says most: the first behind the command that looks like a file or a class. */
function nameOf([first = '', ...rest]: readonly string[]): string {
  const isFile = (word: string) => /^[^-:][^:]*\.\w{1,5}$/.test(word)
  const word = rest.find(isFile) ?? rest.find((one) => /^[A-Z]\w*$/.test(one)) ?? first
  return basename(word).slice(0, nameMax)
}

/** Without effects everything would look lost. */
function requireEffects(runs: JudgedRuns, { records, effects }: Wish): void {
  const [quiet] = runs.all
  if (quiet === undefined || quiet.run.events.some(({ kind }) => kind === 'effect')) return
  const where = effects === undefined ? 'its output' : 'the places of --effects'
  throw new UsageError(
    `no effect of any of ${records} records was seen in ${where}: they are known by their keys, ` +
      'such as orders-0@7, which must stand in a line, a request, a record or a row; see --effects',
  )
}

function searchOf(
  { coverage, failures }: MomentsResult,
  tookMs: number,
  runs: JudgedRuns,
  raw: Wish,
): RemoteSearch {
  const sum = (of: (one: FaultCoverage) => number) =>
    coverage.reduce((all, one) => all + of(one), 0)
  const perMoment =
    tookMs /
    Math.max(
      1,
      sum(({ tried }) => tried),
    )
  return {
    moments: coverage,
    allMinutes: Math.ceil((perMoment * sum(({ possible }) => possible)) / 60_000),
    failures: failures.map(({ plan, problem }) => `${planName(plan)}: ${problem}`),
    outputs: raw.showOutput ? outputsOf(runs) : [],
  }
}

/** Of the runs that broke something: the last lines of each process. */
function outputsOf(runs: JudgedRuns): readonly string[] {
  const broken = runs.all.filter(({ results }) => {
    return results.judgements.some(({ witnesses }) => witnesses.length > 0)
  })
  const [first] = broken
  if (first === undefined) return []
  const title = `What was printed in ${planName(first.plan)}:`
  return [
    title,
    ...[...first.run.outputs].flatMap(([member, lines]) =>
      lines.map((line) => `  ${member} | ${line}`),
    ),
  ]
}

function contextOf(): ReportContext {
  return {
    swarm: [],
    statements: new Map(properties.map(({ name, statement }) => [name, statement])),
    headings: new Map(properties.map(({ name, heading }) => [name, heading])),
    catches: new Map(),
    summaries: new Map(),
  }
}

function refusalTeller(terminal: Terminal): (reason: string) => void {
  const told = new Set<string>()
  return (reason) => {
    if (told.has(reason) || told.size >= 20) return
    told.add(reason)
    terminal.err(`ackurate: the client was refused: ${reason}\n`)
  }
}
