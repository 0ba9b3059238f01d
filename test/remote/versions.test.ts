/** Old and new versions of the same request, over a socket, where they differ in what they do. */
import { afterEach, expect, test } from 'vitest'
import { apis } from '../../src/broker/apis.ts'
import { type RunningCluster, startCluster } from '../../src/remote/start-cluster.ts'
import { formOf, type WireMessage } from '../../src/wire/codec.ts'
import { encodeSubscription } from '../../src/wire/consumer-protocol.ts'
import { Reader } from '../../src/wire/reader.ts'
import { Writer } from '../../src/wire/writer.ts'
import { apiVersions, type RawClient, rawClient, request } from './raw-client.ts'

let cluster: RunningCluster
const clients: RawClient[] = []

afterEach(async () => {
  for (const { socket } of clients.splice(0)) socket.destroy()
  await cluster.close()
})

type Ask = (version: number, message: WireMessage & object) => Promise<Record<string, unknown>>

/** A cluster, and what asks it: a request of any API in any version, and its answer. */
async function start(): Promise<Ask> {
  const settings = { 'group.initial.rebalance.delay.ms': 0 }
  const place = { host: '127.0.0.1', ports: [0] }
  const contents = { brokers: 1, topics: ['orders'], partitions: 2, records: 10, settings }
  cluster = await startCluster({ ...contents, ...place })
  const [address] = cluster.addresses
  if (address === undefined) throw new Error('one broker')
  const client = await rawClient(address)
  clients.push(client)
  return async (version, message) => {
    const codec = apis.find((api) => api.codec.api === message.api)?.codec
    if (codec === undefined) throw new Error(message.api)
    const form = formOf(codec, version)
    const writer = new Writer()
    if (form.isFlexible) writer.tags()
    codec.request.write(writer, message, form)
    client.write(request(codec.key, version, 7, writer.finish()))
    const reader = new Reader((await client.answer()) ?? Buffer.alloc(0))
    expect(reader.int32()).toBe(7)
    if (form.isFlexible) reader.tags()
    const answer = codec.response.read(reader, form)
    reader.end()
    return { ...answer }
  }
}

const groupId = 'g'
const metadata = encodeSubscription({ version: 0, topics: ['orders'], userData: null })
const join = {
  ...{ api: 'JoinGroup', groupId, sessionTimeoutMs: 10_000, rebalanceTimeoutMs: 10_000 },
  ...{ memberId: '', groupInstanceId: null, protocolType: 'consumer' },
  protocols: [{ name: 'range', metadata }],
}
const none = { errorCode: 0 }
const unknownMember = { errorCode: 25 }

test.each([0, 1, 2, 3])('JoinGroup %i makes a member at once', async (version) => {
  const ask = await start()
  const joined = await ask(version, join)
  expect(joined).toMatchObject({ ...none, generationId: 1, protocolName: 'range' })
  expect(joined['leader']).toBe(joined['memberId'])
})

test.each([4, 5, 6, 9])('JoinGroup %i sends a new member back for its id', async (version) => {
  const ask = await start()
  const first = await ask(version, join)
  expect(first).toMatchObject({ errorCode: 79, generationId: -1 })
  const { memberId } = first as { memberId: string }
  expect(await ask(version, { ...join, memberId } as never)).toMatchObject({
    ...none,
    generationId: 1,
  })
})

test('a static leader that is back keeps its assignment where the version can say so', async () => {
  const ask = await start()
  const asStatic = { ...join, groupInstanceId: 'i' }
  const member = { groupId, generationId: 1, groupInstanceId: 'i' }
  const { memberId } = (await ask(9, asStatic)) as { memberId: string }
  const assignments = [{ memberId, assignment: Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]) }]
  await ask(4, { api: 'SyncGroup', ...member, memberId, assignments } as never)

  const newer = (await ask(9, asStatic)) as { memberId: string; members: unknown[] }
  expect(newer).toMatchObject({ ...none, leader: newer.memberId, skipAssignment: true })
  expect(newer.members).toHaveLength(1)
  const older = (await ask(8, asStatic)) as { memberId: string; members: unknown[] }
  expect(older).toMatchObject({ ...none, leader: newer.memberId, members: [] })
  expect(older.memberId).not.toBe(newer.memberId)
})

test('LeaveGroup tells its error on top up to version 2, of each member from 3 on', async () => {
  const ask = await start()
  await ask(0, join)
  const leave = { api: 'LeaveGroup', groupId, members: [{ memberId: 'x', groupInstanceId: null }] }
  expect(await ask(2, leave)).toMatchObject({ ...unknownMember, members: [] })
  expect(await ask(3, leave)).toMatchObject({ ...none, members: [unknownMember] })
})

