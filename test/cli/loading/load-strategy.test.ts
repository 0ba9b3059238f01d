import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadStrategy } from '../../../src/cli/loading/load-strategy.ts'
import { probe } from '../../../src/cli/loading/probe.ts'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import { calmChoices } from '../../../src/model/choices.ts'
import { KafkaException } from '../../../src/model/errors.ts'
import { startRun } from '../../../src/model/run/run.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { cellScenario } from '../../../src/search/planning/plan.ts'
import { commitSyncAfterBatch } from '../../../src/strategies/index.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'
import { folderOf } from '../fake-terminal.ts'

const run = '*run({ consumer }) { for (;;) yield* consumer.poll() }'
const strategy = (name: string, rest = run): string =>
  `{ name: '${name}', claims: 'at-least-once', ${rest} }`

const file = (text: string): string => folderOf({ 'mine.ts': text })

test('loads a shipped strategy by its name', async () => {
  const loaded = await loadStrategy('commit-sync-after-batch', '.')
  expect(loaded).toMatchObject({ family: 'kafka-consumer', faulty: false })
})

test.each([
  ['a default export', `export default ${strategy('mine')}`],
  ['a named export', `export const mine = ${strategy('mine')}\nexport const helper = () => 1`],
  ['TypeScript', `type A = string\nexport const mine = ${strategy('mine')} as { name: A }`],
  [
    'a default export beside others',
    `const m = ${strategy('mine')}\nexport { m }\nexport default m`,
  ],
])('loads a file with %s', async (_, text) => {
  const loaded = await loadStrategy('./mine.ts', file(text))
  expect(loaded.strategy.name).toBe('mine')
  expect(loaded.family).toBe('user')
})

test('chooses among several by path#name', async () => {
  const folder = file(`export const a = ${strategy('a1')}\nexport const b = ${strategy('b1')}`)
  await expect(loadStrategy('mine.ts', folder)).rejects.toThrow(
    'mine.ts exports several strategies (a, b); choose one: mine.ts#a',
  )
  expect((await loadStrategy('mine.ts#b', folder)).strategy.name).toBe('b1')
  await expect(loadStrategy('mine.ts#c', folder)).rejects.toThrow('does not export c')
})

test("a user's isException knows the model's exceptions", async () => {
  const folder = file(
    `import { isException, type Strategy } from 'ackurate'
     export const mine = { name: 'mine', claims: 'at-least-once', run: function* () {},
       knows: (e: unknown) => isException(e, 'WakeupException') }`,
  )
  const loaded = await loadStrategy('mine.ts', folder)
  const { knows } = loaded.strategy as unknown as { knows: (error: unknown) => boolean }
  expect(knows(new KafkaException('WakeupException', ''))).toBe(true)
  expect(knows(new Error('WakeupException'))).toBe(false)
})

test.each([
  [
    'export const a = 1\nexport const b = {',
    'cannot load mine.ts: ParseError: Unexpected token (mine.ts:2:19)',
  ],
  ['\nthrow new Error("no luck")', 'cannot load mine.ts: no luck (mine.ts:2)'],
  [
    'export const a = 1, f = () => 2',
    'exports no strategy: it exports a (a number), f (a function)',
  ],
  ['export {}', 'mine.ts exports no strategy: it exports nothing'],
  [
    `export const m = ${strategy('m', 'async run() {}')}`,
    'run of m in mine.ts is an async function',
  ],
  [
    `export const m = ${strategy('m', 'async *run() {}')}`,
    'run of m in mine.ts is an async generator',
  ],
  [`export const m = { name: 'm', ${run} }`, 'm in mine.ts claims nothing; claims must be'],
  [`export const m = { name: 'm', claims: 'always', ${run} }`, 'claims "always"'],
  [`export const m = { claims: 'at-least-once', ${run} }`, 'mine.ts needs a name'],
  ["export const m = { name: 'm', claims: 'at-least-once' }", 'm in mine.ts has no run'],
  [
    `export const m = ${strategy('m', `${run}, settings: { 'max.pol.records': 3 }`)}`,
    'settings of m in mine.ts: there is no setting "max.pol.records"; did you mean',
  ],
  [
    `export const m = ${strategy('m', `${run}, settings: { 'max.poll.records': '3' }`)}`,
    'max.poll.records must be a whole number from 1 to 1000000, not "3"',
  ],
  [
    `export const m = ${strategy('m', `${run}, settings: { 'group.instance.id': 'false' }`)}`,
    'group.instance.id must be false, true or a name (every process keeps one of its own), not',
  ],
])('says what is wrong with %j', async (text, message) => {
  await expect(loadStrategy('mine.ts', file(text))).rejects.toThrow(message)
})

