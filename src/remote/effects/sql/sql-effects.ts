/**
 * Effects that are rows of a database: a query lists them, and each row that names a record is one
 * time that it took effect.
 *
 * Behaviour: the query is asked over and over again, and once more before a commit is taken, so
 * that what a process has done before it commits is seen before. What is counted is rows: where a
 * row is changed that was there already, nothing more took effect; where one is removed, what it
 * said is not taken back. A run begins with none, or its effects could not be told from those of
 * another: a program that leaves out what it finds done would do nothing.
 */
import type { LogPlace } from '../../../model/history.ts'
import { within } from '../../clock.ts'
import { recordName } from '../../watching/record-names.ts'
import { fillWords } from '../fill-words.ts'
import { type Database, type DatabaseServer, isMissingTable, type Row } from './database.ts'
import { type RowTopic, rowPlaces } from './row-places.ts'
import { serverOf } from './server-of.ts'
import { isMadeForRun, type SqlSource } from './sql-source.ts'

/** What they are of, and who hears of them. */
export interface SqlOptions {
  readonly source: SqlSource
  /** What `{run}` and `{dir}` stand for. */
  readonly words: Readonly<Record<string, string>>
  readonly cwd: string
  readonly of: RowTopic
  readonly seen: (place: LogPlace) => void
  /** The run cannot go on, and why. */
  readonly failed: (problem: string) => void
}

/** So long a query may take. */
const queryMs = 5000

export class SqlEffects {
  /** Where the database is, the run's own words filled in. */
  readonly url: string
  readonly #query: string
  readonly #of: SqlOptions
  #server: DatabaseServer | null = null
  #database: Database | null = null
  #isMade = false
  #isClosed = false
  /** Why nothing could be listed yet; null: something could, if only nothing. */
  #missing: string | null = null
  /** How many rows there were of a record, at most, by its name. */
  readonly #counts = new Map<string, number>()
  #reading: Promise<void> = Promise.resolve()
  /** A query that has not begun yet. */
  #next: Promise<void> | null = null

  constructor(of: SqlOptions) {
    this.#of = of
    this.url = fillWords(of.source.url, of.words)
    this.#query = fillWords(of.source.query, of.words)
  }

  /** Resolves with why it cannot be used; null: it can. */
  async open(): Promise<string | null> {
    const { source, cwd, words } = this.#of
    try {
      const server = serverOf(source.dialect, cwd)
      this.#server = server
      if (isMadeForRun(source)) {
        await server.create(this.url)
        this.#isMade = true
      }
      this.#database = await server.open(this.url)
      if (source.setup !== null) await this.#database.run(fillWords(source.setup, words))
    } catch (error) {
      return `--effects sql: ${messageOf(error)}`
    }
    return this.#unlessEmpty()
  }

  /** Resolves when a query that begins from now on has been answered. */
  look(): Promise<void> {
    this.#next ??= this.#reading.then(() => {
      this.#next = null
      this.#reading = this.#read()
      return this.#reading
    })
    return this.#next
  }

  /** Why nothing was ever listed; null: the query could be asked. */
  get problem(): string | null {
    return this.#missing === null ? null : `--effects-query: ${this.#missing}`
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#reading
    await this.#database?.close().catch(ignore)
    if (this.#isMade) await this.#server?.drop(this.url).catch(ignore)
  }

  async #unlessEmpty(): Promise<string | null> {
    const rows = await this.#rows()
    if (typeof rows === 'string') return rows
    const [first] = rows.flatMap((row) => rowPlaces(row, this.#of.of))
    if (first === undefined) return null
    return (
      `--effects-query lists ${recordName(first)} before the run has begun: each run must find ` +
      'nothing; with {run} in its URL it has a database of its own, --effects-setup can empty one'
    )
  }

  async #read(): Promise<void> {
    if (this.#isClosed || this.#database === null) return
    const rows = await this.#rows()
    if (this.#isClosed) return
    if (typeof rows === 'string') return this.#of.failed(rows)
    const counts = new Map<string, number>()
    for (const place of rows.flatMap((row) => rowPlaces(row, this.#of.of))) {
      const name = recordName(place)
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      if (count <= (this.#counts.get(name) ?? 0)) continue
      this.#counts.set(name, count)
      this.#of.seen(place)
    }
  }

  /** A text: why the run cannot go on. */
  async #rows(): Promise<readonly Row[] | string> {
    try {
      const asked = this.#database?.rows(this.#query) ?? Promise.resolve([])
      const rows = await within(asked, queryMs)
      if (rows === null) return `--effects-query was not answered within ${queryMs / 1000} s`
      this.#missing = null
      return rows
    } catch (error) {
      if (!isMissingTable(error)) return `--effects-query: ${messageOf(error)}`
      // The program makes it, perhaps.
      this.#missing = messageOf(error)
      return []
    }
  }
}

/** One line; several addresses that were tried have only a code. */
function messageOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException
  const [line = ''] = (message || code || String(error)).split('\n')
  return line
}

function ignore(): void {}
