/** How the databases of a kind are reached. */
import type { DatabaseServer } from './database.ts'
import { mysql } from './mysql.ts'
import { postgres } from './postgres.ts'
import type { Dialect } from './sql-source.ts'
import { sqlite } from './sqlite.ts'

/** Throws a line that says what is to be installed; `cwd`: where paths begin. */
export function serverOf(dialect: Dialect, cwd: string): DatabaseServer {
  switch (dialect) {
    case 'sqlite':
      return sqlite(cwd)
    case 'postgres':
      return postgres(cwd)
    case 'mysql':
      return mysql(cwd)
  }
}
