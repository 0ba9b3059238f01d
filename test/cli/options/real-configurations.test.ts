/** Settings as real configurations have them: obeyed, of no consequence here, or refused. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import type { Comparison } from '../../../src/search/verdicts/comparison.ts'
import { otherSetting, otherSettings } from '../../../src/settings/other-settings.ts'
import { parseProperties } from '../../../src/settings/properties-file.ts'
import { parseSettings, readSettings, settingNames } from '../../../src/settings/read-settings.ts'
import { ackurate, folderOf } from '../fake-terminal.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

const strategyOf = (list: string) =>
  parseSettings([`partition.assignment.strategy=${list}`])['partition.assignment.strategy']
const java = (name: string) => `org.apache.kafka.clients.consumer.${name}`

test('a list of assignors is what a group of like members runs', () => {
  expect(strategyOf('range,cooperative-sticky')).toBe('range')
  expect(strategyOf('roundrobin, com.example.MyAssignor')).toBe('roundrobin')
  expect(strategyOf(`${java('RangeAssignor')},${java('CooperativeStickyAssignor')}`)).toBe('range')
  expect(strategyOf(java('CooperativeStickyAssignor'))).toBe('cooperative-sticky')
  expect(strategyOf(java('RoundRobinAssignor'))).toBe('roundrobin')
  expect(strategyOf('sticky')).toBe('sticky')
  expect(strategyOf(`${java('StickyAssignor')},cooperative-sticky`)).toBe('sticky')
})

test.each([
  ['cooperative-sticky,range', 'under the eager protocol, which is not simulated'],
  ['com.example.MyAssignor', 'takes range, roundrobin, sticky or cooperative-sticky, or a list'],
  ['rnge', 'did you mean range?'],
])('the assignors %s are refused', (list, message) => {
  expect(() => strategyOf(list)).toThrow(message)
})

/** The names of `ConsumerConfig.configNames()` of kafka-clients 3.9.1 and 4.4.0. */
const ofJava = `
  allow.auto.create.topics auto.commit.interval.ms auto.include.jmx.reporter auto.offset.reset
  bootstrap.resolve.timeout.ms bootstrap.servers check.crcs client.dns.lookup client.id client.rack
  config.providers connections.max.idle.ms default.api.timeout.ms enable.auto.commit
  enable.metrics.push exclude.internal.topics fetch.max.bytes fetch.max.wait.ms fetch.min.bytes
  group.id group.instance.id group.protocol group.remote.assignor heartbeat.interval.ms
  interceptor.classes internal.leave.group.on.close
  internal.throw.on.fetch.stable.offset.unsupported isolation.level key.deserializer
  max.partition.fetch.bytes max.poll.interval.ms max.poll.records metadata.cluster.check.enable
  metadata.max.age.ms metadata.recovery.rebootstrap.trigger.ms metadata.recovery.strategy
  metric.reporters metrics.num.samples metrics.recording.level metrics.sample.window.ms
  partition.assignment.strategy receive.buffer.bytes reconnect.backoff.max.ms reconnect.backoff.ms
  request.timeout.ms retry.backoff.max.ms retry.backoff.ms sasl.jaas.config sasl.mechanism
  sasl.oauthbearer.token.endpoint.url security.protocol security.providers send.buffer.bytes
  session.timeout.ms share.acknowledgement.mode share.acquire.mode
  socket.connection.setup.timeout.max.ms socket.connection.setup.timeout.ms
  ssl.keystore.location ssl.truststore.password value.deserializer
`
  .trim()
  .split(/\s+/)

test.each(ofJava)('something is known of %s', (name) => {
  const isObeyed = (settingNames as readonly string[]).includes(name)
  expect([isObeyed, otherSetting(name) !== null]).toEqual([isObeyed, !isObeyed])
})

test('what is refused says why, and what is ignored, too; nothing is both obeyed and not', () => {
  for (const { name, ignored, refused } of otherSettings) {
    expect(`${name}: ${ignored ?? refused}`).toMatch(/: .{5,}/)
    expect(settingNames).not.toContain(name)
  }
  const names = otherSettings.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})

test.each([
  ['group.protocol=consumer', 'group.protocol: the group protocol of KIP-848 is not simulated'],
  ['sessionTimeout=9000', 'sessionTimeout: it is an option of kafkajs'],
  ['num.partitions=3', '--partitions'],
  ['cleanup.policy=compact', 'compacted'],
  ['max.pol.records=3', 'there is no setting "max.pol.records"; did you mean max.poll.records?'],
  ['client.rak=3', 'did you mean client.rack?'],
  ['something=3', 'there is no setting "something" ("ackurate list settings" shows them)'],
])('%s is refused', (entry, message) => {
  expect(() => readSettings([entry])).toThrow(message)
})

test('what changes nothing is taken and named; what would is obeyed', () => {
  const { settings, ignored } = readSettings([
    'client.rack=eu-1a',
    'offsets.retention.minutes=10080',
    'enable.idempotence=true',
    'max.in.flight.requests.per.connection=5',
    'allow.auto.create.topics=false',
    'group.protocol=CLASSIC',
    'group.instance.id=orders-1',
    'enable.auto.commit=TRUE',
    'max.poll.records=5000',
  ])
  expect(settings).toEqual({
    'group.instance.id': true,
    'enable.auto.commit': true,
    'max.poll.records': 5000,
    'enable.idempotence': true,
  })
  expect(ignored.map(({ name }) => name)).toEqual([
    ...['client.rack', 'offsets.retention.minutes'],
    ...['max.in.flight.requests.per.connection', 'allow.auto.create.topics', 'group.protocol'],
  ])
})

