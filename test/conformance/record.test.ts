/** What is said of the last comparison is what was written down of it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readRecord } from '../../conformance/record.ts'
import { heldAgainst as lineOf, trustPage } from '../../conformance/trust.ts'
import { heldAgainst } from '../../src/report/held-against.ts'

const record = readRecord()

test('the line of reports, the README and the page of docs are those of the record', () => {
  expect(heldAgainst).toBe(lineOf(record))
  expect(readFileSync('README.md', 'utf8')).toContain(`\n${heldAgainst}.\n`)
  expect(readFileSync('docs/trust.md', 'utf8')).toBe(trustPage(record))
})

test('a line counts sequences, runs and kills, and what parted', () => {
  const events = { sequences: 25, requests: 500, divergences: 1, happened: { expiry: 1 } }
  const wire = { kafka: '3.9.1', seed: 1, sequences: 1000, requests: 9000, divergences: 2 }
  const runs = { kafka: '3.9.1', clients: '3.9.1', traces: 98, divergences: 0, unknown: 3 }
  const common = { allowed: {}, saysNothing: 0, seconds: 1 }
  const line = lineOf({
    wire: [{ ...wire, ...common, events }],
    java: [{ ...runs, ...common }],
    spring: [],
    kafkajs: [{ kafka: '4.4.0', seed: 1, kills: 200, outside: 1, unknown: 0, seconds: 1 }],
  })
  expect(line).toBe(
    'Held against Apache Kafka 3.9.1: 1,025 sequences; kafka-clients 3.9.1: 98 runs; ' +
      'kafkajs: 200 kills; 4 divergences, 3 undecided',
  )
})
