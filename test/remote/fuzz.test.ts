/**
 * Whatever is sent to a port: it is answered or its connection is closed, and the others live.
 * More of them: ACKURATE_MUTANTS=1000000 npx vitest run test/remote/fuzz.test.ts
 */
import { expect, test } from 'vitest'
import { startCluster } from '../../src/remote/start-cluster.ts'
import { throwMutants } from './mutants.ts'

const usual = 4000
const wanted = Number(process.env['ACKURATE_MUTANTS'] ?? usual)
/** So many go to one cluster; the next one has another seed. */
const perCluster = 100_000

test(`${wanted} mutants of requests take no broker down`, { timeout: 10_800_000 }, async () => {
  for (let thrown = 0, seed = 42; thrown < wanted; seed++) {
    const count = Math.min(perCluster, wanted - thrown)
    const refused = await throwAtOne(count, `${seed}`)
    // They were no whole requests all.
    expect(refused).toBeGreaterThan(20)
    thrown += count
    if (wanted > usual) console.log(memoryText(thrown))
  }
})

/** How many different refusals there were. */
async function throwAtOne(count: number, seed: string): Promise<number> {
  const refused = new Set<string>()
  const cluster = await startCluster({
    ...{ brokers: 1, topics: ['orders', 'refunds'], partitions: 2, records: 20 },
    ...{ host: '127.0.0.1', ports: [0], refused: (reason: string) => refused.add(reason) },
  })
  const [address] = cluster.addresses
  if (address === undefined) throw new Error('no broker')
  await throwMutants(address, count, seed)
  await cluster.close()
  return refused.size
}

function memoryText(thrown: number): string {
  const { rss, heapUsed } = process.memoryUsage()
  const [resident, used] = [rss, heapUsed].map((bytes) => Math.round(bytes / 2 ** 20))
  return `${thrown} thrown: ${resident} MB resident, ${used} MB of objects`
}