test('a file of properties is read as Java reads it', () => {
  const text = [
    '# a comment',
    '! another',
    '',
    'a=1',
    '  b : two words  ',
    'c three',
    'path\\=x=\\\\server\\u0041\\tz',
    'list=range,\\',
    '    sticky',
    'empty=',
    'alone',
    'open=1\\',
  ].join('\r\n')
  expect(parseProperties(text)).toEqual([
    { name: 'a', value: '1', line: 4 },
    { name: 'b', value: 'two words  ', line: 5 },
    { name: 'c', value: 'three', line: 6 },
    { name: 'path=x', value: '\\serverA\tz', line: 7 },
    { name: 'list', value: 'range,sticky', line: 8 },
    { name: 'empty', value: '', line: 10 },
    { name: 'alone', value: '', line: 11 },
    { name: 'open', value: '1', line: 12 },
  ])
})

const few = ['--faults', 'none', '--properties', 'at-least-once', '--schedules', '2', '--jobs', '1']
const check = ['check', 'commit-sync-after-batch', ...few, '--json', '-'] as const
const settingsIn = (out: string) => (JSON.parse(out) as Comparison).scenario.settings

test('a file of settings: obeyed, told once what changes nothing, passwords unseen', async () => {
  const folder = folderOf({
    'client.properties': [
      'bootstrap.servers=kafka:9092',
      'sasl.jaas.config=secret password="x";',
      'max.poll.records=7',
      'partition.assignment.strategy=range,cooperative-sticky',
      'client.id=orders',
    ].join('\n'),
  })
  const ran = await ackurate([...check, '--set-file', 'client.properties'], folder)
  expect(settingsIn(ran.out)).toMatchObject({
    'max.poll.records': 7,
    'partition.assignment.strategy': 'range',
  })
  expect(ran.err.match(/changes nothing here/g)).toHaveLength(1)
  expect(ran.err).toMatch(
    /^ackurate: changes nothing here: bootstrap\.servers, sasl\.jaas\.config \(the brokers are/m,
  )
  expect(ran.err).not.toContain('secret')
})

test('what is wrong in a file is said with its line, and nothing is searched', async () => {
  const folder = folderOf({ 'client.properties': '# mine\n\nmax.poll.recods=7\n' })
  const wrong = await ackurate([...check, '--set-file', 'client.properties'], folder)
  expect(wrong).toEqual({
    code: 2,
    out: '',
    err:
      'ackurate: client.properties:3: there is no setting "max.poll.recods"; ' +
      'did you mean max.poll.records?\n',
  })
  const missing = await ackurate([...check, '--set-file', 'no.properties'], folder)
  expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('no such file') })
})

test('a heartbeat that the session does not outlast is refused', async () => {
  const ran = await ackurate([...check, '--set', 'heartbeat.interval.ms=45000'])
  expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('must be lower than session') })
})

test('what a strategy brings itself, and what a service passes itself, is said', async () => {
  const quick = few.slice(0, 6)
  const own = await ackurate([
    'check',
    'auto-commit',
    ...quick,
    '--set',
    'enable.auto.commit=false',
  ])
  expect(own.err).toContain('enable.auto.commit (auto-commit brings true)')
  const service = ['check', 'kafkajs-each-batch', ...quick, '--set', 'session.timeout.ms=9000']
  expect((await ackurate(service)).err).toContain(
    'session.timeout.ms (a service says it to kafkajs',
  )
})

test('the stronger source counts: --set, --set-file, environment, configuration', async () => {
  const records = (count: number) => `max.poll.records=${count}\n`
  const folder = folderOf({
    'config.properties': `${records(11)}fetch.max.wait.ms=11\nretry.backoff.ms=11\n`,
    'env.properties': `${records(13)}session.timeout.ms=13000\n`,
    'cli.properties': `${records(14)}request.timeout.ms=14000\nheartbeat.interval.ms=14\n`,
  })
  writeFileSync(
    join(folder, 'ackurate.config.mjs'),
    `export default { settingsFile: './config.properties', settings: {
       'max.poll.records': 12, 'fetch.max.wait.ms': 12, 'session.timeout.ms': 12000 } }`,
  )
  vi.stubEnv('ACKURATE_SET_FILE', 'env.properties')
  const argv = ['--set-file', 'cli.properties', '--set', 'max.poll.records=15']
  const { out } = await ackurate([...check, ...argv, '--set', 'heartbeat.interval.ms=15'], folder)
  expect(settingsIn(out)).toMatchObject({
    'max.poll.records': 15,
    'heartbeat.interval.ms': 15,
    'request.timeout.ms': 14_000,
    'session.timeout.ms': 13_000,
    'fetch.max.wait.ms': 12,
    'retry.backoff.ms': 11,
  })
  vi.stubEnv('ACKURATE_SET_FILE', 'nowhere.properties')
  const missing = await ackurate([...check], folder)
  expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('ACKURATE_SET_FILE') })
})
