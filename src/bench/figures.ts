/** Measures speed and prints it; `--json FILE` writes the figures (schema `ackurate/bench@1`). */
import { availableParallelism, cpus } from 'node:os'
import { writeWhole } from '../cli/write-file.ts'
import { faultNames } from '../model/faults/names.ts'
import { type CoresRatios, commandStartMs, coresRatios } from './command.ts'
import { exhaustiveFigures } from './exhaustive.ts'
import { kafkaModelRate, oneDelaySeconds } from './kafka-model.ts'
import { kafkajsFigures } from './kafkajs.ts'
import { randomRate } from './random.ts'
import { slowestShrink } from './shrink.ts'
import { spinRate } from './spin.ts'

interface Figure {
  readonly name: string
  readonly unit: string
  readonly value: number
}

/** Crashes, rebalances and commit failures: what most schedules of a comparison are made of. */
const usualFaults = 'crash+join+commit-refused'

interface Measure {
  readonly name: string
  readonly unit: string
  /** The value, or why there is none on this machine. */
  readonly measure: () => number | string
  /** Decimals that say something; absent: none. */
  readonly digits?: number
}

const measures: readonly Measure[] = [
  {
    name: 'random/commit-sync-after-batch',
    unit: 'schedules/s',
    measure: () => randomRate('commit-sync-after-batch', usualFaults),
  },
  {
    name: 'random/commit-sync-after-batch/no-faults',
    unit: 'schedules/s',
    measure: () => randomRate('commit-sync-after-batch', 'none'),
  },
  {
    name: 'random/commit-sync-after-batch/all-faults',
    unit: 'schedules/s',
    measure: () => randomRate('commit-sync-after-batch', faultNames.join('+')),
  },
  { name: 'shrink/slowest', unit: 'ms', measure: slowestShrink },
  { name: 'exhaustive/kafka', unit: 'states/s', measure: kafkaModelRate },
  { name: 'exhaustive/kafka/1-delay', unit: 's', measure: oneDelaySeconds, digits: 1 },
  {
    name: 'kafkajs/each-message',
    unit: 'schedules/s',
    measure: () => ofKafkajs().schedulesPerSecond,
  },
  {
    name: 'kafkajs/virtual-over-real',
    unit: 'x',
    measure: () => ofKafkajs().virtualOverReal,
  },
  {
    name: 'exhaustive/two-phase-commit-7',
    unit: 'states/s',
    measure: () => ofExhaustive().statesPerSecond,
  },
  { name: 'exhaustive/two-phase-commit-7/spin', unit: 'states/s', measure: ofSpin },
  {
    name: 'exhaustive/two-phase-commit-7/over-spin',
    unit: 'x',
    measure: () => overSpin(ofSpin()),
    digits: 2,
  },
  {
    name: 'exhaustive/bytes-per-state',
    unit: 'bytes',
    measure: () => ofExhaustive().bytesPerState,
    digits: 1,
  },
  { name: 'cli/start', unit: 'ms', measure: commandStartMs },
  { name: 'random/2-cores-over-1', unit: 'x', measure: () => ofCores().whole, digits: 2 },
  {
    name: 'random/2-cores-over-1/after-start',
    unit: 'x',
    measure: () => ofCores().afterStart,
    digits: 2,
  },
]

/** One measurement gives both figures. */
let kafkajs: ReturnType<typeof kafkajsFigures> | null = null
function ofKafkajs(): ReturnType<typeof kafkajsFigures> {
  kafkajs ??= kafkajsFigures('kafkajs-each-message', usualFaults)
  return kafkajs
}

let exhaustive: ReturnType<typeof exhaustiveFigures> | null = null
function ofExhaustive(): ReturnType<typeof exhaustiveFigures> {
  exhaustive ??= exhaustiveFigures()
  return exhaustive
}

let ratios: CoresRatios | null = null
function ofCores(): CoresRatios {
  ratios ??= coresRatios(usualFaults)
  return ratios
}

let spin: number | string | null = null
function ofSpin(): number | string {
  spin ??= spinRate()
  return spin
}

function overSpin(rate: number | string): number | string {
  return typeof rate === 'string' ? rate : ofExhaustive().statesPerSecond / rate
}

/** Measures all; `file`: where the figures are written, too. */
export async function measureFigures(file: string | undefined): Promise<void> {
  const cores = availableParallelism()
  console.log(`${cores} cores, ${cpus()[0]?.model ?? 'unknown processor'}, node ${process.version}`)
  const figures: Figure[] = []
  for (const { name, unit, measure, digits = 0 } of measures) {
    const measured = measure()
    if (typeof measured === 'string') {
      console.log(`${name.padEnd(44)} ${'skipped'.padStart(9)} ${measured}`)
      continue
    }
    const value = Number(measured.toFixed(digits))
    figures.push({ name, unit, value })
    console.log(`${name.padEnd(44)} ${String(value).padStart(9)} ${unit}`)
  }
  if (file === undefined) return
  await writeWhole(file, `${JSON.stringify({ schema: 'ackurate/bench@1', cores, figures })}\n`)
}
