/** How fast the Kafka world is searched, in every order and with one delay: on one core. */
import { cpuUsage } from 'node:process'
import { defaultScenario } from '../model/scenario.ts'
import { properties } from '../properties/all.ts'
import { atLeastOnce } from '../properties/at-least-once.ts'
import { createKafkaModel } from '../search/exhaustive/kafka/kafka-model.ts'
import { searchExhaustively } from '../search/exhaustive/state-space/breadth-first.ts'
import { commitSyncAfterBatch } from '../strategies/kafka-consumer/commit-sync-after-batch.ts'

const rounds = 3

/** The best of several rounds, in distinct states per second of processor time. */
export function kafkaModelRate(): number {
  const scenario = { ...defaultScenario, partitions: 1, records: 1, members: 2 }
  let best = 0
  for (let round = 0; round < rounds; round++) {
    const model = createKafkaModel(commitSyncAfterBatch, scenario, [atLeastOnce])
    const before = cpuUsage()
    const { distinct } = searchExhaustively(model, 1)
    const { user, system } = cpuUsage(before)
    best = Math.max(best, (distinct * 1e6) / (user + system))
  }
  return best
}

/**
 * Seconds of processor time for every schedule of 2 members, 2 partitions and 4 records with at
 * most one crash and one delay, all properties judged; the best of several rounds.
 */
export function oneDelaySeconds(): number {
  const sizes = { partitions: 2, records: 4, members: 2, faultsMax: 1 }
  const scenario = { ...defaultScenario, ...sizes, budgets: { crash: 1 } }
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const model = createKafkaModel(commitSyncAfterBatch, scenario, properties, { delays: 1 })
    const before = cpuUsage()
    searchExhaustively(model, properties.length)
    const { user, system } = cpuUsage(before)
    best = Math.min(best, (user + system) / 1e6)
  }
  return best
}
