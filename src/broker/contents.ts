/**
 * What records hold: what an application's producer wrote, what the service's module makes up for
 * its own handler (`export const record = …`), or else an order with an id.
 */

import type { App } from '../kafkajs/app/app.ts'
import { epochMs } from '../kafkajs/simulation/simulation.ts'
import type { LogRecord, PartitionLog } from '../model/cluster/partition-log.ts'
import type { RecordContent } from '../strategies/kafkajs/service.ts'
import type { WireHeader } from '../wire/record.ts'

/** A record's key, value, headers and time, in bytes. */
export interface Content {
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: readonly WireHeader[]
  readonly timestamp: number
}

/** What the record holds. */
export function contentOf(app: App, log: PartitionLog, record: LogRecord): Content {
  const { key, payload, offset } = record
  if (payload !== null) return payload as Content
  const { makeRecord } = app.simulation
  if (makeRecord === null) {
    const value = Buffer.from(JSON.stringify({ id: key }))
    return { key: Buffer.from(key), value, headers: [], timestamp: epochMs }
  }
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
    timestamp: epochMs,
  }
}

function bytes(value: string | Buffer | null): Buffer | null {
  return typeof value === 'string' ? Buffer.from(value) : value
}
