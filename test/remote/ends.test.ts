/** A cluster that is closed holds nothing: the process that had it ends by itself. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BundledModules, bundleModules } from '../bundled.ts'

let bundled: BundledModules

beforeAll(() => {
  bundled = bundleModules(['remote/start-cluster'])
})
afterAll(() => bundled.remove())

const program = () => `
  import { connect } from 'node:net'
  import { startCluster } from ${JSON.stringify(bundled.url('remote/start-cluster'))}
  const cluster = await startCluster({
    brokers: 2, topics: ['orders'], partitions: 1, records: 1, host: '127.0.0.1', ports: [0, 0],
  })
  const [{ host, port }] = cluster.addresses
  const client = connect({ host, port })
  client.on('error', () => {})
  await new Promise((resolve) => client.once('connect', resolve))
  client.write(Buffer.from('000000', 'hex'))
  await cluster.close()
  console.log('closed')
`

test('the process ends when the cluster is closed, though a client is connected', async () => {
  const args = ['--input-type=module', '-e', program()]
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 4000 })
  expect(stdout).toBe('closed\n')
})
