/** The package as it is published: what is in it, and that it works where it is installed. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, inject, test } from 'vitest'
import { parse } from 'yaml'
import { projectWith, runIn, sayWhatItDoes } from './installed.ts'

const packed = inject('packed')
const folders: string[] = []

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function project(files: Readonly<Record<string, string>>): string {
  const folder = projectWith(packed, files)
  folders.push(folder)
  return folder
}

const mebibyte = 1024 * 1024

test('it is small, holds what it needs, and nothing else', () => {
  const names = packed.files.map(({ path }) => path)
  for (const name of ['LICENSE', 'README.md', 'CHANGELOG.md', 'schema/comparison.schema.json']) {
    expect(names).toContain(name)
  }
  const stray =
    /^(?!dist\/|holds\/|schema\/|package\.json$|README\.md$|LICENSE$|CHANGELOG\.md$)|\/\.|bench/
  expect(names.filter((name) => stray.test(name))).toEqual([])
  expect(names.length).toBeLessThanOrEqual(400)
  expect(packed.size).toBeLessThan(2 * mebibyte)
  expect(packed.unpackedSize).toBeLessThan(8 * mebibyte)
})

/** Scripts of the checkout fail without it: npm runs `prepare` of a package in a folder. */
test('it has no scripts, and the checkout keeps its own', () => {
  const manifest = execFileSync('tar', ['xzOf', packed.tarball, 'package/package.json'])
  expect(Object.keys(JSON.parse(String(manifest)))).not.toContain('scripts')
  const own = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')
  expect(JSON.parse(own).scripts.prepare).toBeTruthy()
})

/** What `npm install ackurate` brings, as the lock file of the checkout has it. */
test('few packages are installed to run', () => {
  const lock = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'),
  )
  const all: readonly (readonly [string, { readonly dev?: boolean; readonly peer?: boolean }])[] =
    Object.entries(lock.packages)
  const toRun = all.filter(([name, { dev, peer }]) => name !== '' && !dev && !peer)
  expect(toRun.length).toBeLessThanOrEqual(16)
  expect(Object.keys(lock.packages[''].dependencies)).toHaveLength(10)
})

const entries = `
import { defineConfig, isException, propertyNames, type Config, type Strategy } from 'ackurate'
import { retriable, sinkTask } from 'ackurate/connect'
import { service, type Service } from 'ackurate/kafkajs'
import { directStream, untilOffsets } from 'ackurate/spark'
import { commitSyncAfterBatch, strategies } from 'ackurate/strategies'
import 'ackurate/vitest'
import type { HoldOptions } from 'ackurate/vitest'
import manifest from 'ackurate/package.json' with { type: 'json' }
import schema from 'ackurate/schema/comparison.schema.json' with { type: 'json' }
import { expect } from 'vitest'

export const config: Config = defineConfig({ faults: ['crash+join'], schedules: 5 })
// @ts-expect-error: a typed configuration knows its faults.
export const wrong: Config = defineConfig({ faults: ['crsh'] })
export const mine: Strategy = commitSyncAfterBatch
export const sink: Strategy = sinkTask({
  name: 'sink',
  start: () => ({ written: 0 }),
  *put(records, { process, state }) {
    for (const record of records) yield* process(record)
    state.written += records.length
    if (state.written < 0) throw retriable('never')
  },
})
export const stream: Strategy = directStream({
  name: 'stream',
  offsets: 'own-store',
  *foreachRDD({ records, offsetRanges }, { process, store }) {
    for (const record of records) yield* process(record)
    yield* store.saveOffsets(untilOffsets(offsetRanges))
  },
})
export const options: HoldOptions = { under: ['crash'], numRuns: 3, path: '0' }
export const start = async ({ kafka }: Service): Promise<void> => void kafka.admin()
export const held: Promise<void> = expect(mine).toHold('at-least-once', options)
export const names: readonly string[] = [manifest.version, schema.title, ...propertyNames]
export const others = [strategies.length, service('./x.ts').claims, isException(null, 'x' as never)]
`

