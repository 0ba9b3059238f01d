/** `ackurate measure`, small enough for a test; what the figures are worth is tested elsewhere. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { profileKeys } from '../../src/cli/options/profile-option.ts'
import { ackurate, folderOf } from './fake-terminal.ts'

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../schema/measurement.schema.json'), 'utf8'),
)
const validate = new Ajv2020({ strict: true, strictRequired: false }).compile(schema)

/** Few records a second: nothing to speak of to compute. */
const small = [
  '--precision',
  '100',
  '--hours',
  '1',
  ...[
    'records.per.second=2',
    'deploys.per.day=0',
    'pauses.per.day=0',
    'failovers.per.day=0',
  ].flatMap((entry) => ['--set-profile', entry]),
]

test('one point: a table, and JSON that is valid and always the same', async () => {
  const argv = ['measure', 'auto-commit', ...small]
  const ran = await ackurate(argv)
  expect(ran.code).toBe(0)
  expect(ran.out).toContain('auto-commit under steady\n2 records/s over 6 partitions, 3 members')
  expect(ran.out).toMatch(/^ {2}commit requests +[\d.]+ ± [\d.]+ +per 1000 records$/m)
  expect(ran.out).toMatch(/^ {2}per crash +1 +[\d.]+ ± /m)
  expect(ran.out).not.toContain('per deploy')
  const folder = folderOf({})
  await ackurate([...argv, '--json', 'm.json', '--jobs', '1'], folder)
  const text = readFileSync(join(folder, 'm.json'), 'utf8')
  expect((await ackurate([...argv, '--json', '-'])).out).toBe(text)
  const data = JSON.parse(text)
  validate(data)
  expect(validate.errors).toBeNull()
  expect(Object.keys(data.profile.values)).toEqual(profileKeys)
  expect(data.points[0]).toMatchObject({ value: null, behind: false })
})

test('a sweep: a row per value, the same arrivals for all', async () => {
  const argv = ['measure', 'spring-count', ...small, '--set-profile', 'crashes.per.day=0']
  const sweep = [...argv, '--sweep', 'ack.count=1,10']
  const { out } = await ackurate([...sweep, '--json', '-'])
  const data = JSON.parse(out)
  validate(data)
  expect(validate.errors).toBeNull()
  const [one, ten] = data.points
  expect(one.quiet.commits.value).toBe(1000)
  expect(ten.quiet.commits.value).toBeLessThan(500)
  expect(one.quiet.throughput.value).toBeCloseTo(ten.quiet.throughput.value, 2)
  const { out: table } = await ackurate(sweep)
  expect(table).toMatch(/^ {2}ack\.count +records\/s +commits\/1000/m)
  expect(table).toMatch(/^ {2}10 +\d/m)
})

const measure = ['measure', 'auto-commit'] as const

test.each<[readonly string[], string]>([
  [['measure', 'kafkajs-each-message'], 'runs in the real kafkajs'],
  [[...measure, '--profile', 'steedy'], 'there is no profile "steedy"; did you mean steady?'],
  [[...measure, '--set-profile', 'handler.m=3'], 'did you mean handler.ms?'],
  [[...measure, '--set-profile', 'handler.ms'], '--set-profile takes key=value'],
  [[...measure, '--set-profile', 'handler.ms=gamma(1)'], 'handler.ms takes a number, uniform('],
  [[...measure, '--set-profile', 'batch.records=0'], 'batch.records must be above 0'],
  [[...measure, '--set-profile', 'members=1.5'], 'members takes a whole number from 1 to 32'],
  [[...measure, '--sweep', 'linger.ms=1'], 'no setting or profile value "linger.ms"'],
  [[...measure, '--sweep', 'members'], '--sweep takes key=a,b,c'],
  [[...measure, '--sweep', 'members=1,,2'], '--sweep takes key=a,b,c'],
  [[...measure, '--sweep', 'ack.count=1'], 'auto-commit has no ack.count'],
  [[...measure, '--sweep', 'ack.time.ms=0'], 'ack.time.ms takes a whole number from 1'],
  [['measure', 'spring-count', '--sweep', 'ack.time.ms=5'], 'spring-count has no ack.time.ms'],
  [
    [...measure, '--sweep', 'enable.auto.commit=true'],
    'auto-commit itself sets enable.auto.commit',
  ],
  [[...measure, '--precision', '0'], '--precision takes a whole number from 1 to 100'],
])('%j: one line, exit code 2, nothing written', async (argv, line) => {
  const folder = folderOf({})
  const ran = await ackurate([...argv, '--json', 'x.json'], folder)
  expect(ran.err).toContain(line)
  expect(ran.err).toMatch(/^ackurate: [^\n]+\n$/)
  expect(ran).toMatchObject({ code: 2, out: '' })
  expect(readdirSync(folder)).toEqual([])
})
