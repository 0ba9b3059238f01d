/** `run` from the command line: what it tells, writes and refuses. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { projectWithPg } from '../remote/run/fake-pg.ts'
import { consumerOf } from '../remote/run/program.ts'
import { ackurate, folderOf } from './fake-terminal.ts'

const timeout = 120_000

const schema = JSON.parse(readFileSync('schema/comparison.schema.json', 'utf8'))
const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true })
const validate = ajv.compile(schema)

test('a program that commits first is told to lose records, and how', { timeout }, async () => {
  const folder = folderOf({})
  const command = ['--faults', 'crash', '--records', '8', '--schedules', '4', '--json', 'run.json']
  const outputs = ['--out', 'out', '--junit', 'junit.xml']
  const words = consumerOf('billing.cjs', 'before')
  const { code, out } = await ackurate(['run', ...command, ...outputs, '--', ...words], folder)
  expect(code).toBe(1)
  expect(out).toMatch(
    /^billing\.cjs claims at-least-once\. Broken \(✖\): at-least-once under crash/,
  )
  expect(out).toMatch(/Moments tried: crash 4 of \d+ \(\d+ decide\)\. --time \d+m tries all/)
  expect(out).toMatch(/breaks at-least-once under crash {6}seen in \d of \d runs?/)
  expect(out).toMatch(/crashes: .'s \d\w\w commit, (applied, before|after) its answer +← fault/)
  expect(out).toMatch(
    /replay: ackurate run --records 8 (--brokers 1 )?--at crash@.\.commit\.\d\.\w+ -- .*before/,
  )
  const written = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'))
  validate(written)
  expect(validate.errors ?? []).toEqual([])
  expect(written.cells[0].search).toMatchObject({ mode: 'moments', schedules: 1 })
  for (const name of ['out/README.md', 'out/index.html', 'out/comparison.json', 'junit.xml']) {
    expect(readFileSync(join(folder, name), 'utf8'), name).toContain('billing.cjs')
  }
})

test('what few moments have not broken is undecided', { timeout }, async () => {
  const folder = folderOf({})
  const command = ['--faults', 'commit-lost', '--records', '8', '--schedules', '2']
  const words = ['--json', 'run.json', '--', ...consumerOf('billing.cjs', 'after')]
  const { code, out } = await ackurate(['run', ...command, ...words], folder)
  expect(out).toMatch(/No claim is broken, and \d are undecided \(\?\)\./)
  expect(out).toContain('unknown: 2 of 8 moments tried; 5 decide, 5 of each kind')
  expect(code).toBe(3)
  const { cells } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'))
  const own = cells.filter((cell: { fault: string }) => cell.fault === 'commit-lost')
  expect(own.find((cell: { property: string }) => cell.property === 'at-least-once')).toMatchObject(
    {
      ...{ verdict: 'unknown', claimed: true, counterexample: null },
      search: { mode: 'moments', schedules: 2, complete: false },
    },
  )
})

test('without faults there is the quiet run alone', { timeout }, async () => {
  const words = ['--faults', 'none', '--records', '8', '--', ...consumerOf('billing.cjs', 'after')]
  const { code, out } = await ackurate(['run', ...words], folderOf({}))
  expect(out).toContain('billing.cjs claims at-least-once. No claim is broken.')
  expect(out).toContain('Up to 1 moment per fault.')
  expect(out).toMatch(/\n {2}none {2}0 /)
  expect(code).toBe(0)
})

test('as many moments are tried as decide', { timeout }, async () => {
  const command = ['--faults', 'commit-lost', '--records', '8']
  const words = ['--', ...consumerOf('billing.cjs', 'after')]
  const { code, out } = await ackurate(['run', ...command, ...words], folderOf({}))
  expect(out).toMatch(/Moments tried: commit-lost [5-8] of 8/)
  expect(out).toMatch(/No claim is broken\./)
  expect(code).toBe(0)
})

test('one schedule is played by its moments', { timeout }, async () => {
  const words = consumerOf('billing.cjs', 'after')
  const asked = ['--at', 'commit-lost@A.commit.1.arrived', '--records', '4', '--repetitions', '2']
  const { code, out } = await ackurate(['run', ...asked, '--', ...words], folderOf({}))
  expect(out).toMatch(/No claim is broken\./)
  expect(code).toBe(0)
})

const pg = ['--effects', 'sql:postgres://localhost/a']
const query = ['--effects-query', 'select key from applied']

test.each([
  [['--', 'no-such-command'], /the command cannot be started: spawn no-such-command ENOENT/],
  [['--at', 'crash', '--', 'x'], /--at: crash is not of the form FAULT@MOMENT/],
  [['--effects', 'xml:x', '--', 'x'], /--effects: xml:x is none of topic:NAME/],
  [['--effects', 'sql:x', '--', 'x'], /--effects: sql:URL takes sqlite:PATH, postgres:/],
  [['--effects', 'sql:sqlite:a', '--', 'x'], /--effects sql:… needs --effects-query/],
  [[...query, '--', 'x'], /--effects-query goes with --effects sql:…/],
  [['--effects-setup', 'a', '--', 'x'], /--effects-setup goes with --effects sql:…/],
  [[...pg, ...pg, ...query, '--', 'x'], /--effects sql:… can be given once/],
  [
    [...pg, ...query, '--effects-setup', 'a', '--', 'x'],
    /--effects-setup a: there is no such file/,
  ],
  [[...pg, ...query, '--', 'x'], /effects in PostgreSQL need .* npm install pg/],
  [['--record', 'none.json', '--', 'x'], /--record none\.json: there is no such file/],
  [['--record', 'a', '--value', '{id}', '--', 'x'], /--value and --record exclude one another/],
  [['--faults', 'retention', '--', 'x'], /no fault that can happen to a real program "retention"/],
  [['--env', 'x', '--', 'x'], /--env takes NAME=VALUE, not "x"/],
  [['--claims', 'all', '--', 'x'], /no choice of --claims "all"/],
  [[], /missing required argument 'command'/],
])('%j is refused', { timeout }, async (words, why) => {
  const { code, err, out } = await ackurate(['run', ...words], folderOf({}))
  expect(err).toMatch(why)
  expect(err.split('\n')).toHaveLength(2)
  expect(out).toBe('')
  expect(code).toBe(2)
})

test('who goes on after ten seconds was not stuck', { timeout }, async () => {
  const words = consumerOf('billing.cjs', 'nap')
  const asked = ['--at', 'quiet', '--records', '8', '--members', '1', '--repetitions', '1']
  const { code, out } = await ackurate(['run', ...asked, '--', ...words], folderOf({}))
  expect(out).toMatch(/No claim is broken\./)
  expect(code).toBe(0)
})

test('without effects nothing is judged', { timeout }, async () => {
  const words = consumerOf('billing.cjs', 'after')
  const asked = ['--effects', 'stdout:/paid/', '--records', '4', '--patience', '2s']
  const { code, err } = await ackurate(['run', ...asked, '--', ...words], folderOf({}))
  expect(err).toMatch(/no effect of any of 4 records was seen in the places of --effects/)
  expect(code).toBe(2)
})

test("records and effects of the user's own", { timeout }, async () => {
  const { folder } = projectWithPg()
  const record = { key: 'c-7', value: { order: '{uuid}', cents: 250 } }
  writeFileSync(join(folder, 'order.json'), JSON.stringify(record))
  const words = consumerOf('billing.cjs', 'before')
  const effects = ['--effects', 'stdout:/"cents":250/', '--env', 'BILLED=value']
  const asked = ['--record', 'order.json', '--records', '8', ...effects]
  const { code, out } = await ackurate(
    ['run', ...asked, '--at', 'crash@A.commit.1.applied', '--', ...words],
    folder,
  )
  expect(out).toMatch(/breaks at-least-once under crash/)
  expect(out).toMatch(/replay: ackurate run .* --record order\.json /)
  expect(code).toBe(1)
  rmSync(folder, { recursive: true })
})

test('what runs are given of a database, and what a replay is told of it', {
  timeout,
}, async () => {
  const { folder, databases } = projectWithPg()
  const url = 'sql:postgres://me:secret@localhost/billing_{run}'
  const table = join(folder, 'databases/billing_{run}/applied')
  const where = ['--effects', url, '--effects-query', 'applied', '--env', `TABLE=${table}`]
  const words = ['--env', 'DB={database}', '--', ...consumerOf('billing.cjs', 'before')]
  const asked = ['--records', '8', '--repetitions', '2', '--at', 'crash@A.commit.1.applied']
  const { code, out } = await ackurate(['run', ...where, ...asked, ...words], folder)
  expect(out).toMatch(/breaks at-least-once under crash {6}seen in 2 of 2 runs/)
  expect(out).toContain("--effects 'sql:postgres://me:***@localhost/billing_{run}'")
  expect(out).not.toContain('secret')
  expect(code).toBe(1)
  expect(databases()).toEqual(['postgres', 'shared'])
  rmSync(folder, { recursive: true })
})
