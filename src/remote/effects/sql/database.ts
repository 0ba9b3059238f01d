/** A database as far as it is asked here. */

/** By column. */
export type Row = Readonly<Record<string, unknown>>

export interface Database {
  /** Rows of the query, of all that is committed. */
  rows(query: string): Promise<readonly Row[]>
  /** Runs statements, with semicolons between them. */
  run(statements: string): Promise<void>
  close(): Promise<void>
}

/** A place for databases. */
export interface DatabaseServer {
  /** An empty database of that URL is made. */
  create(url: string): Promise<void>
  /** It is removed, whoever uses it. */
  drop(url: string): Promise<void>
  open(url: string): Promise<Database>
}

/** Whether it says that a table, or a file, is not there, or not yet. */
export function isMissingTable(error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: string }
  // PostgreSQL: undefined_table, invalid_schema_name.
  if (['42P01', '3F000', 'ER_NO_SUCH_TABLE'].includes(String(code))) return true
  return /^no such table/.test(message ?? '')
}
