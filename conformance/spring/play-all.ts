/** Plays many cases on one broker, some at a time; those that restart it come last, one by one. */
import { connectTo, playConfig } from '../play/kafka.ts'
import { startCluster } from '../setup/broker.ts'
import type { Trace } from '../trace/trace.ts'
import type { SpringCase } from './cases.ts'
import { playSpring } from './play-spring.ts'
import { springProgram } from './program.ts'

/** Of Spring Kafka and of the broker. */
export interface SpringVersions {
  readonly spring: string
  readonly kafka: string
}

/** What came of a case; `trace` null: it got stuck, and says where. */
export interface PlayedCase {
  readonly played: SpringCase
  readonly trace: Trace | null
  readonly stuck: string
}

/** So many plays at a time. */
const playsMax = 3

/** How they are played. */
export interface Plays {
  /** Part of the names of groups. */
  readonly attempt: string
  /** Asked before each: true begins no more. */
  readonly isOver: () => boolean
}

/** Plays all, and says of each what came of it. */
export async function playAll(
  { spring, kafka }: SpringVersions,
  cases: readonly SpringCase[],
  { attempt, isOver }: Plays,
  tell: (result: PlayedCase) => void,
): Promise<void> {
  const program = await springProgram(spring)
  const real = await startCluster(kafka, 1, playConfig)
  try {
    const cluster = await connectTo(real)
    const restartBroker = async () => {
      await real.nodes[0]?.stop('SIGTERM')
      await real.nodes[0]?.start()
    }
    const container = { cluster, kafka, program, restartBroker }
    const play = async (played: SpringCase) => {
      if (isOver()) return
      try {
        const trace = await playSpring(container, played, attempt)
        tell({ played, trace, stuck: '' })
      } catch (error) {
        tell({ played, trace: null, stuck: String(error) })
      }
    }
    await inParallel(
      cases.filter((played) => !restarts(played)),
      playsMax,
      play,
    )
    await inParallel(cases.filter(restarts), 1, play)
    await cluster.close()
  } finally {
    await real.stop()
  }
}

function restarts({ schedule }: SpringCase): boolean {
  return schedule === 'coordinator-failover'
}

async function inParallel<T>(
  all: readonly T[],
  most: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const waiting = [...all]
  const worker = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: most }, worker))
}