const resolutions = {
  node: { module: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
}

test('every entry is found and typed, strictly, by Node and by bundlers', async () => {
  const strict = { target: 'es2023', strict: true, noEmit: true, types: [], skipLibCheck: true }
  const more = { resolveJsonModule: true, exactOptionalPropertyTypes: true }
  const folder = project({ 'package.json': '{ "type": "module" }', 'entries.ts': entries })
  for (const resolution of Object.values(resolutions)) {
    const compilerOptions = { ...strict, ...more, ...resolution }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
    expect(await runIn(folder, 'npx tsc -p .')).toMatchObject({ code: 0, out: '' })
  }
  const listed = await runIn(folder, 'npx ackurate list')
  expect(listed.code).toBe(0)
  expect(listed.out).toContain('commit-sync-after-batch')
})

test('an error tells its place in the sources', async () => {
  const folder = project({ 'package.json': '{}' })
  const both = '{ onMessage() {}, onBatch() {} }'
  const call = `import('ackurate/spring').then(({ springListener }) => springListener(${both}))`
  const { out } = await runIn(folder, `node --enable-source-maps -e "${call}"`)
  expect(out).toMatch(/src\/spring\/spring-listener\.ts:\d+:\d+/)
  // The line itself is shown, too.
  expect(out).toContain("throw new UsageError('a listener")
})

/** A stack is cut there, which the tests of the sources hold with the same names. */
test('the functions that call simulated code keep their names', () => {
  const folder = project({ 'package.json': '{}' })
  const dist = join(folder, 'node_modules/ackurate/dist')
  const code = readdirSync(dist)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(dist, name), 'utf8'))
  for (const text of ['const enterRealm = (', 'function whileListening(']) {
    expect(code.filter((one) => one.includes(text))).toHaveLength(1)
  }
})

/** The commands of the workflow that `init` wrote, but the one that needs a registry. */
function stepsIn(folder: string): readonly string[] {
  const { jobs } = parse(readFileSync(join(folder, '.github/workflows/ackurate.yml'), 'utf8'))
  const steps: readonly { readonly run?: string }[] = jobs.ackurate.steps
  return steps.flatMap(({ run }) => run ?? []).filter((line) => line !== 'npm ci')
}

/** Enough to meet every fault; the usual number takes some seconds longer. */
const few = { ACKURATE_SCHEDULES: '100' }

test('what init writes is red until it says what the consumer does', async () => {
  const folder = project({ 'package.json': '{ "name": "shop" }' })
  expect(await runIn(folder, 'npx ackurate init --yes')).toMatchObject({ code: 0 })
  const red = await runIn(folder, stepsIn(folder)[0] ?? '', few)
  expect(red.out).toContain('ackurate/consumer.mjs does not say yet what your consumer does')
  expect(red.code).not.toBe(0)
  sayWhatItDoes(join(folder, 'ackurate/consumer.mjs'))
  for (const line of stepsIn(folder)) {
    const done = await runIn(folder, line, few)
    expect(done.code, done.out).toBe(0)
  }
  expect(existsSync(join(folder, 'reports/comparison.json'))).toBe(true)
})

const lossy = `
import type { Service, Stop } from 'ackurate/kafkajs'

export default async function start({ kafka, topic, process }: Service): Promise<Stop> {
  const consumer = kafka.consumer({ groupId: 'shop' })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachMessage: async (delivery) => {
      const { partition, message } = delivery
      const offset = String(Number(message.offset) + 1)
      await consumer.commitOffsets([{ topic, partition, offset }])
      await process(delivery)
    },
  })
  return () => consumer.disconnect()
}
`

test('beside an existing vitest, a consumer that loses records turns it red', async () => {
  const manifest = {
    name: 'shop',
    type: 'module',
    devDependencies: { typescript: '5', vitest: '4' },
  }
  const folder = project({
    'package.json': JSON.stringify(manifest),
    'vitest.config.ts': "export default { test: { include: ['test/**/*.test.ts'] } }",
    'test/own.test.ts': "import { test } from 'vitest'\ntest('own', () => {})",
    'src/consumer.ts': lossy,
  })
  expect((await runIn(folder, 'npx ackurate init --yes')).out).toContain('is checked as it is')
  const [vitest = '', compare = ''] = stepsIn(folder)
  // Of a real client, a crash with a few records is enough.
  const config = join(folder, 'ackurate.config.ts')
  const text = readFileSync(config, 'utf8')
  const less = "['crash'],\n  scenario: { partitions: 1, records: 4 }"
  writeFileSync(config, text.replace("['none', 'crash', 'shutdown', 'join']", less))
  const red = await runIn(folder, vitest, { ACKURATE_SCHEDULES: '10' })
  expect(red.code).toBe(1)
  expect(red.out).toContain('consumer breaks at-least-once under crash')
  expect(red.out).toMatch(/replay: ackurate replay \.\/src\/consumer\.ts --faults crash .*--path /)
  expect(readFileSync(join(folder, 'reports/regressions.json'), 'utf8')).toContain('"path":')
  const compared = await runIn(folder, compare, { ACKURATE_SCHEDULES: '1' })
  expect(compared.out).toContain('reports/regressions.json: 1 of 1 paths still break')
  expect(compared.code).toBe(1)
})
