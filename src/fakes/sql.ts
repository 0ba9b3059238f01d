/** Fakes of `pg` and `mysql2`: a query is answered by the user, transactions are let through. */
import { type Answer, answered, type Fake, withoutCallback } from './answer.ts'

/** A query as it is sent. */
export interface Query {
  readonly text: string
  readonly values: readonly unknown[]
}

const ofTransactions = /^\s*(?:begin|start transaction|commit|rollback|savepoint|release|set)\b/i

type Queried =
  | string
  | { readonly text?: string; readonly sql?: string; readonly values?: unknown[] }

function queryOf([first, second]: readonly unknown[]): Query {
  const said = first as Queried
  const text = typeof said === 'string' ? said : (said.text ?? said.sql ?? '')
  const values = typeof said === 'string' ? second : (said.values ?? second)
  return { text, values: Array.isArray(values) ? values : [] }
}

/** The rows of an answer: what is no list is a result of the user's own making. */
async function rowsOf(answer: () => unknown): Promise<{ rows: unknown[] } | { result: unknown }> {
  const given = await answer()
  if (given === undefined) return { rows: [] }
  return Array.isArray(given) ? { rows: given } : { result: given }
}

/** `pg`: `Pool` and `Client`. An answer is rows, or a whole result. */
export function pg(answer: Answer<Query>): Fake {
  return (service) => {
    const query = (...args: unknown[]) =>
      answered(args, async () => {
        const asked = queryOf(args)
        if (ofTransactions.test(asked.text)) return { rows: [], rowCount: 0 }
        const found = await rowsOf(() => answer(asked, service))
        if ('result' in found) return found.result
        return { rows: found.rows, rowCount: found.rows.length }
      })
    class Client {
      query = query
      async connect() {
        return this
      }
      release() {}
      async end() {}
      on() {
        return this
      }
    }
    const types = { setTypeParser() {}, builtins: {} }
    return { Client, Pool: class Pool extends Client {}, types }
  }
}

/** `mysql2` and `mysql2/promise`. An answer is rows, or what stands in their place. */
export function mysql2(answer: Answer<Query>): Fake {
  return (service) => {
    const run = async (args: readonly unknown[]): Promise<[unknown, unknown[]]> => {
      const asked = queryOf(withoutCallback(args))
      if (ofTransactions.test(asked.text)) return [{ affectedRows: 0 }, []]
      const found = await rowsOf(() => answer(asked, service))
      return ['result' in found ? found.result : found.rows, []]
    }
    const query = (...args: unknown[]) => {
      const callback = args.at(-1)
      if (typeof callback !== 'function') return run(args)
      return run(args).then(
        ([rows, fields]) => callback(null, rows, fields),
        (error) => callback(error),
      )
    }
    const nothing = (...args: unknown[]) => answered(args, () => undefined)
    const connection: Record<string, unknown> = {
      ...{ query, execute: query, release() {}, destroy() {}, on: () => connection },
      ...{ beginTransaction: nothing, commit: nothing, rollback: nothing, end: nothing },
      getConnection: (...args: unknown[]) => answered(args, () => connection),
      connect: nothing,
      promise: () => connection,
    }
    return { createPool: () => connection, createConnection: () => connection }
  }
}
