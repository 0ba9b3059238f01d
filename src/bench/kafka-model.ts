/** How many distinct states of the Kafka world a second: one core, one property judged. */
import { cpuUsage } from 'node:process'
import { defaultScenario } from '../model/scenario.ts'
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
