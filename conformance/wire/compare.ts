/** The wire, answer by answer: many sequences against one version of Apache Kafka. */

import { sequencesMin } from '../allowed.ts'
import { type RealCluster, startCluster } from '../setup/broker.ts'
import { allowanceFor, rowsFor } from './allowance.ts'
import { createSharedTopics, type Parted, playMany, playOne, wireConfig } from './run.ts'
import { causeOf } from './tell.ts'

export interface WireOptions {
  readonly sequences: number
  readonly seed: number
  /** Only this one, told request by request; null: all. */
  readonly sequence: number | null
  /** Whether to stop when one divergence was found. */
  readonly first: boolean
  /** Asked before each sequence: true begins no more. */
  readonly isOver?: () => boolean
}

/** What parted the two. */
export interface Divergences {
  /** One for each cause, the shortest sequence that was found, with how many had the cause. */
  readonly divergences: readonly { readonly parted: Parted; readonly times: number }[]
  /** Sequences that parted once and not again: they say nothing. */
  readonly notRepeated: number
  /** Sequences that the machine was too slow for: they say nothing either. */
  readonly disturbed: number
}

/** What comparing came to. */
export interface WireOutcome extends Divergences {
  readonly version: string
  readonly sequences: number
  readonly requests: number
  /** How often each allowed difference occurred, by its name. */
  readonly allowed: ReadonlyMap<string, number>
  /** Rows that a run of this size should have needed, and did not. */
  readonly unneeded: readonly string[]
  readonly seconds: number
}

/** Sequences that are played at once. */
const atOnce = 8
/** A sequence is shortened with at most so many plays. */
const shortenings = 60

/** A broker is given no more: it keeps the topics of all that it has met. */
const perBroker = 2500

/** Compares; `say` is told of progress. */
export async function compareWire(
  version: string,
  { sequences, seed, sequence, first, isOver = () => false }: WireOptions,
  say: (line: string) => void,
): Promise<WireOutcome> {
  const began = performance.now()
  const counts = new Map<string, number>()
  const repeated: Parted[] = []
  let [played, partedOnce, requests, notRepeated, disturbed] = [0, 0, 0, 0, 0]
  const start = sequence ?? 0
  const end = sequence === null ? sequences : sequence + 1
  const isEnough = () => isOver() || (first && repeated.length > 0)
  for (let from = start; from < end && !isEnough(); from += perBroker) {
    const parted: Parted[] = []
    await withBroker(version, async (cluster) => {
      await playMany(cluster, {
        ...{ seed, first: from, count: Math.min(perBroker, end - from), atOnce },
        ...(sequence === null ? {} : { trace: say }),
        isOver: () => isOver() || (first && parted.length > 0),
        done: (one) => {
          requests += one.played.requests
          if (one.played.disturbed === true) disturbed++
          if (one.played.divergence !== null) {
            const row = allowanceFor(version, one.played.divergence)
            if (row === undefined) parted.push(one)
            else counts.set(row.name, (counts.get(row.name) ?? 0) + 1)
          }
          if (++played % 500 === 0) {
            say(`${version}: ${played} sequences, ${partedOnce + parted.length} parted`)
          }
        },
      })
      for (const one of parted) {
        const again = await playOne(cluster, `again-${one.sequence.number}`, one.sequence)
        if (again.divergence === null) notRepeated++
        else repeated.push({ sequence: one.sequence, played: again })
      }
    })
    partedOnce += parted.length
  }
  const unneeded =
    played < sequencesMin ? [] : rowsFor(version).filter(({ name }) => !counts.has(name))
  return {
    ...{ version, sequences: played, requests, allowed: counts, notRepeated, disturbed },
    divergences: await shortenAll(version, seed, groupByCause(repeated)),
    unneeded: unneeded.map(({ name }) => name),
    seconds: Math.round((performance.now() - began) / 1000),
  }
}

async function withBroker(version: string, act: (cluster: RealCluster) => Promise<void>) {
  const cluster = await startCluster(version, 1, wireConfig)
  try {
    await createSharedTopics(cluster)
    await act(cluster)
  } finally {
    await cluster.stop()
  }
}

async function shortenAll(
  version: string,
  seed: number,
  all: Divergences['divergences'],
): Promise<Divergences['divergences']> {
  if (all.length === 0) return all
  const shorter: { readonly parted: Parted; readonly times: number }[] = []
  await withBroker(version, async (cluster) => {
    for (const { parted, times } of all) {
      const best = await shorten(parted, (candidate, i) =>
        playOne(cluster, `short-${seed}-${candidate.sequence.number}-${i}`, candidate.sequence),
      )
      shorter.push({ parted: best, times })
    }
  })
  return shorter
}

function lengthOf({ played }: Parted): number {
  return played.divergence?.index ?? 0
}

/** The shortest of each cause, the most frequent cause first. */
export function groupByCause(parted: readonly Parted[]): Divergences['divergences'] {
  const causes = [...byCause(parted).values()].sort((a, b) => b.length - a.length)
  return causes.flatMap((all) => {
    const [shortest] = all.sort((a, b) => lengthOf(a) - lengthOf(b))
    return shortest === undefined ? [] : [{ parted: shortest, times: all.length }]
  })
}

function byCause(parted: readonly Parted[]): Map<string, Parted[]> {
  const causes = new Map<string, Parted[]>()
  for (const one of parted) {
    const { divergence } = one.played
    if (divergence === null) continue
    const cause = causeOf(divergence)
    const known = causes.get(cause)
    if (known === undefined) causes.set(cause, [one])
    else known.push(one)
  }
  return causes
}

/** Takes away step after step, as long as what is left parts the two in the same way. */
async function shorten(
  parted: Parted,
  playAgain: (candidate: Parted, number: number) => Promise<Parted['played']>,
): Promise<Parted> {
  let best = parted
  let plays = 0
  const cause = parted.played.divergence === null ? '' : causeOf(parted.played.divergence)
  for (let at = lengthOf(best) - 1; at >= 0 && plays < shortenings; at--) {
    const steps = best.sequence.steps.filter((_, i) => i !== at)
    const candidate = { ...best, sequence: { ...best.sequence, steps } }
    const played = await playAgain(candidate, plays++)
    if (played.divergence !== null && causeOf(played.divergence) === cause) {
      best = { sequence: candidate.sequence, played }
    }
  }
  return best
}
