/** How many random schedules a second: one core, all properties judged on every run. */
import { performance } from 'node:perf_hooks'
import { benchCell, exploreCell } from './cells.ts'

const warmUp = 6000
const rounds = 7
const schedulesPerRound = 4000

/** The median rate over several rounds, in schedules a second. */
export function randomRate(strategy: string, fault: string): number {
  const cell = benchCell(strategy, fault)
  exploreCell(cell, 1, warmUp)
  const rates: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    exploreCell(cell, 2 + round, schedulesPerRound)
    rates.push((schedulesPerRound * 1000) / (performance.now() - start))
  }
  return rates.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
}