test('takes a name for static members, as --set does', async () => {
  const text = strategy('m', `${run}, settings: { 'group.instance.id': 'worker-1' }`)
  const { strategy: loaded } = await loadStrategy('mine.ts', file(`export const m = ${text}`))
  const scenario = cellScenario(loaded, 'none', {}, defaultScenario)
  const { instances } = startRun(loaded as Strategy, scenario, calmChoices, () => {})
  expect(instances.map(({ consumer }) => consumer.groupInstanceId)).toEqual(['slot-0', 'slot-1'])
})

test.each([
  [
    { 'mine.ts': "\nimport { a } from './no-such.ts'\nexport const m = a" },
    "cannot load mine.ts: Cannot find module './no-such.ts' (mine.ts:2:19)",
  ],
  [
    { 'mine.ts': 'import pg from "no-such-package"\nexport const m = pg' },
    "cannot load mine.ts: Cannot find module 'no-such-package' (mine.ts:1:16)",
  ],
  [
    { 'mine.ts': "import { a } from './other.ts'\nexport const m = a", 'other.ts': '\nlet a = {{' },
    'cannot load mine.ts: ParseError: Unexpected token (other.ts:2:10)',
  ],
  [
    { 'mine.ts': "import './other.ts'", 'other.ts': '\n\nthrow new Error("no luck")' },
    'cannot load mine.ts: no luck (other.ts:3)',
  ],
])('says where in which file: %j', async (files, message) => {
  await expect(loadStrategy('mine.ts', folderOf(files))).rejects.toThrow(
    new RegExp(`^${message.replace(/[.*+?^${'$'}{}()|[\]\\]/g, '\\$&')}$`),
  )
})

test('a function that returns a program is one, and is no program without', async () => {
  const loop = 'function* loop({ consumer }) { for (;;) yield* consumer.poll() }\n'
  const good = `${loop}export const m = ${strategy('m', 'run: (services) => loop(services)')}`
  expect((await loadStrategy('mine.ts', file(good))).strategy.name).toBe('m')
  const wrong = file(`export const m = ${strategy('m', 'run() {}')}`)
  const { strategy: empty } = await loadStrategy('mine.ts', wrong)
  expect(() => probe(empty, defaultScenario, runStrategy)).toThrow(
    'run of m returned nothing; it must be a generator, or return one: *run({ consumer })',
  )
})

const imports = `
  import type { Program, Services, Strategy } from 'ackurate'
  import { kafkajsEachBatch, springBatch } from 'ackurate/strategies'
  function* loop({ consumer, process }: Services): Program<void> {
    for (;;) for (const record of yield* consumer.poll()) yield* process(record)
  }
  class Mine implements Strategy {
    name = 'mine'
    claims = 'at-least-once' as const
    #loop = loop
    run(services: Services) { return this.#loop(services) }
  }
`

