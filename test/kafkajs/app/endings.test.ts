/** How a simulated process ends, and that nothing of it runs afterwards. */
import { expect, test } from 'vitest'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { consuming, ofKind, runService } from '../run-service.ts'

const afterFirst = (kind: HistoryEvent['kind']) => (last: HistoryEvent) => last.kind === kind

/** The ends of the first process, as its kinds of event. */
const endsOf = (events: readonly HistoryEvent[]) =>
  events
    .filter((event) => 'member' in event && event.member === 'A')
    .map(({ kind }) => kind)
    .filter((kind) => ['stopping', 'stopped', 'died'].includes(kind))

const timeOf = (events: readonly HistoryEvent[], kind: HistoryEvent['kind']): number =>
  events.find((event) => event.kind === kind)?.time ?? Number.NaN

test.each([
  ['throws in start', "throw new RangeError('no')", 'RangeError', 'no'],
  ['throws no error', "throw 'text'", 'Error', 'text'],
  ['is rejected', "Promise.reject(new Error('no')); await new Promise(() => {})", 'Error', 'no'],
  ['throws in a timer', "setTimeout(() => { throw new Error('no') }, 5)", 'Error', 'no'],
  ['throws in nextTick', "process.nextTick(() => { throw new Error('no') })", 'Error', 'no'],
  ['emits an error', "new (require('events'))().emit('error', new Error('no'))", 'Error', 'no'],
  ['leaves with a code', 'process.exit(3)', 'ExitCode', 'the process left with exit code 3'],
  ['has set a code', 'process.exitCode = 4; process.exit()', 'ExitCode', /exit code 4/],
  ['aborts', 'process.abort()', 'ExitCode', /exit code 134/],
  ['kills itself', "process.kill(process.pid, 'SIGKILL')", 'SIGKILL', /does not listen/],
])('a process that %s dies, and is started again', (_, code, error, message) => {
  const events = runService(
    `import { createRequire } from 'node:module'
     const require = createRequire(import.meta.url)
     export default async function start() { ${code} }`,
  )
  const [first] = ofKind(events, 'died')
  expect(first).toMatchObject({ member: 'A', error, message: expect.stringMatching(message) })
  expect(ofKind(events, 'started')[1]).toMatchObject({ member: 'B', replaces: 'A' })
  expect(timeOf(ofKind(events, 'started').slice(1), 'started')).toBe((first?.time ?? 0) + 5000)
})

test.each(['unhandledRejection', 'uncaughtException'])('it may listen for %s', (event) => {
  const events = runService(`
    process.on('${event}', async ({ message }) => {
      await Promise.resolve()
      process.removeAllListeners()
      setTimeout(() => { throw new Error('heard of ' + message) }, 7)
    })
    Promise.reject(new Error('it'))
    export default () => new Promise(() => {})`)
  // The listener goes on after what it awaits, and its own error ends the process.
  expect(ofKind(events, 'died')[0]).toMatchObject({ time: 7, message: 'heard of it' })
})

test('a listener for errors that fails itself ends the process', () => {
  const events = runService(`
    process.on('uncaughtException', () => { throw new TypeError('twice') })
    export default () => { throw new Error('once') }`)
  expect(ofKind(events, 'died')[0]).toMatchObject({ error: 'TypeError', message: 'twice' })
})

test('what follows process.exit() has no effect, nor have its promises', () => {
  const events = runService(`
    export default async function start({ process: work, topic }) {
      const place = { topic, partition: 0, message: { offset: '0' } }
      Promise.resolve().then(() => work(place))
      try { process.exit(0) } catch {}
      await work(place)
    }`)
  expect(ofKind(events, 'stopped').length).toBeGreaterThan(0)
  expect(ofKind(events, 'processing-started')).toEqual([])
})

