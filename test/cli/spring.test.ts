/** `check application.yml --listener listener.ts`. */
import { expect, it } from 'vitest'
import { folderWith } from '../kafkajs/folder.ts'
import { ackurate } from './fake-terminal.ts'

const imports = "import { defaultErrorHandler, fixedBackOff } from 'ackurate/spring'\n"
const nacks = `export function* onMessage(record, { acknowledgment, process }) {
  try {
    yield* process(record)
    yield* acknowledgment.acknowledge()
  } catch {
    yield* acknowledgment.nack(500)
  }
}`
const files = {
  'application.yml': 'spring.kafka.listener.ack-mode: manual_immediate\n',
  'wrong.yml': 'spring.kafka.listener.ack-mod: manual\n',
  'early.ts': `${imports}
export const errorHandler = defaultErrorHandler({ backOff: fixedBackOff(0, 2) })
export function* onMessage(record, { acknowledgment, process }) {
  yield* acknowledgment.acknowledge()
  yield* process(record)
}`,
  'after.ts': `export function* onMessage(record, { acknowledgment, process }) {
  yield* process(record)
  yield* acknowledgment.acknowledge()
}`,
  'unlimited.ts': `${imports}
export const errorHandler = defaultErrorHandler({ backOff: fixedBackOff(1000, ${2 ** 63}) })
export function* onMessage(record, { acknowledgment, process }) {
  yield* process(record)
  yield* acknowledgment.acknowledge()
}`,
  'nacks.ts': nacks,
  'nacks-it-says.ts': `${nacks}
export const stalls = { under: ['poison-record'], because: 'it nacks until the work is done' }`,
  'stalls.ts': `${nacks}
export const stalls = ['poison-record']`,
  'nothing.ts': 'export const onMesage = 1',
  'empty.ts': 'export const claims = "at-least-once"',
}
const tail = '--faults crash --schedules 120 --no-delays --no-regressions --jobs 1'

const check = (words: string) =>
  ackurate(['check', ...words.split(' '), ...tail.split(' ')], folderWith(files))

it('finds what a listener loses that acknowledges first, and how to play it again', async () => {
  const { code, out } = await check('application.yml --listener early.ts')
  expect(code).toBe(1)
  expect(out).toContain('Broken (✖): at-least-once under crash')
  expect(out).toContain('ackurate replay application.yml#early.ts --faults crash --path')
})

it('finds nothing in one that acknowledges afterwards, nor in the usual one', async () => {
  expect((await check('application.yml --listener after.ts')).code).toBe(0)
  expect((await check('./application.yml')).code).toBe(0)
})

// Java says UNLIMITED_ATTEMPTS, which is Long.MAX_VALUE; a nack has no limit at all.
it.each([
  ['unlimited.ts', 0],
  ['nacks.ts', 1],
  ['nacks-it-says.ts', 0],
])('a record that always fails holds up %s: exit code %i', async (listener, expected) => {
  const words = ['check', 'application.yml', '--listener', listener, '--properties', 'progress']
  const others = tail.replace('crash', 'poison-record').split(' ')
  const { code, out } = await ackurate([...words, ...others], folderWith(files))
  expect(out).toMatch(/breaks progress under poison-record|progress +under poison-record/)
  expect(code).toBe(expected)
})

it.each([
  ['wrong.yml', /wrong.yml: spring.kafka.listener.ack-mod: there is no property/],
  ['application.yml --listener none.ts', /there is no file none.ts/],
  ['application.yml --listener nothing.ts', /exports onMesage, .*did you mean onMessage\?/],
  ['application.yml --listener empty.ts', /exports no listener/],
  ['application.yml --listener stalls.ts', /stalls.ts says stalls, which must be \{ under:/],
  ['early.ts --listener after.ts', /--listener goes with a Spring Boot configuration/],
])('%s is wrong', async (words, message) => {
  const { code, err } = await check(words)
  expect(code).toBe(2)
  expect(err).toMatch(message)
})
