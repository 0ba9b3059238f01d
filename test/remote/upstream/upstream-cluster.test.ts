/** Our own cluster over TCP stands in for real brokers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { properties } from '../../../src/properties/all.ts'
import { createJudge } from '../../../src/properties/judge.ts'
import { plannedOf } from '../../../src/remote/moments/planned-name.ts'
import type { PlannedFault } from '../../../src/remote/moments/remote-faults.ts'
import { Reaper } from '../../../src/remote/processes/reaper.ts'
import type { RemoteProgram, RemoteRun } from '../../../src/remote/schedule/plan.ts'
import { runSchedule } from '../../../src/remote/schedule/run-schedule.ts'
import { type RunningCluster, startCluster } from '../../../src/remote/start-cluster.ts'
import { rawClient, request } from '../raw-client.ts'

const kafkajs = createRequire(import.meta.url).resolve('kafkajs')

/** Commits each record before it is processed, or after; what it does it prints, or sends. */
const service = `
const { Kafka, logLevel } = require(${JSON.stringify(kafkajs)})
const [when, where] = process.argv.slice(2)
const brokers = process.env.KAFKA_BOOTSTRAP_SERVERS.split(',')
const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING })
const consumer = kafka.consumer({ groupId: 'billing', heartbeatInterval: 300 })
const producer = kafka.producer()
process.on('SIGTERM', async () => { await consumer.disconnect(); process.exit(0) })
const eachMessage = async ({ topic, partition, message }) => {
  const commit = () =>
    consumer.commitOffsets([{ topic, partition, offset: String(Number(message.offset) + 1) }])
  if (when === 'before') await commit()
  const { key } = message
  if (where === 'topic') await producer.send({ topic: 'done', messages: [{ key, value: '' }] })
  else console.log('did ' + key)
  if (when === 'after') await commit()
}
;(async () => {
  await producer.connect()
  await consumer.connect()
  await consumer.subscribe({ topics: [process.env.KAFKA_TOPIC], fromBeginning: true })
  await consumer.run({ autoCommit: false, eachMessage })
})()
`

let folder: string
let brokers: RunningCluster
let reaper: Reaper

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ackurate-upstream-'))
  writeFileSync(join(folder, 'service.cjs'), service)
  brokers = await startCluster({
    ...{ brokers: 2, topics: [], partitions: 2, records: 0, host: '127.0.0.1', ports: [0, 0] },
    settings: { 'group.initial.rebalance.delay.ms': 200 },
  })
  reaper = new Reaper()
})

afterAll(async () => {
  await reaper.close()
  await brokers.close()
  rmSync(folder, { recursive: true, force: true })
})

function programOf(...args: readonly string[]): RemoteProgram {
  const [upstream = null] = brokers.addresses
  const effects = args.includes('topic')
    ? [{ kind: 'topic', topic: 'done' } as const]
    : [{ kind: 'stdout', pattern: /did/ } as const]
  return {
    ...{ command: [process.execPath, 'service.cjs', ...args], cwd: folder, env: {}, settings: {} },
    ...{ topic: 'orders', partitions: 2, records: 12, members: 1, brokers: 0, newGroup: false },
    ...{ upstream, effects, templates: [] },
    limits: { joinMs: 30_000, patienceMs: 8000, graceMs: 5000 },
  }
}

function runOf(program: RemoteProgram, ...faults: readonly string[]): Promise<RemoteRun> {
  const plan = faults.map((word) => plannedOf(word) as PlannedFault)
  const signal = new AbortController().signal
  return runSchedule(program, plan, reaper, { printed: () => {}, refused: () => {}, signal })
}

function broken(events: readonly HistoryEvent[]): readonly string[] {
  const judge = createJudge(properties, { reprocessingMax: null })
  for (const event of events) judge.emit(event)
  const { judgements } = judge.results()
  return judgements.filter(({ witnesses }) => witnesses.length > 0).map(({ property }) => property)
}

function count(events: readonly HistoryEvent[], kind: HistoryEvent['kind']): number {
  return events.filter((event) => event.kind === kind).length
}

test('what is committed first is lost in a crash, and the topic has its own name', async () => {
  const run = await runOf(programOf('before'), 'crash@A.commit.2.applied')
  expect(run.problem).toBeNull()
  expect(run.struck).toBe(1)
  expect(broken(run.events)).toContain('at-least-once')
  const topics = run.events.flatMap((event) => ('topic' in event ? [event.topic] : []))
  expect(new Set(topics)).toEqual(new Set(['orders']))
  expect(count(run.events, 'produced')).toBe(12)
}, 60_000)

test('what is committed afterwards is not, whatever becomes of a commit', async () => {
  const run = await runOf(
    programOf('after'),
    'commit-lost@A.commit.1.arrived',
    'commit-refused:COORDINATOR_LOAD_IN_PROGRESS@A.commit.3.arrived',
    'crash@A.commit.4.arrived',
  )
  expect(run.problem).toBeNull()
  expect(run.struck).toBe(3)
  expect(broken(run.events)).not.toContain('at-least-once')
  expect(count(run.events, 'commit-refused')).toBe(1)
  const drained = run.events.filter((event) => event.kind === 'ended' && event.drained)
  expect(drained).toHaveLength(1)
}, 60_000)

test('a commit whose answer is withheld is applied, and its process does not know', async () => {
  const run = await runOf(programOf('after'), 'commit-unanswered@A.commit.2.applied')
  expect(run.problem).toBeNull()
  expect(run.struck).toBe(1)
  const [unknown] = run.events.filter(({ kind }) => kind === 'commit-unknown')
  const applied = run.events.filter((event) => {
    return (
      event.kind === 'commit-applied' && 'commit' in event && event.commit === commitOf(unknown)
    )
  })
  expect(applied).toHaveLength(1)
}, 60_000)

function commitOf(event: HistoryEvent | undefined): number {
  return event !== undefined && 'commit' in event ? Number(event.commit) : -1
}

test('effects in a topic are those that brokers acknowledged', async () => {
  const run = await runOf({ ...programOf('after', 'topic'), members: 2 })
  expect(run.problem).toBeNull()
  expect(count(run.events, 'effect')).toBe(12)
  expect(broken(run.events)).toEqual([])
}, 60_000)

test('runs leave neither a member nor a topic behind', async () => {
  await runOf({ ...programOf('after'), members: 2 })
  const [address = { host: '', port: 0 }] = brokers.addresses
  const client = await rawClient(address)
  // Metadata 6 of all topics.
  client.write(request(3, 6, 1, Buffer.from('ffffffff00', 'hex')))
  expect(String(await client.answer())).not.toMatch(/orders-/)
  // DescribeGroups 2.
  client.write(request(15, 2, 2, Buffer.from('00000001000762696c6c696e67', 'hex')))
  expect(String(await client.answer())).toMatch(/Empty/)
  client.socket.destroy()
}, 60_000)

test('brokers that are not there are named', async () => {
  const program = { ...programOf('after'), upstream: { host: '127.0.0.1', port: 1 } }
  const { problem, events } = await runOf(program)
  expect(problem).toBe('the broker at 127.0.0.1:1 has ended the connection')
  expect(count(events, 'started')).toBe(0)
}, 60_000)
