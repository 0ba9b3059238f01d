/** Which record a row of a database speaks of. */
import type { LogPlace } from '../../../model/history.ts'
import type { RecordNames } from '../../watching/record-names.ts'
import { placeOfNumber } from '../../watching/record-template.ts'
import type { Row } from './database.ts'

/** The topic whose records they are. */
export interface RowTopic {
  readonly topic: string
  readonly partitions: number
  readonly names: RecordNames
}

/**
 * Its columns `partition` and `offset` say so, with `topic` if there are several; or its column
 * `n`, which is the record's number; or else a name in any of its columns.
 */
export function rowPlaces(row: Row, { topic, partitions, names }: RowTopic): readonly LogPlace[] {
  const columns = new Map(Object.entries(row).map(([name, value]) => [name.toLowerCase(), value]))
  const [partition, offset] = [wholeOf(columns.get('partition')), wholeOf(columns.get('offset'))]
  if (partition !== null && offset !== null) {
    const own = columns.get('topic')
    return own === undefined || own === null || cellText(own) === topic
      ? [{ topic, partition, offset }]
      : []
  }
  const number = wholeOf(columns.get('n'))
  const place = number === null ? null : placeOfNumber(number, partitions)
  if (place !== null) return [{ topic, ...place }]
  return names.in([...columns.values()].map(cellText).join('\n'))
}

function wholeOf(value: unknown): number | null {
  const isNumber = ['number', 'bigint', 'string'].includes(typeof value)
  return isNumber && /^\d{1,15}$/.test(String(value)) ? Number(value) : null
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
