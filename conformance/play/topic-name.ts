/** Names of topics whose partitions a client hands out in the order of the model's topic. */
import { inHashOrder } from '../../src/model/consumer/hash-order.ts'
import { defaultScenario } from '../../src/model/scenario.ts'

/**
 * The name with the smallest number behind it for which that is so: in which order a poll's
 * partitions come is up to a hash of the topic's name.
 */
export function topicName(prefix: string, partitions: number): string {
  const wanted = orderOf(defaultScenario.topic, partitions)
  for (let number = 0; ; number++) {
    const name = `${prefix}-${number}`
    if (orderOf(name, partitions) === wanted) return name
  }
}

function orderOf(topic: string, partitions: number): string {
  const lists = Array.from({ length: partitions }, (_, partition) => [{ topic, partition }])
  return inHashOrder(lists)
    .map(({ partition }) => partition)
    .join()
}
