/** `ackurate init` in a Maven or Gradle project, and that what it writes runs. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { folderWith } from '../kafkajs/folder.ts'
import { ackurate } from './fake-terminal.ts'

const listenerOf = (head: string, body: string) => `package com.acme;
class Billing {
  @Value("\${x}") String x;

  @KafkaListener(topics = "\${topic:orders}", groupId = "billing")
  @Timed(value = "billing")
  public void onOrder(${head}) throws IOException {
    ${body}
  }
}
`
const java = 'src/main/java/com/acme/Billing.java'
const yaml = 'src/main/resources/application.yml'
const mode = (name: string) => `spring:\n  kafka:\n    listener:\n      ack-mode: ${name}\n`

async function initIn(files: Readonly<Record<string, string>>) {
  const folder = folderWith(files)
  const ran = await ackurate(['init'], folder)
  const read = (path: string) => readFileSync(join(folder, path), 'utf8')
  return { ...ran, folder, read }
}

const check = (folder: string, words: string) =>
  ackurate(
    `${words} --faults handler-error --schedules 120 --no-delays --jobs 1`.split(' '),
    folder,
  )

it('writes a listener that acknowledges in finally; the check finds what it loses', async () => {
  const { code, out, folder, read } = await initIn({
    'pom.xml': '<project/>',
    [yaml]: mode('MANUAL'),
    [java]: listenerOf(
      'ConsumerRecord<String, String> order, Acknowledgment ack',
      'try { bill(order); } finally { ack.acknowledge(); }',
    ),
  })
  expect(code).toBe(0)
  expect(out).toContain(
    `ackurate/listener.ts stands for onOrder (${java}:5): it acknowledges itself.`,
  )
  const command = `check ./${yaml} --listener ./ackurate/listener.ts`
  expect(out).toContain(`npx ackurate ${command}`)
  expect(read('ackurate/listener.ts')).toContain(`  try {
    yield* process(record)
  } finally {
    yield* acknowledgment.acknowledge()
  }`)
  expect(read('.github/workflows/ackurate.yml')).toContain(`npx --yes ackurate ${command}`)
  const checked = await check(folder, command)
  expect(checked.code).toBe(1)
  expect(checked.out).toContain('at-least-once under handler-error')
}, 60_000)

it('writes a batch listener, in a project without a configuration', async () => {
  const { out, folder, read } = await initIn({
    'build.gradle.kts': '',
    [java]: listenerOf('List<Order> orders', 'orders.forEach(this::bill);'),
  })
  expect(out).toContain('its container acknowledges, a poll at a time')
  expect(read('ackurate/listener.ts')).toContain('*onBatch(records, { process }) {')
  expect((await check(folder, 'check ./ackurate/listener.ts')).code).toBe(0)
}, 60_000)

it('touches no file that is there, and says so', async () => {
  const { out, read } = await initIn({
    'pom.xml': '<project/>',
    [yaml]: mode('record'),
    [java]: listenerOf('String order', 'bill(order);'),
    'ackurate/listener.ts': '// mine',
  })
  expect(out).toContain('ackurate/listener.ts  (yours; it was not touched)')
  expect(read('ackurate/listener.ts')).toBe('// mine')
})

it('says what to do where no listener is', async () => {
  const { code, err } = await initIn({
    'pom.xml': '<project/>',
    'src/main/java/A.java': 'class A {}',
  })
  expect(code).toBe(2)
  expect(err).toMatch(/there is no @KafkaListener here; .*ackurate run/)
})
