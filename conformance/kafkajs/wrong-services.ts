/** Whether the comparison can fail: services that are wrong run in place of those that are right. */
import { join } from 'node:path'
import { compareKafkajs } from './run.ts'

/** A service, and the strategy that it pretends to be. */
const wrongServices = [
  { service: 'commits-first.js', strategy: 'kafkajs-commit-after-each' },
  { service: 'resolves-all.js', strategy: 'kafkajs-each-batch' },
] as const

/** So many kills of each. */
const kills = 16

/** Returns how many of them were not found. */
export async function tryWrongServices(
  kafka: string,
  seed: number,
  say: (line: string) => void,
): Promise<number> {
  let missed = 0
  for (const { service, strategy } of wrongServices) {
    const path = join(import.meta.dirname, service)
    const options = { kafka, seed, kills, strategy, service: path, runsMax: 300 }
    const { outside } = await compareKafkajs(options, () => {})
    say(`${service} as ${strategy}: ${outside} of ${kills} kills come to what that cannot`)
    if (outside === 0) missed++
  }
  return missed
}
