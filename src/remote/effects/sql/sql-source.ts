/** Effects that are rows of a database: where it is, and how they are asked for. */

export type Dialect = 'sqlite' | 'postgres' | 'mysql'

export interface SqlSource {
  readonly kind: 'sql'
  readonly dialect: Dialect
  /** Of SQLite: the path of its file. Here, and below, a run's own words are filled in. */
  readonly url: string
  /** Lists what has taken effect, a row for each time. */
  readonly query: string
  /** Statements that are run before each run; null: none. */
  readonly setup: string | null
}

const dialects: Readonly<Record<string, Dialect>> = {
  ...{ sqlite: 'sqlite', postgres: 'postgres', postgresql: 'postgres' },
  ...{ mysql: 'mysql', mariadb: 'mysql' },
}

/** Where the database is, in these words, the query left open; null: they do not say. */
export function sqlSourceOf(words: string): SqlSource | null {
  const [, scheme = '', rest = ''] = /^([a-z]+):(.+)$/s.exec(words) ?? []
  const dialect = dialects[scheme]
  const open = { kind: 'sql', query: '', setup: null } as const
  if (dialect === undefined) return null
  if (dialect === 'sqlite') return { ...open, dialect, url: rest.replace(/^\/\/(?=.)/, '') }
  if (!/^\/\/[^/]*\/[^/?]+/.test(rest)) return null
  return { ...open, dialect, url: `${dialect}:${rest}` }
}

/** As `--effects` takes it. */
export function sqlWords({ dialect, url }: SqlSource): string {
  return dialect === 'sqlite' ? `sql:sqlite:${url}` : `sql:${url}`
}

/** Whether no other run finds what one has left. */
export function isOfOneRun({ url, query }: SqlSource): boolean {
  return /\{(run|dir)\}/.test(`${url} ${query}`)
}

/** Whether its database is to be made when a run begins, and removed when it has ended. */
export function isMadeForRun({ url }: SqlSource): boolean {
  return /^[^?]*\{run\}/.test(url)
}