test('nothing of a process runs after a crash: no then, no finally, no timer', () => {
  const noisy = `
    const handle = work
    const say = (offset) => handle({ topic, partition: 7, message: { offset } })
    setInterval(() => say('1'), 100)
    work = (given) => handle(given).then(() => say('2')).finally(() => say('3'))`
  const crash = { fault: 'crash' as const, when: afterFirst('processing-started') }
  const source = consuming(noisy)
  const crashed = runService(source, [crash])
  const at = crashed.findIndex((event) => event.kind === 'fault')
  const after = crashed.slice(at + 1).filter((event) => 'member' in event && event.member === 'A')
  // That its session ends is the coordinator's doing.
  expect(after.filter(({ kind }) => kind !== 'session-expired')).toEqual([])
  // The same process goes on where it is not killed.
  const offsets = ofKind(runService(source), 'processing-started')
    .filter(({ partition }) => partition === 7)
    .map(({ offset }) => offset)
  expect(new Set(offsets)).toEqual(new Set([1, 2, 3]))
})

test('a process that was paused goes on with what is overdue, in order', () => {
  const clock = `
    const at = (delay, offset) => setTimeout(
      () => work({ topic, partition: 7, message: { offset } }), delay)
    at(8000, '80'); at(7000, '70'); at(7500, '75'); at(9000, '90')`
  const pause = { fault: 'pause' as const, when: afterFirst('processing-started') }
  const events = runService(consuming(clock), [pause])
  const frozenAt = timeOf(events, 'fault')
  expect(frozenAt).toBeLessThan(7000)
  const started = ofKind(events, 'processing-started').filter(({ partition }) => partition === 7)
  expect(started.map(({ offset }) => offset)).toEqual([70, 75, 80, 90])
  for (const { time } of started) expect(time).toBe(frozenAt + 45_000)
})

test('the returned stop is called when the process is asked to stop', () => {
  const shutdown = { fault: 'shutdown' as const, when: afterFirst('processing-started') }
  const events = runService(consuming(), [shutdown])
  expect(endsOf(events)).toEqual(['stopping', 'stopped'])
  expect(timeOf(events, 'stopped') - timeOf(events, 'stopping')).toBeLessThan(1000)
})

test.each([
  [
    'that ends with process.exit',
    "process.on('SIGTERM', async () => { await consumer.disconnect(); process.exit(0) })",
  ],
  [
    "as in kafkajs' own example",
    `process.once('SIGTERM', async () => {
       try { await consumer.disconnect() } finally { process.kill(process.pid, 'SIGTERM') } })`,
  ],
  ['that leaves nothing to do', "process.on('SIGTERM', () => consumer.disconnect())"],
])('a SIGTERM listener %s stops the process', (_, listener) => {
  const shutdown = { fault: 'shutdown' as const, when: afterFirst('processing-started') }
  const events = runService(consuming(listener, 'undefined'), [shutdown])
  expect(endsOf(events)).toEqual(['stopping', 'stopped'])
  expect(timeOf(events, 'stopped') - timeOf(events, 'stopping')).toBeLessThan(1000)
})

test('without a stop and a listener the signal ends the process at once', () => {
  const shutdown = { fault: 'shutdown' as const, when: afterFirst('processing-started') }
  const events = runService(consuming('', 'undefined'), [shutdown])
  expect(endsOf(events)).toEqual(['stopping', 'stopped'])
  expect(timeOf(events, 'stopped')).toBe(timeOf(events, 'stopping'))
})

test('a process that does not stop is killed after half a minute', () => {
  const shutdown = { fault: 'shutdown' as const, when: afterFirst('processing-started') }
  const events = runService(consuming('', '() => new Promise(() => {})'), [shutdown])
  expect(endsOf(events)).toEqual(['stopping', 'died'])
  expect(ofKind(events, 'died')[0]).toMatchObject({ error: 'SIGKILL' })
  expect(timeOf(events, 'died') - timeOf(events, 'stopping')).toBe(30_000)
})

test('a process that is asked to stop while it starts stops when it has started', () => {
  const shutdown = { fault: 'shutdown' as const, when: afterFirst('started') }
  const slow = 'await new Promise((done) => setTimeout(done, 2000))'
  const events = runService(consuming(slow), [shutdown])
  expect(endsOf(events)).toEqual(['stopping', 'stopped'])
  expect(timeOf(events, 'stopped')).toBeGreaterThan(2000)
})
