/** `ackurate init` in a Maven or Gradle project, and that what it writes runs. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
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
    '.github/workflows/ci.yml': '',
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
  expect(err).toMatch(/there is no @KafkaListener and no KafkaConsumer here; .*ackurate run/)
})

const workflow = '.github/workflows/ackurate.yml'

it('writes no workflow where nothing reads it, and says what CI has to run', async () => {
  const files = {
    'pom.xml': '<project/>',
    [yaml]: mode('record'),
    [java]: listenerOf('String order', 'bill(order);'),
  }
  const { out, folder } = await initIn(files)
  expect(existsSync(join(folder, workflow))).toBe(false)
  expect(out).toContain('no .github and no remote at GitHub, a step with Node 20.19\nor later;')
  expect(out).toContain(`  npx --yes ackurate check ./${yaml} --listener ./ackurate/listener.ts\n`)
  const remote = '[remote "origin"]\n\turl = git@github.com:acme/billing.git\n'
  const inGitHub = await initIn({ ...files, '.git/config': remote })
  expect(inGitHub.out).not.toContain('In CI')
  expect(inGitHub.read(workflow)).toContain('npx --yes ackurate check')
  const above = folderWith({ '.git/config': remote, ...prefixed('billing', files) })
  const { out: below } = await ackurate(['init'], join(above, 'billing'))
  expect(below).toContain('move .github/workflows/ackurate.yml to the root of the repository')
})

const prefixed = (folder: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]))

const program = (topic: string) => `package com.acme;
class Billing {
  public static void main(String[] arguments) {
    try (var consumer = new KafkaConsumer<String, String>(properties())) {
      consumer.subscribe(${topic});
    }
  }
}
`

const pom = `<project>
  <parent><artifactId>parent</artifactId><version>9</version></parent>
  <artifactId>billing</artifactId>
  <version>1.2.0</version>
  <dependencies>
    <dependency><artifactId>kafka-clients</artifactId><version>3.9.1</version></dependency>
  </dependencies>
</project>`

it('runs a Maven program that has no listener, built and started', async () => {
  const { code, out, read } = await initIn({
    'pom.xml': pom,
    mvnw: '',
    '.github/dependabot.yml': '',
    [java]: program('List.of("invoices")'),
  })
  expect(code).toBe(0)
  const command = 'run --topic invoices -- java -jar target/billing-1.2.0.jar'
  expect(out).toContain(`  ./mvnw -B -q -DskipTests package\n  npx ackurate ${command}\n`)
  expect(out).toContain(`${java}:4 has a consumer`)
  const { jobs } = parse(read(workflow))
  const steps: readonly { readonly uses?: string; readonly run?: string }[] = jobs.ackurate.steps
  expect(steps.slice(2).map(({ uses, run }) => uses ?? run)).toEqual([
    'actions/setup-java@v4',
    './mvnw -B -q -DskipTests package',
    `npx --yes ackurate ${command}`,
  ])
})

it('says how to run a Gradle program, in a repository that is not at GitHub', async () => {
  const { code, out, folder } = await initIn({
    'build.gradle.kts': 'plugins { java }\nversion = "0.4"\n',
    'settings.gradle.kts': 'rootProject.name = "billing"\n',
    [java]: program('topics'),
  })
  expect(code).toBe(0)
  expect(out).toContain('Which topic it reads was not found: --topic says it.')
  expect(out).toContain(
    '  gradle -q assemble\n  npx --yes ackurate run --topic orders -- java -jar ',
  )
  expect(out).toContain('java -jar build/libs/billing-0.4.jar\n')
  expect(existsSync(join(folder, '.github'))).toBe(false)
})
