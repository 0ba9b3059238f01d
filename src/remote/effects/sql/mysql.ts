/** MySQL and MariaDB, by the package `mysql2`. */
import { within } from '../../clock.ts'
import type { Database, DatabaseServer, Row } from './database.ts'
import { loadDriver } from './load-driver.ts'

/** What is used of its connection. */
interface Connection {
  query(text: string): Promise<readonly [unknown, unknown]>
  end(): Promise<unknown>
  on(event: 'error', hear: (error: Error) => void): unknown
}

interface Mysql {
  createConnection(options: Readonly<Record<string, unknown>>): Promise<Connection>
}

const missing = 'effects in MySQL need the package mysql2: npm install mysql2'

/** So long a connection is waited for that does not end. */
const endMs = 1000

/** The servers that URLs name. */
export function mysql(cwd: string): DatabaseServer {
  const { createConnection } = loadDriver('mysql2/promise', cwd, missing) as Mysql
  const open = async (uri: string): Promise<Database> => {
    const connection = await createConnection({
      ...{ uri, multipleStatements: true, supportBigNumbers: true, bigNumberStrings: true },
      dateStrings: true,
    })
    // What it says is said by the next query, too.
    connection.on('error', () => {})
    return {
      rows: async (query) => (await connection.query(query))[0] as readonly Row[],
      run: async (statements) => void (await connection.query(statements)),
      close: async () => void (await within(connection.end(), endMs)),
    }
  }
  const onServer = async (url: string, statement: (name: string) => string) => {
    const [, server = '', name = '', options = ''] =
      /^(\w+:\/\/[^/]*)\/([^?]*)(.*)$/.exec(url) ?? []
    const database = await open(`${server}/${options}`)
    try {
      await database.run(statement(`\`${decodeURIComponent(name).replaceAll('`', '``')}\``))
    } finally {
      await database.close()
    }
  }
  return {
    open,
    create: (url) => onServer(url, (name) => `create database ${name}`),
    drop: (url) => onServer(url, (name) => `drop database if exists ${name}`),
  }
}
