/** How fast the real kafkajs runs under simulation, and how much faster than its own clock. */
import { performance } from 'node:perf_hooks'
import { properties } from '../properties/all.ts'
import { createJudge, type Judge } from '../properties/judge.ts'
import { RandomChoices } from '../search/schedules/random-choices.ts'
import { type BenchCell, benchCell } from './cells.ts'

/** The client is large: it takes so many runs until its code is compiled. */
const warmUp = 1000
const rounds = 5
const schedulesPerRound = 200

/** What was measured; both are medians over several rounds. */
export interface KafkajsFigures {
  readonly schedulesPerSecond: number
  /** Virtual seconds that go by in one real second. */
  readonly virtualOverReal: number
}

/** Runs one strategy under the faults, judging all properties in every run. */
export function kafkajsFigures(strategy: string, fault: string): KafkajsFigures {
  const cell = benchCell(strategy, fault)
  const judge = createJudge(properties, cell.subject.context)
  play(cell, judge, 0, warmUp)
  const rates: number[] = []
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    const virtualMs = play(cell, judge, warmUp + round * schedulesPerRound, schedulesPerRound)
    const realMs = performance.now() - start
    rates.push((schedulesPerRound * 1000) / realMs)
    ratios.push(virtualMs / realMs)
  }
  return { schedulesPerSecond: median(rates), virtualOverReal: median(ratios) }
}

/** Runs schedules and returns how much virtual time they took in all, in milliseconds. */
function play({ subject, ranges }: BenchCell, judge: Judge, from: number, count: number): number {
  const choices = new RandomChoices(ranges)
  let virtualMs = 0
  for (let seed = from; seed < from + count; seed++) {
    choices.reset(seed)
    judge.reset()
    let time = 0
    subject.runner(subject.strategy, subject.scenario, choices, (event) => {
      time = event.time
      judge.emit(event)
    })
    judge.results()
    virtualMs += time
  }
  return virtualMs
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
