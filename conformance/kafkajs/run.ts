/**
 * kafkajs for real: services are killed and stopped at moments of their own work, and what becomes
 * of their records must be something that simulated runs come to as well.
 */
import { type Case, drawCase } from './case.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { type Played, play } from './play.ts'
import { production } from './production.ts'
import { type Found, Reachable } from './reachable.ts'
import { countByStrategy, type KafkajsOutcome, type KillResult } from './results.ts'
import { createRig, type Rig } from './rig.ts'
import type { Cell } from './simulated.ts'
import { tellOutside } from './tell.ts'

/** What is asked. */
export interface KafkajsOptions {
  /** Versions as Maven Central has them: 3.9.1 or 4.4.0. */
  readonly kafka: string
  readonly seed: number
  readonly kills: number
  /** The number of the only kill to play. */
  readonly only?: number
  /** Another service in place of each strategy's: whether the comparison can fail. */
  readonly service?: string
  /** Only strategies of that name. */
  readonly strategy?: string
  /** Asked before each kill: true begins no more. */
  readonly isOver?: () => boolean
  /** How many simulated runs are made for one outcome before it counts as outside. */
  readonly runsMax?: number
}

/** After so many kills a line says how far it is. */
const tellEvery = 50
/** So many kills are played at a time. */
const atOnce = 5
/** How often a kill is played until nothing disturbs it and it hits before all is done. */
const triesMax = 5
/** Unless something else is asked. */
const runsMaxByDefault = 2000

interface Hit {
  readonly kill: Case
  readonly played: Played
  readonly outcome: Outcome
}

/** Plays the kills of the seed and compares. */
export async function compareKafkajs(
  options: KafkajsOptions,
  say: (line: string) => void,
): Promise<KafkajsOutcome> {
  const cases = casesOf(options)
  const startedAt = Date.now()
  const { begun, hits } = await playAll(options, cases, say)
  const playedAt = Date.now()
  const { outside, runs } = compareAll(options, hits, say)
  const results = begun.map((kill) => resultOf(kill, hits, outside))
  return {
    kills: begun.length,
    leftOut: cases.length - begun.length,
    outside: outside.size,
    unknown: begun.length - hits.length,
    byStrategy: countByStrategy(results),
    results,
    runs,
    seconds: { played: (playedAt - startedAt) / 1000, compared: (Date.now() - playedAt) / 1000 },
  }
}

function resultOf(kill: Case, hits: readonly Hit[], outside: ReadonlySet<number>): KillResult {
  const { number, strategy, signal, members } = kill
  const outcome = hits.find((hit) => hit.kill.number === number)?.outcome ?? null
  const verdict = outcome === null ? 'unknown' : outside.has(number) ? 'outside' : 'inside'
  return { number, strategy: strategy.name, signal, members, verdict, outcome }
}

function casesOf({ seed, kills, only, strategy }: KafkajsOptions): Case[] {
  if (only !== undefined) return [drawCase(seed, only)]
  const cases: Case[] = []
  for (let number = 0; cases.length < kills; number++) {
    const kill = drawCase(seed, number)
    if (strategy === undefined || kill.strategy.name === strategy) cases.push(kill)
  }
  return cases
}

async function playAll(
  options: KafkajsOptions,
  cases: readonly Case[],
  say: (line: string) => void,
): Promise<{ readonly begun: readonly Case[]; readonly hits: readonly Hit[] }> {
  const { isOver = () => false } = options
  const rig = await createRig(options.kafka)
  try {
    const points = new Map<string, Promise<number>>()
    const hits: Hit[] = []
    let next = 0
    let done = 0
    const worker = async () => {
      for (;;) {
        const kill = isOver() ? undefined : cases[next]
        if (kill === undefined) return
        next++
        const played = await playOne(rig, options, kill, points, say)
        if (++done % tellEvery === 0) say(`${done} of ${cases.length} kills played`)
        if (played === null) continue
        hits.push({ kill, played, outcome: outcomeOf(played.story, production.perPartition) })
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    hits.sort((a, b) => a.kill.number - b.kill.number)
    return { begun: cases.slice(0, next), hits }
  } finally {
    await rig.stop()
  }
}

/** Plays the kill until it is played well; null: it never was. */
async function playOne(
  rig: Rig,
  options: KafkajsOptions,
  kill: Case,
  points: Map<string, Promise<number>>,
  say: (line: string) => void,
): Promise<Played | null> {
  const { strategy, members, signal, delayMs, number, seed } = kill
  const service = options.service ?? strategy.service
  const common = { service, members, seed }
  const key = `${strategy.name}-${members}`
  const known = points.get(key) ?? countPoints(rig, { ...common, name: `points-${key}` })
  points.set(key, known)
  let count = await known
  let why = ''
  for (let attempt = 0; attempt < triesMax; attempt++) {
    const strike = { signal, delayMs, point: 1 + Math.floor(kill.share * count) }
    const name = `kill-${number}-${attempt}`
    const played = await play(rig, { ...common, strike, name }).catch(messageOf)
    if (typeof played === 'string') {
      why = played
      continue
    }
    if (played.disturbed === null && played.isHit) return played
    why = played.disturbed ?? 'all was done before it was struck'
    if (!played.isHit) count = Math.min(count - 1, played.points)
  }
  say(`kill ${number} of ${strategy.name} says nothing: ${why}`)
  return null
}

/** What does not start, or is not answered, on a machine that is too busy. */
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function countPoints(rig: Rig, about: Omit<Parameters<typeof play>[1], 'strike'>) {
  const { points } = await play(rig, { ...about, strike: null })
  return points
}

/** The numbers of the kills whose outcomes no simulated run came to. */
function compareAll(
  { kafka, runsMax = runsMaxByDefault }: KafkajsOptions,
  hits: readonly Hit[],
  say: (line: string) => void,
): { readonly outside: Set<number>; readonly runs: KafkajsOutcome['runs'] } {
  const outside = new Set<number>()
  const runs = { all: 0, most: 0 }
  const cells = new Map<string, Reachable>()
  for (const { kill, played, outcome } of hits) {
    const { strategy, members, signal } = kill
    const fault = signal === 'SIGKILL' ? 'crash' : 'shutdown'
    const broker = kafka.startsWith('3.') ? '3.9' : '4'
    const cell: Cell = { strategy, fault, members, broker }
    const name = `${strategy.name} ${fault} ${members}`
    const reachable = cells.get(name) ?? new Reachable(cell)
    cells.set(name, reachable)
    const found: Found = reachable.find(outcome, runsMax)
    runs.all += found.runs
    if (found.run !== null) {
      runs.most = Math.max(runs.most, found.runs)
      continue
    }
    outside.add(kill.number)
    for (const line of tellOutside(kill, played, outcome, found)) say(line)
  }
  return { outside, runs }
}
