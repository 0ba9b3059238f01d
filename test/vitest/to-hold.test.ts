/** The matcher: what passes, what fails, and what it says. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, expect, test, vi } from 'vitest'
import { service } from '../../src/kafkajs/index.ts'
import { strategies } from '../../src/strategies/all.ts'
import type { AnyStrategy } from '../../src/strategies/strategy.ts'
import '../../src/vitest/index.ts'
import { ackurate, folderOf } from '../cli/fake-terminal.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

function shipped(name: string): AnyStrategy {
  const entry = strategies.find(({ strategy }) => strategy.name === name)
  if (entry === undefined) throw new Error(`no strategy ${name}`)
  return entry.strategy
}

const commitSyncAfterBatch = shipped('commit-sync-after-batch')
const commitSyncBeforeProcessing = shipped('commit-sync-before-processing')

const root = join(import.meta.dirname, '../..')

/** The message of an assertion that must fail. */
async function failure(assertion: Promise<void>): Promise<string> {
  const error = await assertion.then(
    () => null,
    (reason: unknown) => reason as Error,
  )
  if (error === null) throw new Error('the assertion did not fail')
  return error.message
}

/** The lines of stories that tell what happened. */
function toldIn(text: string): readonly string[] {
  return text.split('\n').filter((line) => /^ *(\d+|✗) {2,}/.test(line))
}

/** A kafkajs service of these lines, as a URL. */
function written(lines: string, imports = ''): URL {
  const start = 'export default async function start({ kafka, topic, process: work })'
  const text = `${imports}\n${start} {${lines}}`
  return pathToFileURL(join(folderOf({ 'mine.ts': text }), 'mine.ts'))
}

const connected = "const consumer = kafka.consumer({ groupId: 'g' }); await consumer.connect();"

test('a property that holds', async () => {
  await expect(commitSyncAfterBatch).toHold('at-least-once', { under: ['crash', 'crash+join'] })
})

test('a property that was expected to be broken and is not', async () => {
  const assertion = expect(commitSyncAfterBatch).not.toHold('at-least-once', {
    under: ['none', 'crash'],
    seed: 7,
    schedules: 100,
  })
  expect(await failure(assertion)).toBe(
    `commit-sync-after-batch was expected to break at-least-once, but no schedule did (seed 7):

  with no fault: 100 schedules
  under crash: 100 schedules`,
  )
})

test('a broken property is told as the command line tells it', async () => {
  const options = { under: ['none', 'crash', 'shutdown'], schedules: 200 } as const
  await expect(commitSyncBeforeProcessing).not.toHold('at-least-once', options)
  const message = await failure(expect(commitSyncBeforeProcessing).toHold('at-least-once', options))
  const faults = ['--faults', 'none,crash,shutdown', '--schedules', '200']
  const properties = ['--properties', 'at-least-once']
  const argv = ['check', commitSyncBeforeProcessing.name, ...faults, ...properties]
  const { out } = await ackurate(argv, root)
  expect(toldIn(message).length).toBeGreaterThan(4)
  expect(out).toContain('by a schedule that broke other strategies')
  expect(toldIn(out)).toEqual(toldIn(message))
  expect(message).toMatch(/also broken under \w+: ackurate replay commit-sync-before-processing/)
})

test('the replay line of a module names the module', async () => {
  const assertion = expect('../../examples/my-strategy.ts').toHold('at-least-once', {
    under: ['handler-error'],
    scenario: { records: 8 },
  })
  const message = await failure(assertion)
  const [, line = ''] = /replay: ackurate (replay .*)$/m.exec(message) ?? []
  expect(line).toMatch(/^replay \.\/examples\/my-strategy\.ts --faults handler-error --records 8 /)
  const { out } = await ackurate([...line.split(' '), '--properties', 'at-least-once'], root)
  expect(toldIn(out)).toEqual(toldIn(message))
})

test('the replay line of an object that ships nowhere says that a file belongs there', async () => {
  const mine: AnyStrategy = { ...commitSyncBeforeProcessing, name: 'mine' }
  const message = await failure(expect(mine).toHold('at-least-once', { under: ['crash'] }))
  expect(message).toContain('mine breaks at-least-once under crash')
  expect(message).toContain('replay: ackurate replay FILE --faults crash --path ')
})

test('an undecided search fails, whatever the test hoped for', async () => {
  const options = { under: ['store-failure'] } as const
  const message =
    'whether commit-sync-after-batch keeps at-least-once under store-failure was not decided: ' +
    'keeps nothing in an external store'
  const subject = commitSyncAfterBatch
  expect(await failure(expect(subject).toHold('at-least-once', options))).toBe(message)
  expect(await failure(expect(subject).not.toHold('at-least-once', options))).toBe(message)
})

