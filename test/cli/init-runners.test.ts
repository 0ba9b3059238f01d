/** `ackurate init` writes for what runs the tests, and the first test fails until it checks. */
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { folderWith } from '../kafkajs/folder.ts'
import { ackurate, folderOf } from './fake-terminal.ts'

type Files = Readonly<Record<string, string>>

function projectOf(files: Files): string {
  const folder = folderOf({})
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8')

function stepsIn(folder: string): readonly string[] {
  const { jobs } = parse(read(folder, '.github/workflows/ackurate.yml'))
  const steps: readonly { readonly run?: string }[] = jobs.ackurate.steps
  return steps.flatMap(({ run }) => run ?? [])
}

const dev = (names: string, more: object = {}) =>
  JSON.stringify({
    ...more,
    devDependencies: Object.fromEntries(names.split(' ').map((name) => [name, '*'])),
  })

test.each<[what: string, files: Files, test: string, lines: readonly string[], command: string]>([
  [
    'jest, CommonJS',
    { 'package.json': dev('jest kafkajs') },
    'test/kafka-consumer.test.js',
    [
      "const { holds } = require('ackurate/holds')",
      "() => holds('../ackurate/consumer.mjs', 'at-least-once'), 120000)",
    ],
    'npx jest test/kafka-consumer.test.js',
  ],
  [
    'jest, ES modules',
    { 'package.json': dev('jest kafkajs', { type: 'module' }) },
    'test/kafka-consumer.test.js',
    ["import { holds } from 'ackurate/holds'", "() => holds('../ackurate/consumer.js'"],
    'NODE_OPTIONS=--experimental-vm-modules npx jest test/kafka-consumer.test.js',
  ],
  [
    'jest, ES modules that Babel transforms',
    { 'package.json': dev('jest kafkajs', { type: 'module' }), 'babel.config.json': '{}' },
    'test/kafka-consumer.test.js',
    ["import { holds } from 'ackurate/holds'", "() => holds('../ackurate/consumer.js'"],
    'npx jest test/kafka-consumer.test.js',
  ],
  [
    'jest, beside the sources of NestJS',
    {
      'package.json': dev('jest ts-jest typescript', {
        scripts: { test: 'jest' },
        jest: { rootDir: 'src', testRegex: '.*\\.spec\\.ts$' },
      }),
      'tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }',
      'src/app.controller.spec.ts': '',
      'test/app.e2e-spec.ts': '',
    },
    'src/kafka-consumer.spec.ts',
    ["import { holds } from 'ackurate/holds'", "holds('../ackurate/consumer.mjs'"],
    'npx jest src/kafka-consumer.spec.ts',
  ],
  [
    'mocha',
    { 'package.json': dev('mocha', { type: 'module' }), 'test/shop.spec.js': '' },
    'test/kafka-consumer.spec.js',
    ["import { holds } from 'ackurate/holds'", 'this.timeout(120000)'],
    'npx mocha test/kafka-consumer.spec.js',
  ],
  [
    'node:test, with TypeScript',
    {
      'package.json': dev('tsx typescript', {
        type: 'module',
        scripts: { test: 'node --import tsx --test' },
      }),
      'tsconfig.json': '{ "include": ["src"] }',
      'test/shop.test.ts': '',
    },
    'test/kafka-consumer.test.ts',
    ["import { test } from 'node:test'", "holds('../ackurate/consumer.ts', 'at-least-once')"],
    'node --import tsx --test test/kafka-consumer.test.ts',
  ],
  [
    'vitest, which watches the consumer',
    {
      'package.json': dev('vitest', { type: 'module' }),
      'src/shop.js': "import 'kafkajs'\nkafka.consumer({})",
    },
    'test/kafka-consumer.test.js',
    ["import '../src/shop.js?raw'", "import '../ackurate/consumer.js?raw'", 'toHold('],
    'npx vitest run test/kafka-consumer.test.js',
  ],
])('%s', async (_, files, file, lines, command) => {
  const folder = projectOf(files)
  const { code, out } = await ackurate(['init', '--yes'], folder)
  expect(code).toBe(0)
  expect(out).toContain(`  ${command}\n`)
  for (const line of lines) expect(read(folder, file)).toContain(line)
  expect(stepsIn(folder)).toContain(command)
  const { devDependencies } = JSON.parse(read(folder, 'package.json'))
  expect('vitest' in devDependencies).toBe(file.endsWith('.js') && lines.length === 3)
})

const consumer = `const { Kafka } = require('kafkajs')
const { Pool } = require('pg')

exports.startConsumer = async () => {
  const pool = new Pool()
  const consumer = new Kafka({ brokers: ['kafka:9092'] }).consumer({ groupId: 'invoices' })
  await consumer.connect()
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
  await consumer.run({
    autoCommit: COMMITS,
    eachMessage: async ({ topic, partition, message }) => {
      const offset = String(Number(message.offset) + 1)
      if (!COMMITS) await consumer.commitOffsets([{ topic, partition, offset }])
      await pool.query('INSERT INTO invoices (id) VALUES ($1)', [message.key])
    },
  })
  return () => consumer.disconnect()
}
`

const run = promisify(execFile)

async function nodeTest(folder: string) {
  const clean = { ...process.env, NODE_TEST_CONTEXT: '', ACKURATE_SCHEDULES: '100' }
  const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: __, ...env } = clean as Record<string, string>
  const args = ['--test', 'test/kafka-consumer.test.js']
  return await run(process.execPath, args, { cwd: folder, env }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
  )
}

test('a first test is red until the consumer is checked, then it tells what is wrong', async () => {
  const folder = folderWith({
    'package.json': dev('kafkajs pg', { scripts: { test: 'node --test' } }),
    'src/consumer.js': consumer.replaceAll('COMMITS', 'false'),
  })
  symlinkSync(join(import.meta.dirname, '../..'), join(folder, 'node_modules/ackurate'))
  expect(await ackurate(['init'], folder)).toMatchObject({ code: 0 })
  const config = read(folder, 'ackurate.config.mjs').replace(/faults: .*/, "faults: ['crash'],")
  writeFileSync(join(folder, 'ackurate.config.mjs'), config)
  const adapter = read(folder, 'ackurate/consumer.mjs')
  expect(adapter).toContain("import { startConsumer } from '../src/consumer.js'")
  expect(adapter).toContain('pg: pg(() => undefined),')

  const first = await nodeTest(folder)
  expect(first.code).toBe(1)
  expect(first.stdout).toContain('gets records and never processes them')

  const means = '({ text }, { process }) => (/^insert/i.test(text) ? process() : undefined)'
  writeFileSync(join(folder, 'ackurate/consumer.mjs'), adapter.replace('() => undefined', means))
  const second = await nodeTest(folder)
  expect(second.code).toBe(1)
  expect(second.stdout).toMatch(/by hand, src\/consumer\.js:13/)

  writeFileSync(join(folder, 'src/consumer.js'), consumer.replaceAll('COMMITS', 'true'))
  expect(await nodeTest(folder)).toMatchObject({ code: 0 })
  expect(existsSync(join(folder, 'node_modules/pg'))).toBe(false)
})