test('OffsetFetch 8 is about several groups, and the versions below about one', async () => {
  const ask = await start()
  const at = (partitionIndex: number, committedOffset: number) => {
    return { partitionIndex, committedOffset, committedLeaderEpoch: -1, committedMetadata: null }
  }
  const commit = (group: string, offset: number) => ({
    ...{ api: 'OffsetCommit', groupId: group, generationId: -1, memberId: '' },
    ...{ groupInstanceId: null, topics: [{ name: 'orders', partitions: [at(1, offset)] }] },
  })
  for (const version of [1, 2, 8]) await ask(version, commit('one', version))
  await ask(8, commit('other', 3))
  const group = (name: string) => ({
    groupId: name,
    topics: [{ name: 'orders', partitionIndexes: [1] }],
  })
  const found = (committedOffset: number) => ({
    ...none,
    topics: [{ name: 'orders', partitions: [{ ...none, partitionIndex: 1, committedOffset }] }],
  })
  const fetch = { api: 'OffsetFetch', requireStable: true }
  for (const version of [1, 2, 7]) {
    const one = await ask(version, { ...fetch, groups: [group('one')] } as never)
    expect(one['groups']).toMatchObject([found(8)])
  }
  const groups = ['other', 'one', 'nobody'].map(group)
  const all = await ask(8, { ...fetch, groups } as never)
  expect(all['groups']).toMatchObject([found(3), found(8), found(-1)])
  const everything = { groupId: 'one', topics: null }
  const whole = await ask(8, { ...fetch, groups: [everything] } as never)
  expect(whole['groups']).toMatchObject([found(8)])
})

test('FindCoordinator 4 is about several keys', async () => {
  const ask = await start()
  const place = { ...none, nodeId: 0, host: '127.0.0.1' }
  const find = (keys: readonly string[]) => ({ api: 'FindCoordinator', keys, keyType: 0 })
  expect(await ask(0, find(['g']))).toMatchObject({ coordinators: [place] })
  expect(await ask(4, find(['g', 'h']))).toMatchObject({
    coordinators: [
      { ...place, key: 'g' },
      { ...place, key: 'h' },
    ],
  })
})

test('Metadata 0 means all topics by an empty list, later versions none', async () => {
  const ask = await start()
  const metadataOf = async (version: number, topics: readonly unknown[] | null) => {
    const asked = { api: 'Metadata', topics, allowAutoTopicCreation: false }
    const { topics: told } = (await ask(version, asked)) as { topics: { name: string }[] }
    return told.map(({ name }) => name)
  }
  expect(await metadataOf(0, null)).toEqual(['orders'])
  for (const version of [1, 4, 9]) {
    expect(await metadataOf(version, null)).toEqual(['orders'])
    expect(await metadataOf(version, [])).toEqual([])
  }
})

test('Produce is told from version 0 on, and spoken from 3 on', async () => {
  const ask = await start()
  const { apiKeys } = await ask(0, { api: 'ApiVersions' })
  expect(apiKeys).toContainEqual({ apiKey: 0, minVersion: 0, maxVersion: 9 })
  expect(apiKeys).toContainEqual({ apiKey: 17, minVersion: 0, maxVersion: 1 })
  const [address] = cluster.addresses
  if (address === undefined) throw new Error('one broker')
  const client = await rawClient(address)
  clients.push(client)
  client.write(apiVersions(1))
  expect(await client.answer()).not.toBeNull()
  client.write(request(0, 2, 2, Buffer.from([0, 1, 0, 0, 0, 1, 0, 0, 0, 0])))
  expect(await client.answer()).toBeNull()
})

test('SASL: PLAIN, with any name and any password', async () => {
  const ask = await start()
  const handshake = (mechanism: string) => ask(1, { api: 'SaslHandshake', mechanism } as never)
  expect(await handshake('GSSAPI')).toMatchObject({ errorCode: 33, mechanisms: ['PLAIN'] })
  expect(await handshake('PLAIN')).toMatchObject({ ...none, mechanisms: ['PLAIN'] })
  const authenticate = (version: number, token: string) =>
    ask(version, { api: 'SaslAuthenticate', authBytes: Buffer.from(token) } as never)
  for (const version of [0, 1, 2]) {
    expect(await authenticate(version, '\0somebody\0secret')).toMatchObject(none)
    expect(await authenticate(version, '\0somebody')).toMatchObject({ errorCode: 58 })
  }
})
