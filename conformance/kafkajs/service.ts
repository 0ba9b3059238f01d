/**
 * A process that runs a strategy's service against a real broker, and writes down what it does, a
 * line at once for each thing: what is written when it is killed has happened.
 *
 * It strikes itself: the signal is sent by the process to itself, at a point of its own work, which
 * no other process could hit. What the signal does is the operating system's doing as ever.
 */
import { openSync, writeSync } from 'node:fs'
import seedrandom from 'seedrandom'
import type { Delivery, Start, Stop } from '../../src/strategies/kafkajs/service.ts'
import type { OffsetCommitRequest } from '../../src/wire/apis/08-offset-commit.ts'
import type { SyncGroupRequest } from '../../src/wire/apis/14-sync-group.ts'
import { errorName } from '../../src/wire/error-codes.ts'
import { Reader } from '../../src/wire/reader.ts'
import type { Note, Plan } from './plan.ts'
import type { StoryEvent } from './story.ts'
import { tempo, tenfoldKafka } from './tenfold.ts'
import { type Asked, watchedSockets } from './watched-socket.ts'

const plan = JSON.parse(process.argv[2] ?? '{}') as Plan
const { member } = plan
const file = openSync(plan.file, 'a')

// What it writes down, and when it is struck.

let points = 0

function tell(event: StoryEvent | Note): void {
  writeSync(file, `${JSON.stringify(event)}\n`)
}

/** The same, at a point at which the process may be struck. */
function tellAtPoint(event: StoryEvent | Note): void {
  tell(event)
  const { strike } = plan
  if (++points !== strike?.point) return
  if (strike.delayMs === 0) hit(strike.signal)
  else setTimeout(() => hit(strike.signal), strike.delayMs)
}

function hit(signal: 'SIGKILL' | 'SIGTERM'): void {
  if (signal === 'SIGKILL') tell({ kind: 'killed', member })
  process.kill(process.pid, signal)
}

// What goes over its sockets.

/** What says nothing of where the group is. */
const silent = new Set(['ApiVersions', 'Metadata'])

function sending(asked: Asked): void {
  const { api, request } = asked
  if (api === 'OffsetCommit' || api === 'TxnOffsetCommit') {
    for (const { partition, offset } of placesOf(request as OffsetCommitRequest)) {
      tell({ kind: 'commit-requested', member, partition, offset })
    }
  }
  passed(asked, 'sends')
}

function answered(asked: Asked, body: Buffer): void {
  const { api, request } = asked
  if (api === 'OffsetCommit') {
    const error = errorOf(body)
    if (error !== 'NONE') tell({ kind: 'commit-refused', member, error })
    else {
      for (const { partition, offset } of placesOf(request as OffsetCommitRequest)) {
        tell({ kind: 'commit-acknowledged', member, partition, offset })
      }
    }
  }
  // Behind the time for which it was throttled.
  if (api === 'SyncGroup' && body.readInt16BE(4) === 0) {
    tell({ kind: 'joined', member, generation: (request as SyncGroupRequest).generationId })
  }
  passed(asked, 'is answered')
}

function passed({ api }: Asked, how: string): void {
  if (!silent.has(api)) tellAtPoint({ kind: 'wire', member, what: `${how} ${api}` })
}

function placesOf({ topics }: Pick<OffsetCommitRequest, 'topics'>) {
  return topics.flatMap(({ partitions }) =>
    partitions.map(({ partitionIndex, committedOffset }) => ({
      ...{ partition: partitionIndex, offset: committedOffset },
    })),
  )
}

/** The first error of an answer to OffsetCommit. */
function errorOf(body: Buffer): string {
  const reader = new Reader(body)
  reader.int32()
  const codes = reader.array((topic) => {
    topic.string()
    return topic.array((partition) => {
      partition.int32()
      return partition.int16()
    })
  })
  return errorName(codes.flat().find((code) => code !== 0) ?? 0)
}

// The work on a record.

/** Half of what a handler takes, in milliseconds, and how much longer a half may take. */
const halfMs = 50 / tempo
const longerMs = [5, 50, 500, 4000].map((ms) => ms / tempo)
const rates = [0, 1 / 64, 1 / 16, 1 / 4]

const draw = seedrandom.alea(plan.seed)
const rate = rates[Math.floor(draw() * rates.length)] ?? 0

function half(): Promise<void> {
  const longer = draw() < rate ? (longerMs[Math.floor(draw() * longerMs.length)] ?? 0) : 0
  return new Promise((resolve) => setTimeout(resolve, halfMs + longer))
}

async function work(delivery?: Delivery): Promise<void> {
  if (delivery === undefined) throw new Error('every shipped service names its record')
  const { partition, message } = delivery
  const about = { member, partition, offset: Number(message.offset) }
  tellAtPoint({ kind: 'processing-started', ...about })
  await half()
  tellAtPoint({ kind: 'effect', ...about })
  await half()
  tellAtPoint({ kind: 'processing-done', ...about })
}

// Its life.

let stop: Stop
let isStarted = false
let isStopping = false

async function obey(): Promise<void> {
  await stop?.()
  tell({ kind: 'stopped', member })
  process.exit(0)
}

async function start(): Promise<void> {
  const { default: begin } = (await import(plan.service)) as { readonly default: Start }
  const kafka = tenfoldKafka(
    {
      clientId: 'ackurate',
      brokers: [plan.bootstrap],
      socketFactory: watchedSockets({
        sending,
        sent: (asked) => passed(asked, 'has sent'),
        answered,
      }),
    },
    plan,
  )
  tell({ kind: 'ready', member })
  // Whoever started it says when; when that one is gone, so is this.
  await new Promise((resolve) => process.stdin.once('data', resolve))
  process.stdin.on('end', () => process.exit(1)).unref()
  tell({ kind: 'started', member })
  watchTheClock()
  const skip = () => {
    throw new Error('no shipped service skips a record')
  }
  const given = { kafka, topic: plan.topic, fromBeginning: true, process: work, skip }
  const started = await begin(given)
  stop = typeof started === 'function' ? started : undefined
  isStarted = true
  if (isStopping) await obey()
}

process.on('SIGTERM', () => {
  if (isStopping) return
  isStopping = true
  tell({ kind: 'stopping', member })
  if (isStarted) void obey()
})

process.on('uncaughtExceptionMonitor', ({ name }) => tell({ kind: 'died', member, error: name }))

/** So long it may stand still, in milliseconds. */
const stallMs = 1000

function watchTheClock(): void {
  let lookedAt = Date.now()
  setInterval(() => {
    const now = Date.now()
    if (now - lookedAt > stallMs) tell({ kind: 'stalled', member, ms: now - lookedAt })
    lookedAt = now
  }, 50).unref()
}

void start()
