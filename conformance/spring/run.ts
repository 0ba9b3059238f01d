/**
 * Spring's container beside the model: every case is played afresh, the model is asked whether
 * what was seen is one of its own histories, and it is compared with what is kept.
 */
import { shapeOf } from '../trace/golden.ts'
import { matchTrace } from '../trace/match.ts'
import { keepParted } from '../trace/parted.ts'
import type { Trace } from '../trace/trace.ts'
import { type SpringCase, shelfOf, springCases } from './cases.ts'
import { isKnown, lineOf, readKept, withVariant, writeKept } from './kept.ts'
import { type PlayedCase, playAll, type SpringVersions } from './play-all.ts'
import { strategyNamed } from './strategies.ts'

export interface SpringOptions {
  /** Of Spring Kafka and of the broker. */
  readonly versions: readonly SpringVersions[]
  /** Only cases whose names begin so; absent: all. */
  readonly only?: string
  /** The containers that ask what time it is, instead of the others. */
  readonly timed?: boolean
  /** Rewrites what is kept. */
  readonly update?: boolean
  /** Asked before each play and each match: true begins no more. */
  readonly isOver: () => boolean
}

/** A line of each that is supported, with a broker of its time. */
export const defaultVersions: readonly SpringVersions[] = [
  { spring: '3.3.16', kafka: '3.9.1' },
  { spring: '4.1.2', kafka: '4.1.1' },
]

/** Names are those of cases, with the line of versions before them. */
export interface SpringOutcome {
  /** How many cases there are, how many traces were made, and how many there was no time for. */
  cases: number
  traces: number
  leftOut: number
  /** What the model has no path for. */
  readonly divergences: string[]
  /** What went another way than all that is kept. */
  /** Those that went the same other way than what is kept, each time. */
  readonly changed: string[]
  /** Those that went several other ways, all of them the model's. */
  readonly varied: string[]
  /** Where the search was given up, or the script waited in vain: nothing is known. */
  readonly unknown: string[]
  /** What parted once and not again. */
  readonly notRepeated: string[]
  /** How often steps that the model lacks were needed, by name. */
  readonly allowed: Map<string, number>
}

/** So often a case is played at most: what parts is played again. */
const roundsMax = 3

/** Compares; `say` is told of every case that is not plainly well. */
export async function compareSpring(
  options: SpringOptions,
  say: (line: string) => void,
): Promise<SpringOutcome> {
  const outcome: SpringOutcome = {
    ...{ cases: 0, traces: 0, leftOut: 0 },
    ...{
      divergences: [],
      changed: [],
      varied: [],
      unknown: [],
      notRepeated: [],
      allowed: new Map(),
    },
  }
  for (const versions of options.versions) await compareLine(versions, options, outcome, say)
  return outcome
}

async function compareLine(
  versions: SpringVersions,
  { only = '', timed = false, update = false, isOver }: SpringOptions,
  outcome: SpringOutcome,
  say: (line: string) => void,
): Promise<void> {
  const line = lineOf(versions.spring)
  let open = springCases().filter((one) => one.timed === timed && one.name.startsWith(only))
  outcome.cases += open.length
  const parted = new Set<string>()
  const verdicts = new Map<string, Verdict>()
  const shapes = new Map<string, Set<string>>()
  for (let round = 1; round <= roundsMax && open.length > 0; round++) {
    const again: SpringCase[] = []
    // The search would keep plays waiting: it comes when all are through.
    const results: PlayedCase[] = []
    const plays = { attempt: `${line}-${round}`, isOver }
    await playAll(versions, open, plays, (result) => results.push(result))
    for (const { played, trace, stuck } of results) {
      if (isOver()) break
      outcome.traces++
      const verdict = trace === null ? stuckOf(stuck) : judge(line, played, trace, update)
      verdicts.set(played.name, verdict)
      if (verdict.what === 'divergences') parted.add(played.name)
      if (verdict.what === 'changed' && trace !== null) {
        const known = shapes.get(played.name) ?? new Set()
        shapes.set(played.name, known.add(shapeOf(trace)))
      }
      if (verdict.what === 'well') continue
      say(`${line} ${played.name}: ${verdict.why}`)
      again.push(played)
    }
    open = again
  }
  outcome.leftOut = outcome.cases - verdicts.size
  for (const [name, { what, allowed = [] }] of verdicts) {
    for (const step of allowed) outcome.allowed.set(step, (outcome.allowed.get(step) ?? 0) + 1)
    const varies = what === 'changed' && (shapes.get(name)?.size ?? 0) > 1
    if (what !== 'well') outcome[varies ? 'varied' : what].push(`${line} ${name}`)
    if (what !== 'divergences' && parted.has(name)) outcome.notRepeated.push(`${line} ${name}`)
  }
}

interface Verdict {
  readonly what: 'well' | 'divergences' | 'changed' | 'unknown'
  /** Of what is not well. */
  readonly why?: string
  /** The steps beyond the model that it needed, by name. */
  readonly allowed?: readonly string[]
}

function stuckOf(why: string): Verdict {
  return { what: 'unknown', why }
}

/** What is to be said of a trace; with `update` it is kept if the model has it. */
export function judge(line: string, played: SpringCase, trace: Trace, update: boolean): Verdict {
  const shelf = shelfOf(played, line)
  const matched = shelf === 'spring' ? matchTrace(strategyNamed(played.strategy), trace) : null
  if (matched !== null && matched.outcome !== 'match') {
    const what = matched.outcome === 'no-path' ? 'divergences' : 'unknown'
    const where = keepParted(`${line}.${played.name}`, trace)
    return { what, why: `${matched.outcome} ${JSON.stringify(matched.refusal)} (${where})` }
  }
  const allowed = matched?.allowed ?? []
  const kept = readKept(shelf, line, played.name)
  if (isKnown(kept, trace)) return { what: 'well', allowed }
  if (!update) return { what: 'changed', why: 'went another way than what is kept', allowed }
  writeKept(shelf, line, played.name, withVariant(kept, trace))
  return { what: 'well', allowed }
}
