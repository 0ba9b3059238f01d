/** `check application.yml --listener listener.ts`, with a listener of several topics. */
import { describe, expect, it } from 'vitest'
import { folderWith } from '../kafkajs/folder.ts'
import { ackurate } from './fake-terminal.ts'

const sound = `
export function* onMessage(record, { acknowledgment, process }) {
  yield* process(record)
  yield* acknowledgment.acknowledge()
}`
/** Wrong for the last of its topics alone. */
const careless = `
export function* onMessage(record, { acknowledgment, process }) {
  if (record.topic === 'refunds') yield* acknowledgment.acknowledge()
  yield* process(record)
  if (record.topic !== 'refunds') yield* acknowledgment.acknowledge()
}`
const files = {
  'application.yml': `
spring:
  kafka:
    consumer: { auto-offset-reset: earliest, max-poll-records: 4 }
    listener: { ack-mode: manual_immediate }
`,
  'retries.yml': 'spring.kafka.retry.topic: { enabled: true }\n',
  'sound.ts': `export const otherTopics = ['payments', 'refunds']${sound}`,
  'careless.ts': `export const otherTopics = ['payments', 'refunds']${careless}`,
  'one-as-text.ts': `export const otherTopics = 'payments'${sound}`,
  'none.ts': `export const otherTopics = []${sound}`,
  'twice.ts': `export const otherTopics = ['payments', 'payments']${sound}`,
  'unnamed.ts': `export const otherTopics = ['payments', '']${sound}`,
}
const tail = '--faults crash --schedules 120 --no-delays --no-regressions --jobs 1'

const told = (words: string) => ackurate(words.split(' '), folderWith(files))
const check = (words: string) => told(`check ${words} ${tail}`)

describe('several topics of one listener', () => {
  it('are all read, and what goes wrong with one of them is found, and played again', async () => {
    const { code, out } = await check('application.yml --listener careless.ts')
    expect(code).toBe(1)
    expect(out).toContain('Broken (✖): at-least-once under crash')
    expect(out).toMatch(/^\s*✗?\s*.*refunds-\d@\d+.* is lost/m)
    const replay = /ackurate (replay application\.yml#careless\.ts .*)/.exec(out)?.[1] ?? ''
    const again = await told(replay.trim())
    expect(again.out).toMatch(/refunds-\d@\d+.* is lost/)
  })

  it('are no loss where each is acknowledged after its work', async () => {
    const { code, out } = await check('application.yml --listener sound.ts')
    expect(code).toBe(0)
    expect(out).toContain('No claim is broken.')
  })

  it('may be none', async () => {
    expect((await check('application.yml --listener none.ts')).code).toBe(0)
  })
})

it.each([
  ['check application.yml --listener one-as-text.ts', /otherTopics of .* must be a list of names/],
  ['check application.yml --listener unnamed.ts', /otherTopics of .* must be a list of names/],
  ['check application.yml --listener twice.ts', /name a topic twice, or that of the run/],
  ['check application.yml --listener sound.ts --topic refunds', /or that of the run/],
  ['check retries.yml --listener sound.ts', /retry topics of several topics are not modelled/],
  ['explore application.yml#sound.ts', /several topics/],
  ['measure application.yml#sound.ts', /several topics/],
])('%s is refused', async (words, message) => {
  const { code, err } = await told(words)
  expect(err).toMatch(message)
  expect(code).toBe(2)
})
