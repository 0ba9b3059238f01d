/** Effects that are rows of a database: what is asked of it, and when. */
import { appendFileSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowPlaces } from '../../../src/remote/effects/sql/row-places.ts'
import { serverOf } from '../../../src/remote/effects/sql/server-of.ts'
import { SqlEffects } from '../../../src/remote/effects/sql/sql-effects.ts'
import type { SqlSource } from '../../../src/remote/effects/sql/sql-source.ts'
import { RecordNames, recordName, recordUuid } from '../../../src/remote/watching/record-names.ts'
import { type FakeProject, projectWithPg } from './fake-pg.ts'
import { consumerOf, play, programOf } from './program.ts'

const timeout = 60_000
const of = { topic: 'orders', partitions: 2, names: new RecordNames('orders') }
const seventh = { topic: 'orders', partition: 1, offset: 7 }
let project: FakeProject

beforeAll(() => {
  project = projectWithPg()
})

afterAll(() => rmSync(project.folder, { recursive: true, force: true }))

function sourceOf(more: Partial<SqlSource> = {}): SqlSource {
  const url = 'postgres://here/billing_{run}'
  return { kind: 'sql', dialect: 'postgres', url, query: 'applied', setup: null, ...more }
}

function effectsOf(source: SqlSource, run = 'run_1') {
  const seen: string[] = []
  const problems: string[] = []
  const effects = new SqlEffects({
    ...{ source, words: { run, dir: project.folder }, cwd: project.folder, of },
    seen: (place) => seen.push(recordName(place)),
    failed: (problem) => problems.push(problem),
  })
  return { effects, seen, problems }
}

test.each([
  ['a name in any column', { id: 3n, note: 'billed orders-1@7.' }, [seventh]],
  ['a name in a document', { body: { of: ['orders-1@7'] } }, [seventh]],
  ['a name in bytes', { body: Buffer.from('orders-1@7') }, [seventh]],
  ['a name as a UUID', { id: recordUuid(seventh).toUpperCase() }, [seventh]],
  ['partition and offset', { PARTITION: 1, OFFSET: '7' }, [seventh]],
  ['them, of another topic', { topic: 'payments', partition: 1, offset: 7 }, []],
  ['its number', { n: 16n }, [seventh]],
  ['a number that there is not', { n: 0 }, []],
  ['nothing', { key: null, id: 12 }, []],
])('%s names a record', (_, row, places) => expect(rowPlaces(row, of)).toEqual(places))

test('each run has a database of its own, which is removed', async () => {
  const setup = 'insert applied {"key":"for {run}"}'
  const { effects, seen } = effectsOf(sourceOf({ setup }))
  expect(await effects.open()).toBe(null)
  expect(effects.url).toBe('postgres://here/billing_run_1')
  const table = join(project.database('billing_run_1'), 'applied')
  appendFileSync(table, '{"key":"orders-0@0"}\n{"key":"orders-0@1"}\n{"key":"orders-0@0"}\n')
  await effects.look()
  await effects.look()
  expect(seen).toEqual(['orders-0@0', 'orders-0@1', 'orders-0@0'])
  // What was removed and comes again is no second effect; one row more is.
  writeFileSync(table, '{"key":"orders-0@0"}\n')
  await effects.look()
  writeFileSync(table, '{"key":"orders-0@0"}\n{"key":"orders-0@1"}\n'.repeat(2))
  await effects.look()
  expect(seen.slice(3)).toEqual(['orders-0@1'])
  await effects.close()
  expect(project.databases()).toEqual(['postgres', 'shared'])
})

test('what asks for a look is told what was there then', async () => {
  const { effects, seen } = effectsOf(sourceOf(), 'run_2')
  await effects.open()
  const early = effects.look()
  appendFileSync(join(project.database('billing_run_2'), 'applied'), '{"key":"orders-0@0"}\n')
  const late = effects.look()
  await early
  await late
  expect(seen).toEqual(['orders-0@0'])
  await effects.close()
})

