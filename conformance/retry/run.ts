/**
 * Retry topics and several topics, for real: what comes of each play must be what some run of the
 * model comes to: the deliveries of each partition in their order, where copies stand, and what
 * each group has committed in the end.
 */
import { connectTo, playConfig } from '../play/kafka.ts'
import { startCluster } from '../setup/broker.ts'
import type { SpringVersions } from '../spring/play-all.ts'
import { textOf } from './outcome.ts'
import { playForReal } from './play.ts'
import { retryPlays } from './plays.ts'
import { retryProgram } from './program.ts'
import { unlessReached } from './simulated.ts'

/** What the plays of one line of versions came to. */
export interface RetryComparison {
  plays: number
  /** How many there was no time for. */
  leftOut: number
  /** Plays that came to what no run of the model did, with what that was. */
  readonly outside: string[]
  /** Plays that could not be made. */
  readonly failed: string[]
}

/** Plays those whose names have `like` in them; `isOver` is asked before each. */
export async function compareRetries(
  { spring, kafka }: SpringVersions,
  like: string,
  isOver: () => boolean,
): Promise<RetryComparison> {
  const program = await retryProgram(spring)
  const comparison: RetryComparison = { plays: 0, leftOut: 0, outside: [], failed: [] }
  const real = await startCluster(kafka, 1, playConfig)
  try {
    const { bootstrap, close } = await connectTo(real)
    await close()
    for (const play of retryPlays.filter(({ name }) => name.includes(like))) {
      if (isOver()) {
        comparison.leftOut++
        continue
      }
      comparison.plays++
      try {
        const text = textOf(await playForReal(program, bootstrap, play, `${play.name}.`))
        const other = unlessReached(play, text)
        if (other !== null) {
          comparison.outside.push(`${play.name}\n${text}\nof the model, among others:\n${other}`)
        }
      } catch (error) {
        comparison.failed.push(`${play.name}: ${error instanceof Error ? error.message : error}`)
      }
    }
  } finally {
    await real.stop()
  }
  return comparison
}
