import { expect, test } from 'vitest'
import { ackurate, folderOf } from '../fake-terminal.ts'

const folder = () =>
  folderOf({
    'mine.ts': `import { sinkTask } from 'ackurate/connect'
      const claims = 'at-least-once'
      export const early = { name: 'early', claims, *run() {} }
      export const bad = { name: 'bad', claims, *run() { throw new TypeError('oops') } }
      export const never = {
        name: 'never', claims, *run({ sleep }) { for (;;) yield* sleep(1000) } }
      export const late = { name: 'late', claims, *run({ consumer, process }) {
        for (;;) for (const record of yield* consumer.poll()) {
          null.name
          yield* process(record) } } }
      export const forgets = { name: 'forgets', claims, *run({ consumer, process }) {
        for (;;) for (const record of yield* consumer.poll()) process(record) } }
      export const sink = sinkTask({ name: 'sink', *put(records) {
        for (const record of records) record.value.id } })
      export const pipe = { name: 'pipe', claims, *run({ consumer, producer }) {
        for (;;) for (const record of yield* consumer.poll()) {
          yield* (yield* producer.send('out', record)).get()
          yield* consumer.commitSync() } } }
      export const odd = { name: 'odd', claims, *run() { for (;;) yield 42 } }`,
  })

test.each([
  ['early', 'early'],
  ['bad', 'TypeError: oops (mine.ts:4)'],
  ['late', "it dies of TypeError: Cannot read properties of null (reading 'name') (mine.ts:9)"],
  ['sink', "its task ends with TypeError: Cannot read properties of undefined (reading 'id')"],
  ['forgets', 'is there a `yield*` missing before process(record)?'],
  ['never', 'never'],
  ['odd', 'odd yielded'],
])('%s is refused with one line that says why', async (name, line) => {
  const ran = await ackurate(['check', `mine.ts#${name}`, '--schedules', '5'], folder())
  expect(ran.err).toMatch(/^ackurate: [^\n]+\n$/)
  expect(ran.err).toContain(line)
  expect(ran).toMatchObject({ code: 2, out: '' })
})

test('one that sends its records to another topic, and does nothing else, is not', async () => {
  const { out, err } = await ackurate(
    ['check', 'mine.ts#pipe', '--faults', 'none', '--schedules', '5'],
    folder(),
  )
  expect(err).not.toContain('never processes')
  expect(out).toContain('pipe claims at-least-once')
})