test.each([
  ['an arrow', "{ name: 'mine', claims: 'at-least-once', run: (services) => loop(services) }"],
  ['satisfies', "{ name: 'mine', claims: 'at-least-once', run: loop } satisfies Strategy"],
  [
    'a shipped one, spread',
    "{ ...springBatch, name: 'mine', settings: { 'max.poll.records': 2 } }",
  ],
  ['a frozen one', "Object.freeze({ ...springBatch, name: 'mine' })"],
  ['an instance', 'new Mine()'],
  ['a shipped service, spread', "{ ...kafkajsEachBatch, name: 'mine' }"],
])('what the type admits runs: %s', { timeout: 30_000 }, async (_, text) => {
  for (const exported of [`export const m = ${text}`, `const m = ${text}\nexport default m`]) {
    const { strategy: mine } = await loadStrategy('mine.ts', file(imports + exported))
    expect(mine.name).toBe('mine')
    const scenario = { ...defaultScenario, records: 3 }
    expect(() => probe(mine, scenario, runStrategy)).not.toThrow()
  }
})

test('a sink task runs, and throws the very RetriableException that its worker knows', async () => {
  const task = (more: string) =>
    file(`
      import { retriable, sinkTask } from 'ackurate/connect'
      export default sinkTask({
        name: 'mine',
        ${more}
        start: () => ({ failed: false }),
        *put(records, { process, state }) {
          if (records.length > 0 && !state.failed) {
            state.failed = true
            throw retriable('down')
          }
          for (const record of records) yield* process(record)
        },
      })`)
  const { strategy: mine } = await loadStrategy('mine.ts', task(''))
  expect(mine).toMatchObject({ name: 'mine', claims: 'at-least-once' })
  expect(() => probe(mine, { ...defaultScenario, records: 3 }, runStrategy)).not.toThrow()
  const wrong = task("config: { 'offset.flush.interval': 5 },")
  await expect(loadStrategy('mine.ts', wrong)).rejects.toThrow(
    'sinkTask: nothing here obeys offset.flush.interval',
  )
})

test('streams of Spark run, by both functions', async () => {
  const stream = (name: string, more: string) =>
    file(`
      import { ${name} } from 'ackurate/spark'
      export default ${name}({
        name: 'mine',
        ${more} {
          for (const record of records) yield* process(record)
        },
      })`)
  for (const text of [
    stream('directStream', "offsets: 'checkpoint', *foreachRDD({ records }, { process })"),
    stream('structuredStream', '*foreachBatch(records, batchId, { process })'),
  ]) {
    const { strategy: mine } = await loadStrategy('mine.ts', text)
    expect(mine).toMatchObject({ name: 'mine', claims: 'at-least-once', uses: ['store'] })
    expect(() => probe(mine, { ...defaultScenario, records: 3 }, runStrategy)).not.toThrow()
  }
})

test('a function that returns a strategy is none, and no service', async () => {
  const factory = `${imports}\nexport default () => ({ ...springBatch, name: 'mine' })`
  await expect(loadStrategy('mine.ts', file(factory))).rejects.toThrow(
    'mine.ts exports a function that returns a strategy; export the strategy itself',
  )
  const start =
    'async function start({ kafka }) { await kafka.consumer({ groupId: "g" }).connect() }'
  const service = `${start}\nexport default (...all) => start(...all)`
  expect((await loadStrategy('mine.ts', file(service))).strategy).toHaveProperty('service')
})

test('what a file imports of us is the very same; an edited file is read anew', async () => {
  const folder = folderOf({
    'mine.ts': `
      import { commitSyncAfterBatch } from 'ackurate/strategies'
      import { claims } from './claims.ts'
      export const mine = { ...commitSyncAfterBatch, name: 'mine', claims }`,
    'claims.ts': "export const claims = 'exactly-once'",
  })
  const load = async () => (await loadStrategy('./mine.ts', folder)).strategy
  const first = await load()
  expect(first).toEqual({ ...commitSyncAfterBatch, name: 'mine', claims: 'exactly-once' })
  writeFileSync(join(folder, 'claims.ts'), "export const claims = 'at-most-once'")
  expect((await load()).claims).toBe('at-most-once')
})

test('says that there is no such file, or that it is none', async () => {
  await expect(loadStrategy('./none.ts', '.')).rejects.toThrow('there is no file ./none.ts')
  await expect(loadStrategy('./', '.')).rejects.toThrow('./ is not a .ts or .js file')
})
