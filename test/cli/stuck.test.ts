/** What hangs is undecided, wherever and however it does; all else is searched and told. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../kafkajs/folder.ts'
import { runBuilt } from './built.ts'

/** A program that does `hang` where a process begins in the middle of a partition. */
const program = (hang: string) => `export const mine = {
  name: 'mine',
  claims: 'at-least-once',
  *run({ consumer, process: handle }) {
    let isFirst = true
    for (;;) {
      for (const record of yield* consumer.poll()) {
        if (isFirst && record.offset > 2) { ${hang} }
        isFirst = false
        yield* handle(record)
      }
      yield* consumer.commitSync()
    }
  },
}`
const place = /x\.js:8:\d+/

const service = `export default async function start({ kafka, topic, process: handle }) {
  const consumer = kafka.consumer({ groupId: 'g' })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  let isFirst = true
  await consumer.run({ eachMessage: async ({ topic, partition, message }) => {
    if (isFirst && Number(message.offset) > 2) { for (;;) await 0 }
    isFirst = false
    await handle({ topic, partition, message })
  } })
}`

const check = (more: string) =>
  `check ./x.js --faults none,crash --no-regressions --stuck-after 3s ${more}`.split(' ')

interface Found {
  readonly cells: readonly {
    readonly fault: string
    readonly verdict: string
    readonly reason: string | null
  }[]
}

function reasonsIn(folder: string, name: string): readonly (string | null)[] {
  const { cells } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Found
  return [...new Set(cells.flatMap((cell) => (cell.verdict === 'unknown' ? [cell.reason] : [])))]
}

test.each([1, 2])('a loop, with --jobs %i', { timeout: 120_000 }, async (jobs) => {
  const folder = folderWith({ 'x.js': program('for (;;) {}') })
  const argv = check(`--schedules 100 --jobs ${jobs} --json found.json`)
  const ran = await runBuilt(argv, folder)
  expect(ran.code).toBe(3)
  expect(ran.out).toContain('mine claims at-least-once.')
  const reasons = reasonsIn(folder, 'found.json')
  const under = reasons.find((reason) => reason?.includes('--faults crash')) ?? ''
  expect(under).toMatch(/^schedule 4 \(seed 42\) of \.\/x\.js did not come back for 3 s/)
  expect(under).toMatch(place)
  // The line that it names hangs again, and says so.
  const [, line = ''] = /replay: ackurate (.*)$/.exec(under) ?? []
  const replayed = await runBuilt([...line.split(' '), '--stuck-after', '3s'], folder)
  expect(replayed.code).toBe(3)
  expect(replayed.out).toMatch(/Undecided \(\?\): a run of \.\/x\.js did not come back for 3 s/)
})

test('a loop of microtasks in a service', { timeout: 120_000 }, async () => {
  const folder = folderWith({ 'x.js': service })
  const ran = await runBuilt(check('--schedules 40 --json found.json'), folder)
  expect([1, 3]).toContain(ran.code)
  const reasons = reasonsIn(folder, 'found.json')
  expect(reasons.join()).toMatch(/did not come back for 3 s: .* at \S+x\.js:7:\d+; replay: /)
})

test('memory that grows', { timeout: 120_000 }, async () => {
  const grow = 'const all = []; for (;;) all.push({ a: [all.length] })'
  const folder = folderWith({ 'x.js': program(grow) })
  const env = { NODE_OPTIONS: '--max-old-space-size=96' }
  const argv = check('--schedules 60 --faults crash --json found.json --stuck-after 1m')
  const ran = await runBuilt(argv, folder, undefined, env)
  expect(ran.code).toBe(3)
  expect(reasonsIn(folder, 'found.json').join()).toMatch(
    / of \.\/x\.js ran out of memory; replay: /,
  )
})

test('--time is obeyed while something hangs', { timeout: 60_000 }, async () => {
  const folder = folderWith({ 'x.js': program('for (;;) {}') })
  const start = performance.now()
  const ran = await runBuilt([...check('--time 6s'), '--stuck-after', '1h'], folder)
  // Two seconds more, and what a busy machine needs to start and to end.
  expect(performance.now() - start).toBeLessThan(20_000)
  expect(ran.code).toBe(3)
  expect(ran.out).toContain('time was up')
})

/** A program that loses what was polled when it dies, and loops where a page plays that again. */
const lossy = (hang: string) => `export const mine = {
  name: 'mine',
  claims: 'at-least-once',
  *run({ consumer, process: handle }) {
    for (;;) {
      const records = yield* consumer.poll()
      yield* consumer.commitSync()
      for (const record of records) { ${hang}; yield* handle(record) }
    }
  },
}`

test('a file that loops in the stories of a page', { timeout: 120_000 }, async () => {
  const folder = folderWith({ 'x.js': lossy('') })
  const search = 'check ./x.js --faults crash --delays 0 --schedules 40 --no-regressions'.split(' ')
  expect((await runBuilt([...search, '--json', 'found.json'], folder)).code).toBe(1)
  writeFileSync(join(folder, 'x.js'), lossy('for (;;) {}'))
  const ran = await runBuilt(['report', 'found.json', '--out', 'rep'], folder)
  expect(ran.code).toBe(1)
  const page = readFileSync(join(folder, 'rep/index.html'), 'utf8')
  // Told of the events that were kept.
  expect(page).toContain('<title>mine breaks at-least-once')
  expect(page).toContain('id="stories-0"')
})

test('a file that loops where a hunt narrows what it found', { timeout: 120_000 }, async () => {
  const top = 'Error.stackTraceLimit = 100\n'
  const hang = "if (new Error().stack.includes('narrowedCell')) for (;;) {}"
  const folder = folderWith({ 'x.js': top + lossy(hang) })
  const argv = 'hunt ./x.js --rounds 1 --schedules 20 --stuck-after 2s --faults crash+join'
  const ran = await runBuilt(argv.split(' '), folder)
  expect(ran.code).toBe(1)
  const kept = readFileSync(join(folder, 'reports/regressions.json'), 'utf8')
  expect(kept).toContain('"fault":"crash+join"')
})

test('a signal is heard in the middle of a search of one job', { timeout: 60_000 }, async () => {
  const argv = 'check commit-sync-mid-batch --faults crash --schedules 500000 --jobs 1'
  const start = performance.now()
  const later = { signal: 'SIGINT', afterMs: 3000 } as const
  const ran = await runBuilt(argv.split(' '), folderWith({}), undefined, {}, later)
  expect(performance.now() - start).toBeLessThan(15_000)
  expect(ran.code).toBe(130)
  expect(ran.err).toContain('ackurate: interrupted by SIGINT')
  expect(ran.out).toContain('commit-sync-mid-batch claims at-least-once.')
})
