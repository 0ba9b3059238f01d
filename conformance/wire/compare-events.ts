/** Sequences with an event of the cluster in the middle, against one version of Apache Kafka. */
import { startCluster } from '../setup/broker.ts'
import { allowanceFor } from './allowance.ts'
import { type Divergences, groupByCause } from './compare.ts'
import { EventCluster, eventsConfig, generateWithEvent, playRound } from './events.ts'
import type { Parted } from './run.ts'
import type { ClusterEvent } from './step.ts'

/** What comparing them came to. */
export interface EventsOutcome extends Divergences {
  readonly version: string
  /** How often each event happened. */
  readonly events: Readonly<Partial<Record<ClusterEvent, number>>>
  readonly sequences: number
  readonly requests: number
  /** Whether there was time for all of them. */
  readonly isWhole: boolean
  readonly seconds: number
}

/** Sequences that meet one event together. */
const perRound = 25

/** So many rounds of each, for so many sequences without events; a short comparison has none. */
function roundsFor(sequences: number): readonly ClusterEvent[] {
  const restarts = Math.min(4, Math.floor(sequences / 1000))
  const both: readonly ClusterEvent[] = ['clean-restart', 'unclean-restart']
  const rounds = Array.from({ length: restarts }, () => both).flat()
  // It takes more than two minutes, whatever is played.
  return sequences >= 5000 ? [...rounds, 'expiry'] : rounds
}

export interface EventsOptions {
  readonly sequences: number
  readonly seed: number
  /** Asked before each round: true begins no more. */
  readonly isOver: () => boolean
}

/** Compares; `sequences` says how many are played without events. `say` is told of progress. */
export async function compareEvents(
  version: string,
  { sequences, seed, isOver }: EventsOptions,
  say: (line: string) => void,
): Promise<EventsOutcome> {
  const began = performance.now()
  const rounds = roundsFor(sequences)
  const happened: ClusterEvent[] = []
  const played: Parted[] = []
  const again: Parted[] = []
  for (const ofExpiry of [false, true]) {
    const those = rounds.filter((event) => (event === 'expiry') === ofExpiry)
    if (those.length === 0 || isOver()) continue
    const cluster = await startCluster(version, ofExpiry ? 1 : 3, eventsConfig(ofExpiry))
    try {
      const prepared = new EventCluster(cluster)
      await prepared.prepare()
      for (const [round, event] of those.entries()) {
        if (isOver()) break
        const first = round * perRound
        const drawn = Array.from({ length: perRound }, (_, i) =>
          generateWithEvent(seed, first + i, event),
        )
        played.push(...(await playRound(prepared, `round-${round}`, event, drawn)))
        happened.push(event)
        say(`${version}: ${played.length} sequences with ${event}`)
      }
      // Those that parted once are played once more, all of an event together.
      for (const event of new Set(those)) {
        const open = played
          .filter(({ played: { divergence }, sequence }) => {
            return divergence !== null && eventOf(sequence.steps) === event
          })
          .filter((one) => allowanceFor(version, one.played.divergence) === undefined)
        if (open.length === 0 || ofExpiry) again.push(...open)
        else {
          const drawn = open.map(({ sequence }) => sequence)
          again.push(...(await playRound(prepared, `again-${event}`, event, drawn)))
        }
      }
    } finally {
      await cluster.stop()
    }
  }
  const parted = again.filter(({ played: { divergence } }) => divergence !== null)
  return {
    version,
    events: countEvents(happened),
    isWhole: happened.length === rounds.length,
    sequences: played.length,
    requests: played.reduce((sum, one) => sum + one.played.requests, 0),
    divergences: groupByCause(parted),
    notRepeated: again.length - parted.length,
    disturbed: played.filter((one) => one.played.disturbed === true).length,
    seconds: Math.round((performance.now() - began) / 1000),
  }
}

function eventOf(steps: Parted['sequence']['steps']): ClusterEvent | undefined {
  for (const step of steps) if (step.api === 'event') return step.event
  return undefined
}

function countEvents(rounds: readonly ClusterEvent[]): Partial<Record<ClusterEvent, number>> {
  const counts: Partial<Record<ClusterEvent, number>> = {}
  for (const event of rounds) counts[event] = (counts[event] ?? 0) + 1
  return counts
}
