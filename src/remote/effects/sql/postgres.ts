/** PostgreSQL, by the package `pg`. */
import { within } from '../../clock.ts'
import type { Database, DatabaseServer, Row } from './database.ts'
import { loadDriver } from './load-driver.ts'

interface Result {
  readonly rows: readonly Row[]
}

/** What is used of its client. */
interface PgClient {
  connect(): Promise<unknown>
  query(text: string): Promise<Result | readonly Result[]>
  end(): Promise<unknown>
  on(event: 'error', hear: (error: Error) => void): unknown
}

interface Pg {
  readonly Client: new (options: { readonly connectionString: string }) => PgClient
}

const missing = 'effects in PostgreSQL need the package pg: npm install pg'

/** So long a connection is waited for that does not end. */
const endMs = 1000

/** The servers that URLs name. */
export function postgres(cwd: string): DatabaseServer {
  const { Client } = loadDriver('pg', cwd, missing) as Pg
  const open = async (connectionString: string): Promise<Database> => {
    const client = new Client({ connectionString })
    // What it says is said by the next query, too.
    client.on('error', () => {})
    await client.connect()
    const ask = async (text: string): Promise<readonly Row[]> => {
      const result = await client.query(text)
      return 'rows' in result ? result.rows : (result.at(-1)?.rows ?? [])
    }
    return {
      rows: ask,
      run: async (statements) => void (await ask(statements)),
      close: async () => void (await within(client.end(), endMs)),
    }
  }
  const inMaintenance = async (url: string, statement: (name: string) => string) => {
    const { name, maintenance } = addressOf(url)
    const database = await open(maintenance)
    try {
      await database.run(statement(`"${name.replaceAll('"', '""')}"`))
    } finally {
      await database.close()
    }
  }
  return {
    open,
    create: (url) => inMaintenance(url, (name) => `create database ${name}`),
    drop: (url) => inMaintenance(url, (name) => `drop database if exists ${name} with (force)`),
  }
}

/** The database that the URL names, and the one that is always there. */
function addressOf(url: string): { readonly name: string; readonly maintenance: string } {
  const [, server = '', name = '', options = ''] = /^(\w+:\/\/[^/]*)\/([^?]*)(.*)$/.exec(url) ?? []
  return { name: decodeURIComponent(name), maintenance: `${server}/postgres${options}` }
}
