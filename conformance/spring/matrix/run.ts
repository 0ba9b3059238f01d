/**
 * Configurations drawn from the matrix, each played afresh with the real container; the model is
 * asked whether what was seen is one of its own histories.
 */
import seedrandom from 'seedrandom'
import { matchTrace } from '../../trace/match.ts'
import { keepParted } from '../../trace/parted.ts'
import type { Trace } from '../../trace/trace.ts'
import { Draw } from '../../wire/draw.ts'
import type { SpringCase } from '../cases.ts'
import { lineOf, readKept, withVariant, writeKept } from '../kept.ts'
import { type PlayedCase, playAll, type SpringVersions } from '../play-all.ts'
import { strategyNamed } from '../strategies.ts'
import { caseOf } from './cases.ts'
import { type Configuration, configurations } from './configurations.ts'

export interface MatrixOptions {
  /** So many are drawn for each line of versions. */
  readonly samples: number
  readonly seed: number
  /** Only configurations whose names have this in them; absent: all. */
  readonly like?: string
  /** Keeps the traces that the model has. */
  readonly update: boolean
  /** Asked before each play and each match: true begins no more. */
  readonly isOver: () => boolean
}

/** What one line of versions came to; names are those of configurations. */
export interface MatrixOutcome {
  /** How many there are to draw from, how many were drawn, and how many were played. */
  readonly configurations: number
  readonly drawn: number
  readonly played: number
  readonly matched: number
  /** What the model has no path for, the last time that it was played. */
  readonly parted: readonly string[]
  /** Where the search was given up, or the script waited in vain: nothing is known. */
  readonly undecided: readonly string[]
  /** What parted once and not again. */
  readonly notRepeated: readonly string[]
  /** How often steps that the model lacks were needed, by name. */
  readonly allowed: ReadonlyMap<string, number>
}

/** A line of each that is supported, with a broker of its time. */
export const matrixVersions: readonly SpringVersions[] = [
  { spring: '3.3.16', kafka: '3.9.1' },
  { spring: '4.1.2', kafka: '4.4.0' },
]

/** So often one is played at most: what parts, or gets stuck, is played again. */
const roundsMax = 3
/** For each attempt of a search. */
const bounds = { states: 100_000, seconds: 20 }

/** Draws, plays and matches for one line of versions; `say` is told of all that is not well. */
export async function compareMatrix(
  versions: SpringVersions,
  { samples, seed, like = '', update, isOver }: MatrixOptions,
  say: (line: string) => void,
): Promise<MatrixOutcome> {
  const line = lineOf(versions.spring)
  const all = configurations(line).filter(({ name }) => name.includes(like))
  const drawn = drawnFrom(all, samples, `${seed} ${line}`).map(caseOf)
  const last = new Map<string, Verdict>()
  const everParted = new Set<string>()
  let open: readonly SpringCase[] = drawn
  for (let round = 1; round <= roundsMax && open.length > 0; round++) {
    // The search would keep plays waiting: it comes when all are through.
    const results: PlayedCase[] = []
    const plays = { attempt: `${line}-${round}`, isOver }
    await playAll(versions, open, plays, (result) => results.push(result))
    for (const { played, trace, stuck } of results) {
      if (isOver()) break
      const verdict = trace === null ? undecided(stuck) : verdictOn(line, played, trace, update)
      last.set(played.name, verdict)
      if (verdict.what === 'parted') everParted.add(played.name)
      if (verdict.what !== 'matched') say(`${line} ${played.name}: ${verdict.why}`)
    }
    open = drawn.filter(({ name }) => last.has(name) && last.get(name)?.what !== 'matched')
  }
  return outcomeOf(all.length, drawn.length, last, everParted)
}

/** So many of them, each once. */
function drawnFrom(
  all: readonly Configuration[],
  samples: number,
  seed: string,
): readonly Configuration[] {
  const draw = new Draw(seedrandom(seed))
  const left = [...all]
  const drawn: Configuration[] = []
  while (drawn.length < samples && left.length > 0) {
    drawn.push(...left.splice(draw.below(left.length), 1))
  }
  return drawn
}

interface Verdict {
  readonly what: 'matched' | 'parted' | 'undecided'
  readonly why: string
  readonly allowed: readonly string[]
}

function undecided(why: string): Verdict {
  return { what: 'undecided', why, allowed: [] }
}

function verdictOn(line: string, played: SpringCase, trace: Trace, update: boolean): Verdict {
  const { name, strategy } = played
  const matched = matchTrace(strategyNamed(strategy), trace, bounds)
  if (matched.outcome !== 'match') {
    const where = keepParted(`${line}.${name}`, trace)
    const why = `${matched.outcome} ${JSON.stringify(matched.refusal)} (${where})`
    return { what: matched.outcome === 'no-path' ? 'parted' : 'undecided', why, allowed: [] }
  }
  const { allowed } = matched
  if (update && readKept('spring-matrix', line, name) === null) {
    writeKept('spring-matrix', line, name, withVariant(null, { ...trace, allowed }))
  }
  return { what: 'matched', why: '', allowed }
}

function outcomeOf(
  count: number,
  drawn: number,
  last: ReadonlyMap<string, Verdict>,
  everParted: ReadonlySet<string>,
): MatrixOutcome {
  const names = (what: Verdict['what']) =>
    [...last].filter(([, verdict]) => verdict.what === what).map(([name]) => name)
  const allowed = new Map<string, number>()
  for (const step of [...last.values()].flatMap((verdict) => verdict.allowed)) {
    allowed.set(step, (allowed.get(step) ?? 0) + 1)
  }
  const parted = names('parted')
  return {
    ...{ configurations: count, drawn, played: last.size, parted, allowed },
    matched: names('matched').length,
    undecided: names('undecided'),
    notRepeated: [...everParted].filter((name) => !parted.includes(name)),
  }
}
