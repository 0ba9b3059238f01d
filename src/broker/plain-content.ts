/** What records hold that nobody has said anything of: an order with an id. */
import type { LogRecord } from '../model/cluster/partition-log.ts'
import type { Content } from './broker-api.ts'

/** Key and value of a record that the cluster made by itself. */
export function plainContent({ key, timestamp }: LogRecord): Content {
  const value = Buffer.from(JSON.stringify({ id: key }))
  return { key: Buffer.from(key), value, headers: [], timestamp }
}
