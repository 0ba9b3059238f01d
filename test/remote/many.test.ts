/** Very many clients at once: members of groups, connections that do nothing, and too many. */
import type { Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listen } from '../../src/remote/listen.ts'
import { type RunningCluster, startCluster } from '../../src/remote/start-cluster.ts'
import { joinGroup } from '../../src/wire/apis/11-join-group.ts'
import { heartbeat } from '../../src/wire/apis/12-heartbeat.ts'
import { syncGroup } from '../../src/wire/apis/14-sync-group.ts'
import { type AnyCodec, formOf, type WireMessage } from '../../src/wire/codec.ts'
import { encodeSubscription } from '../../src/wire/consumer-protocol.ts'
import { Reader } from '../../src/wire/reader.ts'
import { Writer } from '../../src/wire/writer.ts'
import { apiVersions, type RawClient, rawClient, request } from './raw-client.ts'

let cluster: RunningCluster
const clients: RawClient[] = []

beforeEach(async () => {
  cluster = await startCluster({
    ...{ brokers: 1, topics: ['orders'], partitions: 1, records: 1 },
    ...{ host: '127.0.0.1', ports: [0] },
  })
})

afterEach(async () => {
  for (const { socket } of clients.splice(0)) socket.destroy()
  await cluster.close()
})

async function connected(count: number): Promise<readonly RawClient[]> {
  const [address] = cluster.addresses
  if (address === undefined) throw new Error('no broker')
  const fresh = await Promise.all(Array.from({ length: count }, () => rawClient(address)))
  clients.push(...fresh)
  return fresh
}

const version = 2

async function ask<Answer>(
  { write, answer }: RawClient,
  codec: unknown,
  message: WireMessage & Record<string, unknown>,
): Promise<Answer> {
  const { key, request: asked, response } = codec as AnyCodec
  const form = formOf(codec as AnyCodec, version)
  const writer = new Writer()
  asked.write(writer, message, form)
  write(request(key, version, 1, writer.finish()))
  const reader = new Reader((await answer()) ?? Buffer.alloc(0))
  reader.int32()
  return response.read(reader, form) as Answer
}

const metadata = encodeSubscription({ version: 0, topics: ['orders'], userData: null })
const joining = {
  ...{ api: 'JoinGroup', sessionTimeoutMs: 30_000, rebalanceTimeoutMs: 60_000 },
  ...{ memberId: '', groupInstanceId: null, protocolType: 'consumer' },
  protocols: [{ name: 'range', metadata }],
}

interface Joined {
  readonly errorCode: number
  readonly memberId: string
  readonly generationId: number
  readonly members: readonly { readonly memberId: string }[]
}

test('500 members of five groups join, are assigned, and heartbeat', async () => {
  const members = await connected(500)
  const groupOf = (i: number) => `group-${i % 5}`
  const joins = members.map((one, i) => {
    return ask<Joined>(one, joinGroup, { ...joining, groupId: groupOf(i) })
  })
  const joined = await Promise.all(joins)
  expect(new Set(joined.map(({ errorCode }) => errorCode))).toEqual(new Set([0]))
  expect(joined.filter((one) => one.members.length === 100)).toHaveLength(5)
  const synced = members.map((one, i) => {
    const { memberId, generationId, members: all = [] } = joined[i] as Joined
    const assignments = all.map((of) => ({ memberId: of.memberId, assignment: Buffer.from('x') }))
    const asked = { groupId: groupOf(i), generationId, memberId, groupInstanceId: null }
    return ask<{ readonly errorCode: number }>(one, syncGroup, {
      ...{ api: 'SyncGroup', ...asked, assignments },
      ...{ protocolType: null, protocolName: null },
    })
  })
  for (const { errorCode } of await Promise.all(synced)) expect(errorCode).toBe(0)
  for (let round = 0; round < 3; round++) {
    const beats = members.map((one, i) => {
      const { memberId, generationId } = joined[i] as Joined
      const asked = { groupId: groupOf(i), generationId, memberId, groupInstanceId: null }
      return ask<{ readonly errorCode: number }>(one, heartbeat, { api: 'Heartbeat', ...asked })
    })
    for (const { errorCode } of await Promise.all(beats)) expect(errorCode).toBe(0)
  }
}, 60_000)

test('1,000 connections that have sent half a request, and one that is answered', async () => {
  for (const { write } of await connected(1000)) write(apiVersions(1).subarray(0, 7))
  const [alive] = await connected(1)
  alive?.write(apiVersions(2))
  expect((await alive?.answer())?.readInt32BE(0)).toBe(2)
}, 60_000)

test('one connection too many is closed, and told', async () => {
  const told: string[] = []
  const taken: Socket[] = []
  const refuse = (reason: string) => told.push(reason)
  const listeners = await listen('127.0.0.1', [0], (socket) => taken.push(socket), refuse, 2)
  const [address] = listeners.addresses
  if (address === undefined) throw new Error('no port')
  for (let i = 0; i < 2; i++) clients.push(await rawClient(address))
  await (await rawClient(address)).ended
  expect(told).toEqual(['there are 2 connections, and no more are taken'])
  expect(taken.map(({ destroyed }) => destroyed)).toEqual([false, false])
  await listeners.close()
})
