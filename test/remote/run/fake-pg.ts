/**
 * A driver by the name of `pg`, as a project may have it installed, whose database is a folder: a
 * table is a file of a JSON row a line. A query is the name of a table; `slowMs` later it is
 * answered with what was there when it was asked, or a little later.
 */
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const driver = `
const { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } = require('node:fs')
const { join } = require('node:path')

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

exports.Client = class {
  constructor({ connectionString }) {
    this.folder = join(__dirname, '../../databases', new URL(connectionString).pathname)
  }
  on() {}
  async connect() {
    if (!existsSync(this.folder)) throw Object.assign(new Error('there is no such database'), {})
  }
  async query(text) {
    const [, what, name] = /^(create|drop) database (?:if exists )?"(.*?)"/.exec(text) ?? []
    if (what === 'create') return void mkdirSync(join(this.folder, '..', name)) ?? { rows: [] }
    if (what === 'drop') {
      rmSync(join(this.folder, '..', name), { recursive: true })
      return { rows: [] }
    }
    const [, table, row] = /^insert (\\w+) (.*)$/s.exec(text) ?? []
    if (table !== undefined) {
      appendFileSync(join(this.folder, table), row + '\\n')
      return { rows: [] }
    }
    if (text === 'nonsense') throw new Error('syntax error at or near "nonsense"\\nLINE 1')
    await wait(Number(process.env.FAKE_PG_SLOW_MS ?? 0))
    const path = join(this.folder, text)
    if (!existsSync(path)) throw Object.assign(new Error('no ' + text), { code: '42P01' })
    const lines = readFileSync(path, 'utf8').split('\\n').slice(0, -1)
    return { rows: lines.map((line) => JSON.parse(line)) }
  }
  async end() {}
}
`

/** A project that has the driver. */
export interface FakeProject {
  readonly folder: string
  /** The folder of that database. */
  database(name: string): string
  /** Those that there are. */
  databases(): readonly string[]
}

export function projectWithPg(): FakeProject {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ackurate-sql-')))
  const database = (name: string) => join(folder, 'databases', name)
  mkdirSync(join(folder, 'node_modules/pg'), { recursive: true })
  writeFileSync(join(folder, 'node_modules/pg/index.js'), driver)
  for (const name of ['postgres', 'shared']) mkdirSync(database(name), { recursive: true })
  return { folder, database, databases: () => readdirSync(database('')).sort() }
}
