/** `run --record` and `--value`: what records hold, and what cannot be one. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordsOf } from '../../src/cli/remote-run/records-of.ts'
import { RecordNames, recordUuid } from '../../src/remote/watching/record-names.ts'
import { placeOfNumber, recordContent } from '../../src/remote/watching/record-template.ts'
import { folderOf } from './fake-terminal.ts'

function recordsIn(text: string, knowsNumbers = false) {
  const folder = folderOf({})
  writeFileSync(join(folder, 'r.jsonl'), text)
  return recordsOf({ record: 'r.jsonl' }, knowsNumbers, folder)
}

/** Key, value and headers of the record of that place, as texts. */
function heldAt(text: string, partition: number, offset: number, knowsNumbers = false) {
  const of = { partitions: 2, templates: recordsIn(text, knowsNumbers) }
  const place = { topic: 'orders', partition, offset }
  const { key, value, headers } = recordContent(place, 0, of)
  const named = headers.map((header) => [header.key, String(header.value)])
  return [key === null ? null : String(key), value === null ? null : String(value), ...named]
}

const uuid = recordUuid({ topic: 'orders', partition: 1, offset: 3 })

test.each([
  ['a value', '{"order":"{id}","no":"{n}"}', ['orders-1@3', '{"order":"orders-1@3","no":8}']],
  ['a value of several lines', '{\n "cents": 250\n}\n', ['orders-1@3', '{"cents":250}']],
  [
    'numbers as they are written',
    '{"a":1.50,"b":12345678901234567890,"c":[-1e+2,"7"]}',
    ['orders-1@3', '{"a":1.50,"b":12345678901234567890,"c":[-1e+2,"7"]}'],
  ],
  ['a text', '"paid {id}, \\"{n}\\""', ['orders-1@3', 'paid orders-1@3, "8"']],
  [
    'a record',
    '{"key":"{uuid}","value":{"a":"no {n}"},"headers":{"trace":"t-{id}"}}',
    [uuid, '{"a":"no 8"}', ['trace', 't-orders-1@3']],
  ],
  ['a key that is a number', '{"key":1.0,"value":"{id}"}', ['1.0', 'orders-1@3']],
  ['no key', '{"key":null,"value":"{uuid}"}', [null, uuid]],
  ['a deletion', '{"value":null}', ['orders-1@3', null]],
  ['what only looks like a record', '{"value":1,"id":2}', ['orders-1@3', '{"value":1,"id":2}']],
])('%s is held as it was given', (_, text, held) => expect(heldAt(text, 1, 3)).toEqual(held))

test.each([
  ['lines', '"a"\n\n"b"\r\n"c"\n'],
  ['a list', '["a", "b",\n "c"]'],
])('%s come in turn', (_, text) => {
  const values = [0, 1, 2, 3, 4].map((n) => heldAt(text, n % 2, Math.floor(n / 2))[1])
  expect(values).toEqual(['a', 'b', 'c', 'a', 'b'])
})

test('a number alone will do where rows of a database can have it', () => {
  const text = '{"key":"7","value":{"id":"{n}"}}'
  expect(heldAt(text, 1, 3, true)).toEqual(['7', '{"id":8}'])
  expect(placeOfNumber(8, 2)).toEqual({ partition: 1, offset: 3 })
  expect(() => recordsIn(text)).toThrow(/nothing tells it from other records/)
})

test('a UUID is as good as a name', () => {
  const names = new RecordNames('orders')
  expect(uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/)
  expect(names.in(`{"id":"${uuid.toUpperCase()}"} orders-1@3`)).toHaveLength(1)
  expect(names.in(uuid)).toEqual([{ topic: 'orders', partition: 1, offset: 3 }])
  expect(new RecordNames('payments').in(uuid)).toEqual([])
})

test.each([
  ['', /^--record r\.jsonl: there is no record in it$/],
  ['[]', /there is no record in it/],
  ['{"a":1}\n{"a":2\n{"a":3}', /^--record r\.jsonl:2: [^\n]+$/],
  ['{\n"a":1,\n}', /^--record r\.jsonl:3: [^\n]+$/],
  ['{"a":', /^--record r\.jsonl:1: [^\n]+$/],
  ['1\n{"key":"7","value":{"a":1}}', /^--record r\.jsonl:2: nothing tells it .* put \{id\}/],
  ['[1,{"key":null,"value":1}]', /^--record r\.jsonl, record 2: nothing tells it/],
  ['{"value":1,"headers":[]}', /headers are an object of texts/],
  ['{"value":1,"headers":{"a":{}}}', /header a is no text/],
])('%j is refused in a line', (text, why) => expect(() => recordsIn(text)).toThrow(why))
