import { expect, test } from 'vitest'
import { heardBy } from '../../src/broker/topics.ts'
import { createCluster } from '../../src/model/cluster/create-cluster.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import type { Settings } from '../../src/model/settings.ts'

function heard(version: Settings['broker.version']) {
  const settings = { ...defaultScenario.settings, 'broker.version': version }
  const cluster = createCluster({ ...defaultScenario, settings })
  const at = (partitionIndex: number, committedOffset: number) => {
    return { partitionIndex, committedOffset, committedLeaderEpoch: -1, committedMetadata: null }
  }
  const partitions = [at(0, 5), at(9, 1), at(0, 3), at(9, 2)]
  return heardBy(cluster, [{ name: defaultScenario.topic, partitions }])[0]?.partitions.map(
    ({ partitionIndex, committedOffset }) => [partitionIndex, committedOffset],
  )
}

test('of a partition that a commit names twice, 3.9 hears the last, if it knows it', () => {
  expect(heard('4')).toEqual([
    [0, 5],
    [9, 1],
    [0, 3],
    [9, 2],
  ])
  expect(heard('3.9')).toEqual([
    [9, 1],
    [0, 3],
    [9, 2],
  ])
})