test.each([
  [
    `${connected} await consumer.subscribe({ topic: 'payments' })
     await consumer.run({ eachMessage: async () => {} })`,
    'it reads payments, but records are produced to orders, which scenario: { topic } changes',
  ],
  [
    `${connected} await consumer.subscribe({ topic, fromBeginning: true })
     await consumer.run({ eachMessage: async () => {} })`,
    'mine gets records and never processes them: the work on a record must go through',
  ],
  ["throw new RangeError('no such shop')", 'it dies of RangeError: no such shop'],
])('a service that processes nothing is told why: %#', async (lines, reason) => {
  const url = written(lines)
  expect(await failure(expect(url).toHold('at-least-once'))).toContain(reason)
  expect(await failure(expect(url).not.toHold('at-least-once'))).toContain(reason)
})

test('a topic of its own is the one that records are produced to', async () => {
  const url = written(
    `${connected} await consumer.subscribe({ topic: 'payments', fromBeginning: true })
     await consumer.run({ eachMessage: (delivery) => work(delivery) })`,
  )
  await expect(url).toHold('progress', {
    under: ['none'],
    scenario: { topic: 'payments', records: 6 },
    schedules: 100,
  })
})

test('a service that reaches out of the simulation is refused', async () => {
  const url = written('net.connect(5432)', "import net from 'node:net'")
  const assertion = expect(url).toHold('at-least-once', { under: ['none'], schedules: 1 })
  expect(await failure(assertion)).toContain('mine.ts:2 uses node:net (connect), which a')
})

test('the environment is stronger than the test', async () => {
  vi.stubEnv('ACKURATE_SCHEDULES', '103')
  vi.stubEnv('ACKURATE_SEED', 'nightly')
  const options = { under: ['none'], schedules: 60, seed: 1 } as const
  const message = await failure(expect(commitSyncAfterBatch).not.toHold('at-least-once', options))
  expect(message).toContain('(seed nightly):\n\n  with no fault: 103 schedules')
})

test.each([
  [
    { ACKURATE_SCHEDULES: 'many' },
    'ACKURATE_SCHEDULES takes a whole number from 1 to 100000000, not "many"',
  ],
  [
    { ACKURATE_TIME: '30' },
    'ACKURATE_TIME takes a time with its unit, such as 30s or 2m, not "30"',
  ],
  [
    { ACKURATE_SEED: 'a b' },
    'ACKURATE_SEED takes up to 64 letters, digits, dots, dashes and underscores',
  ],
])('says what is wrong with the environment %j', async (variables, message) => {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  expect(await failure(expect(commitSyncAfterBatch).toHold('at-least-once'))).toBe(message)
})

test.each([
  ['./unread.ts', 'at-lest-once', {}, 'there is no property "at-lest-once"; did you mean'],
  ['./unread.ts', 'progress', { under: ['crsh'] }, 'there is no fault "crsh"; did you mean'],
  ['./unread.ts', 'progress', { under: [] }, "under needs a fault; a quiet run is 'none'"],
  [
    './unread.ts',
    'progress',
    { scenario: { members: 99 } },
    'scenario.members takes a whole number',
  ],
  ['./unread.ts', 'progress', { scenario: { recrods: 1 } }, '"scenario.recrods"; did you mean'],
  ['./unread.ts', 'progress', { numRuns: 0 }, 'schedules takes a whole number from 1 to'],
  ['./unread.ts', 'progress', { path: '0.x' }, 'path has "x" at character 3'],
  ['./unread.ts', 'progress', { settings: { 'max.poll.records': 0 } }, 'max.poll.records'],
  ['./nowhere.ts', 'progress', {}, 'there is no file ./test/vitest/nowhere.ts'],
  [17, 'progress', {}, 'expect() takes the path or URL of a module, service(...) or a strategy'],
])('says what is wrong with %j %j %j', async (subject, property, options, message) => {
  const assertion = expect(subject).toHold(property as 'progress', options as object)
  expect(await failure(assertion)).toContain(message)
})

test('service() names a service after its file', () => {
  const url = new URL('../../examples/orders-service/src/consumer.ts', import.meta.url)
  const file = join(root, 'examples/orders-service/src/consumer.ts')
  expect(service(url)).toEqual({ name: 'consumer', claims: 'at-least-once', service: file })
  expect(service(file, { name: 'orders', claims: 'exactly-once' })).toEqual({
    name: 'orders',
    claims: 'exactly-once',
    service: file,
  })
})