test('a run that would find what another has left is refused', async () => {
  const url = 'postgres://here/shared'
  writeFileSync(join(project.database('shared'), 'applied'), '{"key":"orders-0@4"}\n')
  const { effects } = effectsOf(sourceOf({ url }))
  expect(await effects.open()).toMatch(/^--effects-query lists orders-0@4 before the run has begun/)
  await effects.close()
  expect(existsSync(project.database('shared'))).toBe(true)
})

test('a table may come later, but it has to come', async () => {
  const { effects, problems } = effectsOf(
    sourceOf({ url: 'postgres://here/shared', query: 'late' }),
  )
  expect(await effects.open()).toBe(null)
  await effects.look()
  expect(effects.problem).toBe('--effects-query: no late')
  writeFileSync(join(project.database('shared'), 'late'), '')
  await effects.look()
  expect([effects.problem, problems]).toEqual([null, []])
  await effects.close()
})

test.each([
  [{ query: 'nonsense' }, '--effects-query: syntax error at or near "nonsense"'],
  [{ url: 'postgres://here/nowhere' }, '--effects sql: there is no such database'],
])('%j is told in a line', async (more, problem) => {
  const { effects } = effectsOf(sourceOf(more), 'run_3')
  expect(await effects.open()).toBe(problem)
  await effects.close()
})

test('a driver that is not installed is asked for', () => {
  expect(() => serverOf('mysql', project.folder)).toThrow(/^effects .* npm install mysql2$/)
})

describe('with a database that is slow to answer', () => {
  beforeAll(() => {
    process.env['FAKE_PG_SLOW_MS'] = '60'
  })
  afterAll(() => {
    delete process.env['FAKE_PG_SLOW_MS']
  })

  const programIn = (when: string) => {
    const env = { TABLE: join(project.folder, 'databases/billing_{run}/applied') }
    return programOf(consumerOf('billing.cjs', when), {
      ...{ cwd: project.folder, env, effects: [sourceOf()], records: 8 },
    })
  }

  test('what is done before a commit is seen before it', { timeout }, async () => {
    const { broken, problem, moments } = await play(programIn('after'))
    expect([problem, broken]).toEqual([null, []])
    expect(moments.filter(({ happening }) => happening === 'effect')).toHaveLength(8)
  })

  test('what is committed before it is done is lost in a crash', { timeout }, async () => {
    const { broken, struck } = await play(programIn('before'), 'crash@A.commit.2.applied')
    expect(struck).toBe(1)
    expect(broken).toContain('at-least-once')
    expect(project.databases()).toEqual(['postgres', 'shared'])
  })
})

/** Whether this Node has the module, or the checkout the package. */
function hasSqlite(): boolean {
  try {
    createRequire(import.meta.url)('node:sqlite')
    return true
  } catch {
    return false
  }
}

test.runIf(hasSqlite())('a file of SQLite is watched while it is written', async () => {
  const { DatabaseSync } = createRequire(import.meta.url)('node:sqlite')
  const url = '{dir}/{run}.db'
  const query = 'select key, "offset", part as "partition" from applied'
  const { effects, seen, problems } = effectsOf(sourceOf({ dialect: 'sqlite', url, query }))
  expect(await effects.open()).toBe(null)
  await effects.look()
  expect(effects.problem).toMatch(/no such table/)
  const path = join(project.folder, 'run_1.db')
  const file = new DatabaseSync(path)
  file.exec('create table applied (key text, part integer, "offset" integer)')
  file.exec("insert into applied values ('orders-0@1', null, null), (null, 1, 7)")
  file.exec('begin')
  file.exec("insert into applied values ('orders-0@2', null, null)")
  await effects.look()
  expect(seen).toEqual(['orders-0@1', 'orders-1@7'])
  file.exec('commit')
  await effects.look()
  expect(seen).toEqual(['orders-0@1', 'orders-1@7', 'orders-0@2'])
  // Who has it for himself is waited for.
  file.exec('begin exclusive')
  const waiting = effects.look()
  setTimeout(() => file.exec('commit'), 50)
  await waiting
  expect(problems).toEqual([])
  file.close()
  await effects.close()
  expect(existsSync(path)).toBe(false)
})
