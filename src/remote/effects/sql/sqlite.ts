/**
 * SQLite, by the module that Node has since 22.13, or else by the package `better-sqlite3`.
 *
 * The file is opened as a program opens it, not to be read only: what a process left that was
 * killed in a transaction is rolled back by who reads next. Nothing is locked longer than a query
 * takes; what is locked is asked again.
 */
import { existsSync, rmSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { wait } from '../../clock.ts'
import type { Database, DatabaseServer, Row } from './database.ts'
import { loadDriver, requireFrom } from './load-driver.ts'

/** What is used of either. */
interface Statement {
  all(): readonly Row[]
}

interface File<S = Statement> {
  prepare(query: string): S
  exec(statements: string): unknown
  close(): unknown
}

type OpenFile = (path: string) => File

/** Later versions of the package need a Node that has the module. */
const missing =
  'effects in SQLite need Node 22.13 or later, or a package: npm install better-sqlite3@12'

const busyMs = 3

/** Files of this machine. */
export function sqlite(cwd: string): DatabaseServer {
  const openFile = ofNode() ?? ofPackage(cwd)
  const pathOf = (url: string) => resolve(cwd, url)
  return {
    open: async (url) => new SqliteDatabase(pathOf(url), openFile),
    // It is made by who opens it first.
    create: async () => {},
    drop: async (url) => {
      for (const end of ['', '-wal', '-shm', '-journal']) rmSync(pathOf(url) + end, { force: true })
    },
  }
}

class SqliteDatabase implements Database {
  readonly #path: string
  readonly #openFile: OpenFile
  #file: File | null = null
  /** Of the file that is open: one that was put in its place is another. */
  #inode = 0
  #isClosed = false

  constructor(path: string, openFile: OpenFile) {
    this.#path = path
    this.#openFile = openFile
  }

  async rows(query: string): Promise<readonly Row[]> {
    while (!this.#isClosed) {
      try {
        // A program may make its database when it starts.
        if (!existsSync(this.#path)) throw new Error(`no such table: no file ${this.#path}`)
        return this.#opened().prepare(query).all()
      } catch (error) {
        if (!isBusy(error)) throw error
        await wait(busyMs)
      }
    }
    return []
  }

  async run(statements: string): Promise<void> {
    this.#opened().exec(statements)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#file?.close()
    this.#file = null
  }

  #opened(): File {
    const inode = existsSync(this.#path) ? statSync(this.#path).ino : 0
    if (this.#file !== null && inode === this.#inode) return this.#file
    this.#file?.close()
    this.#file = this.#openFile(this.#path)
    this.#inode = statSync(this.#path).ino
    return this.#file
  }
}

function isBusy(error: unknown): boolean {
  const { code, errcode } = error as { readonly code?: string; readonly errcode?: number }
  return /^SQLITE_(BUSY|LOCKED)/.test(code ?? '') || ((errcode ?? 0) & 0xff) === 5
}

interface NodeStatement extends Statement {
  setReadBigInts(isSo: boolean): void
}

interface NodeSqlite {
  readonly DatabaseSync: new (path: string) => File<NodeStatement>
}

/** Null: this Node has none. */
function ofNode(): OpenFile | null {
  const found = requireFrom(import.meta.url, 'node:sqlite') as NodeSqlite | null
  if (found === null) return null
  return (path) => {
    const file = new found.DatabaseSync(path)
    return {
      prepare: (query) => {
        const statement = file.prepare(query)
        statement.setReadBigInts(true)
        return statement
      },
      exec: (statements) => file.exec(statements),
      close: () => file.close(),
    }
  }
}

interface BetterStatement extends Statement {
  safeIntegers(isSo: boolean): Statement
}

type BetterSqlite = new (
  path: string,
  options: { readonly timeout: number },
) => File<BetterStatement>

function ofPackage(cwd: string): OpenFile {
  const Better = loadDriver('better-sqlite3', cwd, missing) as BetterSqlite
  return (path) => {
    const file = new Better(path, { timeout: 0 })
    return {
      prepare: (query) => file.prepare(query).safeIntegers(true),
      exec: (statements) => file.exec(statements),
      close: () => file.close(),
    }
  }
}
