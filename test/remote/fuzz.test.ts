/** Whatever is sent to a port: it is answered or its connection is closed, and the others live. */
import { expect, test } from 'vitest'
import { startCluster } from '../../src/remote/start-cluster.ts'
import { throwMutants } from './mutants.ts'

test('4,000 mutants of requests take no broker down', async () => {
  const refused = new Set<string>()
  const cluster = await startCluster({
    ...{ brokers: 1, topics: ['orders'], partitions: 2, records: 20 },
    ...{ host: '127.0.0.1', ports: [0], refused: (reason: string) => refused.add(reason) },
  })
  const [address] = cluster.addresses
  if (address === undefined) throw new Error('no broker')
  await throwMutants(address, 4000, '42')
  await cluster.close()
  // They were no whole requests all.
  expect(refused.size).toBeGreaterThan(20)
})
