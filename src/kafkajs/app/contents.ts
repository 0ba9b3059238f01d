/**
 * What records hold that no application's producer wrote: what the service's module makes up for
 * its own handler (`export const record = …`), or else an order with an id.
 */
import type { Content } from '../../broker/broker-api.ts'
import { plainContent } from '../../broker/plain-content.ts'
import type { LogRecord, PartitionLog } from '../../model/cluster/partition-log.ts'
import type { RecordContent } from '../../strategies/kafkajs/service.ts'
import type { Process } from '../simulation/simulation.ts'

/** What the record holds. */
export function madeContent(app: Process, log: PartitionLog, record: LogRecord): Content {
  const { makeRecord } = app.simulation
  if (makeRecord === null) return plainContent(record)
  const { offset } = record
  let made: RecordContent = { value: null }
  const { topic, partition } = log
  app.enter(() => {
    made = makeRecord({ topic, partition, offset })
  })
  return {
    key: bytes(made.key ?? null),
    value: bytes(made.value),
    headers: Object.entries(made.headers ?? {}).map(([name, value]) => ({
      key: name,
      value: bytes(value),
    })),
    timestamp: record.timestamp,
  }
}

function bytes(value: string | Buffer | null): Buffer | null {
  return typeof value === 'string' ? Buffer.from(value) : value
}
