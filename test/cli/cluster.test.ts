/** `ackurate cluster` as it is installed: what it says, and how it ends. */
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startCluster } from '../../src/remote/start-cluster.ts'
import { rawClient, request } from '../remote/raw-client.ts'
import { runBuilt } from './built.ts'
import { ackurate } from './fake-terminal.ts'

const contents = ['--brokers', '2', '--topic', 'orders', '--topic', 'refunds', '--records', '6']

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('is there for clients until %s, and then ends with %i', async (signal, code) => {
  const ended = await runBuilt(
    ['cluster', ...contents, '--port', '0'],
    tmpdir(),
    (err, kill) => err.includes('Ctrl-C') && kill(signal),
  )
  expect(ended).toMatchObject({ code })
  expect(ended.out).toMatch(/^bootstrap\.servers=127\.0\.0\.1:\d+,127\.0\.0\.1:\d+\n$/)
  const what = 'each of orders, refunds with 2 partitions and 6 records'
  expect(ended.err).toBe(`${what}; Ctrl-C ends it\n`)
})

test('a port that is taken is one line, and exit code 2', async () => {
  const one = { brokers: 1, topics: ['orders'], partitions: 1, records: 0 }
  const other = await startCluster({ ...one, host: '127.0.0.1', ports: [0] })
  const port = other.addresses[0]?.port
  const ran = await ackurate(['cluster', '--brokers', '1', '--port', String(port)])
  await other.close()
  const line = `ackurate: port ${port} is taken: --port takes another one, or 0 for any\n`
  expect(ran).toEqual({ code: 2, out: '', err: line })
})

test('brokers need a port each', async () => {
  const ran = await ackurate(['cluster', '--port', '65535'])
  expect(ran).toEqual({
    code: 2,
    out: '',
    err: 'ackurate: --port takes at most 65533 with 3 brokers\n',
  })
})

test('what clients may not ask is told once', async () => {
  const one = { brokers: 1, topics: ['orders'], partitions: 1, records: 0 }
  const free = await startCluster({ ...one, host: '127.0.0.1', ports: [0] })
  const port = free.addresses[0]?.port ?? 0
  await free.close()
  const ask = async () => {
    const client = await rawClient({ host: '127.0.0.1', port })
    // DescribeAcls.
    client.write(request(29, 1, 1, Buffer.alloc(0)))
    await client.ended
  }
  let isAsked = false
  const { err } = await runBuilt(
    ['cluster', '--brokers', '1', '--port', String(port)],
    tmpdir(),
    (text, kill) => {
      if (isAsked || !text.includes('Ctrl-C')) return
      isAsked = true
      void ask()
        .then(ask)
        .then(() => kill('SIGTERM'))
    },
  )
  const refusals = err.split('\n').filter((line) => line.includes('refused'))
  expect(refusals).toEqual(['ackurate: a client was refused: DescribeAcls is not answered here'])
})

test('--control is where a test asks for processes and verdicts', async () => {
  const own = ['cluster', '--brokers', '1', '--records', '2', '--control', '0']
  const child = spawn(process.execPath, [
    join(import.meta.dirname, '../../dist/cli/main.js'),
    ...own,
  ])
  const ended = new Promise((resolve) => child.on('exit', resolve))
  const line = String(await new Promise((resolve) => child.stdout.once('data', resolve)))
  expect(line).toMatch(/^control=http:\/\/127\.0\.0\.1:\d+\n$/)
  const url = line.trim().replace('control=', '')
  const created = await fetch(`${url}/processes`, { method: 'POST' })
  const bootstrap = expect.stringMatching(/^127\.0\.0\.1:\d+$/)
  expect(await created.json()).toEqual({ name: 'A', bootstrap, status: 'running' })
  // Who waits for a fault hears of the end, and holds nothing up.
  await fetch(`${url}/faults`, { method: 'POST', body: '{"at":"crash@A.effect.1.seen"}' })
  const waiting = fetch(`${url}/faults/1?wait=5m`).catch(() => null)
  child.kill('SIGTERM')
  expect(await ended).toBe(143)
  expect(await waiting).toBeNull()
})

test('a cluster for more than this machine says so, and names an address that is one', async () => {
  const ended = await runBuilt(
    ['cluster', '--brokers', '1', '--port', '0', '--host', '0.0.0.0'],
    tmpdir(),
    (err, kill) => err.includes('passwords') && kill('SIGTERM'),
  )
  expect(ended.out).toMatch(/^bootstrap\.servers=127\.0\.0\.1:\d+\n$/)
  expect(ended.err).toContain('whoever reaches 0.0.0.0 can use it: there are no passwords')
  const named = await ackurate(['cluster', '--port', '0', '--host', '203.0.113.7'])
  expect(named).toMatchObject({ code: 2, err: expect.stringContaining('--host takes an address') })
  const told = await ackurate(['cluster', '--port', '0', '--advertised-host', 'a b'])
  const line = 'ackurate: --advertised-host takes a name or an address, not "a b"\n'
  expect(told).toEqual({ code: 2, out: '', err: line })
})
