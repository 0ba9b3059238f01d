/** One kill as data, drawn from a seed and its number: what runs, and when it is struck. */
import seedrandom from 'seedrandom'
import { kafkajsStrategies } from '../../src/strategies/kafkajs/all.ts'
import type { KafkajsStrategy } from '../../src/strategies/kafkajs/service.ts'
import type { Strike } from './plan.ts'

/** One kill. */
export interface Case {
  readonly number: number
  readonly strategy: KafkajsStrategy
  readonly members: number
  readonly signal: Strike['signal']
  /** At which part of its points the process is struck: 0 is the first, towards 1 the last. */
  readonly share: number
  readonly delayMs: number
  /** What the durations of handlers are drawn from. */
  readonly seed: string
}

/** Of so many cases one has two members. */
const pairEvery = 4
/** Of two cases one is struck at the very point, the other so much later, in milliseconds. */
const delaysMs = [0, 0, 0, 0, 1, 2, 3, 8] as const

/** Draws the kill of that number; each strategy and each signal comes equally often. */
export function drawCase(seed: number, number: number): Case {
  const draw = seedrandom(`kafkajs ${seed} ${number}`)
  const count = kafkajsStrategies.length
  const strategy = kafkajsStrategies[number % count]
  if (strategy === undefined) throw new Error('no strategies')
  const round = Math.floor(number / count)
  return {
    number,
    strategy,
    members: Math.floor(round / 2) % pairEvery === pairEvery - 1 ? 2 : 1,
    signal: round % 2 === 0 ? 'SIGKILL' : 'SIGTERM',
    share: draw(),
    delayMs: delaysMs[Math.floor(draw() * delaysMs.length)] ?? 0,
    seed: `${seed} ${number}`,
  }
}
