/** Every command works from the tarball, in a folder that has nothing else. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, inject, test } from 'vitest'
import { type Done, projectWith, runIn } from './installed.ts'

/** A program that matches one of Kafka's exceptions, for which it must be our very own module. */
const program = `import { isException, type Strategy } from 'ackurate'

export const mine: Strategy = {
  name: 'mine',
  claims: 'at-least-once',
  *run({ consumer, process }) {
    for (;;) {
      const records = yield* consumer.poll()
      try {
        yield* consumer.commitSync()
      } catch (error) {
        if (!isException(error, 'CommitFailedException')) throw error
      }
      for (const record of records) yield* process(record)
    }
  },
}
`

/** A service whose database is faked. */
const service = `import { pg } from 'ackurate/fakes'
import { start } from './consumer.mjs'

export const fakes = { pg: pg((query, { process }) => process()) }
export default ({ kafka, topic }) => start(kafka, topic)
`

/** Line 5 is where it commits. */
const consumer = `import { Pool } from 'pg'
const save = (message) => new Pool().query('insert', [message.value])
const handle = (consumer) => async ({ topic, partition, message }) => {
  const offset = String(Number(message.offset) + 1)
  await consumer.commitOffsets([{ topic, partition, offset }])
  await save(message)
}
export async function start(kafka, topic) {
  const consumer = kafka.consumer({ groupId: 'shop' })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  await consumer.run({ autoCommit: false, eachMessage: handle(consumer) })
  return () => consumer.disconnect()
}
`

const files = { 'mine.ts': program, 'service.mjs': service, 'consumer.mjs': consumer }
const folder = projectWith(inject('packed'), files)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ackurate = (line: string, env = {}, onOut?: (text: string, stop: () => void) => void) =>
  runIn(folder, `npx ackurate ${line}`, env, onOut)

const small = '--partitions 1 --records 3 --members 1'

/** 0: no claim is broken, 1: one is, 2: a mistake, 3: so few schedules decide nothing. */
test.each([
  ['--version', 0, /^\d+\.\d+\.\d+$/m],
  ['list faults', 0, /commit-refused/],
  ['explain lost', 0, /lost/],
  ['check auto-commit --faults crash --schedules 100', 0, /Proved/],
  ['check kafkajs-each-message --faults crash --schedules 2', 3, /^crash .*✗/m],
  ['check ./mine.ts --faults commit-refused,crash --schedules 100', 1, /A +crashes +← fault/],
  [`check ./service.mjs --faults crash --schedules 60 ${small}`, 1, /by hand, consumer\.mjs:5 /],
  [
    'explore commit-sync-after-batch --faults none --records 1 --members 1',
    0,
    /searched +every state/,
  ],
  ['breaking auto-commit --faults crash,join --schedules 20', 3, /auto-commit/],
  ['measure commit-sync-after-batch --hours 1', 0, /lag/],
  ['hunt auto-commit --time 1s --faults crash', 0, /round/],
  ['init --yes', 2, /package\.json/],
  ['run --topic orders --join 1s -- node -e 0', 2, /joined no group|exit code 0/],
])('ackurate %s', async (line, code, told) => {
  const done = await ackurate(line)
  expect(done.out).toMatch(told)
  expect(done.code, done.out).toBe(code)
})

test('a comparison, its page, and one of its stories again', async () => {
  const done = await ackurate('check ./mine.ts --faults crash --schedules 50 --out reports')
  expect(done.code, done.out).toBe(1)
  const [, line = ''] = /replay: ackurate (.*)/.exec(done.out) ?? []
  expect((await ackurate(line)).out).toContain('breaks at-least-once')
  const told = await ackurate('report reports/comparison.json --out page')
  expect(told.code, told.out).toBe(1)
  expect(readFileSync(join(folder, 'page/index.html'), 'utf8')).toContain('<script')
})

test('shards of a comparison, put together', async () => {
  const compare = 'compare --strategies auto-commit --faults crash --schedules 5 --no-delays'
  for (const i of [1, 2]) {
    const done = await ackurate(`${compare} --shard ${i}/2 --json ${i}.json`)
    expect(done.code, done.out).toBe(0)
  }
  const merged = await ackurate('merge 1.json 2.json --out merged')
  expect(merged.code, merged.out).toBe(3)
  expect(existsSync(join(folder, 'merged/comparison.json'))).toBe(true)
})

test('a cluster listens until it is told to stop', async () => {
  let heard = ''
  const done: Done = await ackurate('cluster', {}, (text, stop) => {
    heard = text
    if (/127\.0\.0\.1:\d+/.test(text)) stop()
  })
  expect(heard, done.out).toMatch(/127\.0\.0\.1:\d+/)
})
