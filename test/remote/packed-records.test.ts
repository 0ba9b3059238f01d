/** Records that are kept as bytes are those that an array would keep. */
import seedrandom from 'seedrandom'
import { expect, test } from 'vitest'
import type { LogRecord } from '../../src/model/cluster/partition-log.ts'
import { PackedRecords } from '../../src/remote/packed-records.ts'

const record: LogRecord = {
  ...{ offset: 0, type: 'data', key: 'a-b-0-0', leaderEpoch: 0, payload: null },
  ...{ producerId: -1, producerEpoch: -1, timestamp: 1_767_225_600_000 },
  ...{ transactional: false, marker: 'none' },
}

function someRecord(random: () => number, offset: number): LogRecord {
  const some = <T>(...values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  const timestamp = some(-1, 0, 1_767_225_600_000 + offset, Number.MAX_SAFE_INTEGER)
  const bytes = () => some(null, Buffer.alloc(0), Buffer.alloc(some(3, 300), 'x'))
  const headers = some([], [{ key: 'é', value: bytes() }])
  const payload = some(null, { key: bytes(), value: bytes(), headers, timestamp })
  const own = { offset, timestamp, leaderEpoch: some(0, 1), producerId: some(-1, 7) }
  if (random() < 0.1) return { ...record, ...own, type: 'control', key: '', marker: 'abort' }
  return { ...record, ...own, payload, key: `a-b-0-${offset}`, producerEpoch: some(-1, 3) }
}

test.each(['1', '2', '3'])('whatever is written and taken out, as an array (seed %s)', (seed) => {
  const random = seedrandom.alea(seed)
  const packed = new PackedRecords()
  const plain: LogRecord[] = []
  const both = [packed, plain]
  let offset = 0
  for (let step = 0; step < 60; step++) {
    const kind = random()
    if (kind < 0.6) {
      for (let left = Math.floor(random() * 400); left > 0; left--) {
        offset += random() < 0.02 ? 5 : 1
        const one = someRecord(random, offset)
        for (const records of both) records.push(one)
      }
    } else if (kind < 0.75) {
      const count = Math.floor(random() * plain.length * 0.6)
      for (const records of both) records.splice(0, count)
    } else if (kind < 0.9) {
      const count = Math.floor(random() * plain.length * 0.4)
      for (const records of both) records.splice(plain.length - count, count)
    } else {
      const at = Math.floor(random() * plain.length)
      const one = plain[at]
      if (one === undefined) continue
      for (const records of both) records.splice(at, 1, { ...one, type: 'aborted' })
    }
    expect(packed.length).toBe(plain.length)
    const from = Math.floor(random() * plain.length)
    expect(packed.slice(from, from + 9)).toEqual(plain.slice(from, from + 9))
    expect([packed.at(0), packed.at(plain.length)]).toEqual([plain[0], undefined])
  }
  const offsets = [...packed].map(({ offset }) => offset)
  expect(offsets).toEqual(plain.map((one) => one.offset))
})

test('what was given out stays as it is', () => {
  const records = new PackedRecords()
  const bytes = { key: null, value: Buffer.from('one'), headers: [], timestamp: record.timestamp }
  records.push({ ...record, payload: bytes })
  const given = records.at(0)
  records.splice(0, 1, { ...record, payload: bytes, type: 'aborted' })
  records.splice(0, 1)
  for (let i = 0; i < 500; i++) records.push({ ...record, payload: { ...bytes, key: bytes.value } })
  expect(given).toEqual({ ...record, payload: bytes })
})
