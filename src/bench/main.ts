/** Measures and prints; `--json FILE` writes the figures (schema `ackurate/bench@1`). */
import { availableParallelism, cpus } from 'node:os'
import { argv } from 'node:process'
import { writeWhole } from '../cli/write-file.ts'
import { faultNames } from '../model/faults.ts'
import { kafkajsFigures } from './kafkajs.ts'
import { randomRate } from './random.ts'
import { slowestShrink } from './shrink.ts'

interface Figure {
  readonly name: string
  readonly unit: string
  readonly value: number
}

/** Crashes, rebalances and commit failures: what most schedules of a comparison are made of. */
const usualFaults = 'crash+join+commit-refused'

const measures: readonly { name: string; unit: string; measure: () => number }[] = [
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
]

/** One measurement gives both figures. */
let kafkajs: ReturnType<typeof kafkajsFigures> | null = null
function ofKafkajs(): ReturnType<typeof kafkajsFigures> {
  kafkajs ??= kafkajsFigures('kafkajs-each-message', usualFaults)
  return kafkajs
}

const cores = availableParallelism()
console.log(`${cores} cores, ${cpus()[0]?.model ?? 'unknown processor'}, node ${process.version}`)
const figures: Figure[] = []
for (const { name, unit, measure } of measures) {
  const value = Math.round(measure())
  figures.push({ name, unit, value })
  console.log(`${name.padEnd(44)} ${String(value).padStart(9)} ${unit}`)
}
const file = argv[argv.indexOf('--json') + 1]
if (argv.includes('--json')) {
  if (file === undefined) throw new Error('--json needs a file')
  await writeWhole(file, `${JSON.stringify({ schema: 'ackurate/bench@1', cores, figures })}\n`)
}
