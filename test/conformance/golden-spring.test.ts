/** What Spring's containers were seen to do is what the model can do; no Java is needed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../../conformance/setup/places.ts'
import { eventOf, textOf } from '../../conformance/spring/event-text.ts'
import {
  allKept,
  type Kept,
  readKept,
  type Shelf,
  tracesOf,
} from '../../conformance/spring/kept.ts'
import { strategyNamed } from '../../conformance/spring/strategies.ts'
import { type Matched, matchTrace } from '../../conformance/trace/match.ts'
import type { Trace, TraceEvent } from '../../conformance/trace/trace.ts'
import { readPaths, writeThem } from './kept-paths.ts'

const kept = allKept('spring')
/** Generous, for busy machines. */
const bounds = { states: 100_000, seconds: 60 }
const paths = { spring: readPaths('spring'), 'spring-matrix': readPaths('spring-matrix') }

test('traces of two lines of versions are kept', () => {
  expect(new Set(kept.map(({ line }) => line))).toEqual(new Set(['3.3', '4.1']))
})

describe.each([...new Set(kept.map(({ line }) => line))])('spring-kafka %s', (line) => {
  test.each(kept.filter((one) => one.line === line).map(({ name }) => name))('%s', (name) => {
    for (const found of matched('spring', line, name)) {
      expect(found).toMatchObject({ outcome: 'match' })
    }
  })
})

describe.each(['3.3', '4.1'])('drawn from the matrix, spring-kafka %s', (line) => {
  const drawn = allKept('spring-matrix').filter((one) => one.line === line)
  test.each(drawn.map(({ name }) => name))('%s', (name) => {
    for (const found of matched('spring-matrix', line, name)) {
      expect(found).toMatchObject({ outcome: 'match' })
    }
  })
})

// Behind the others: it looks at what they had to search for.
test.each(['spring', 'spring-matrix'] as const)('%s: on the paths that are kept', (shelf) => {
  expect(paths[shelf].stale(), writeThem).toEqual([])
})

test('a trace with a commit too far is none of the model', () => {
  const [trace] = tracesOf(read('4.1', 'spring-batch.none'))
  if (trace === undefined) throw new Error('nothing is kept')
  const members = Object.fromEntries(
    Object.entries(trace.members).map(([name, events]) => [name, events.map(commitOneMore)]),
  )
  expect(matchTrace(strategyNamed(trace.strategy), { ...trace, members }).outcome).toBe('no-path')
})

// Found with an allowed step, and only where a lapsed session is not the first thing to try.
test('four commits under way when their member is frozen', () => {
  const name = '4.1.spring-record-async.pause.json'
  const file = join(root, 'conformance', 'golden', 'hard', name)
  const trace = JSON.parse(readFileSync(file, 'utf8')) as Trace
  expect(matchTrace(strategyNamed(trace.strategy), trace, bounds).outcome).toBe('match')
})

// A client of 4.2 asks for no more while records wait in its buffer; one of 3.9 would.
test('a partition is polled again where the other one has not been asked for', () => {
  const name = '4.1.async-default-MANUAL_IMMEDIATE-batch-tells-index.crash.always.json'
  const file = join(root, 'conformance', 'golden', 'hard', name)
  const trace = JSON.parse(readFileSync(file, 'utf8')) as Trace
  const strategy = strategyNamed(trace.strategy)
  const found = matchTrace(strategy, trace, bounds)
  expect(found.outcome === 'match' && found.allowed).toContain('no-fetch-beside-buffered')
  const older = { ...trace, versions: { ...trace.versions, clients: '3.9.1' } }
  expect(matchTrace(strategy, older, { states: 1000, seconds: 2 }).outcome).not.toBe('match')
})

// What a handler lets go of, another one would have polled again.
test('a trace of one error handler is not that of another', () => {
  const isLogging = /^plain-logging-.*(throws|tells-index)\..*once$/
  const name = allKept('spring-matrix').find((one) => isLogging.test(one.name))
  const [trace] = name === undefined ? [] : tracesOf(read(name.line, name.name, 'spring-matrix'))
  if (trace === undefined) throw new Error('nothing is kept')
  const other = strategyNamed(trace.strategy.replace('logging', 'default'))
  expect(matchTrace(other, trace, { states: 2000, seconds: 2 }).outcome).not.toBe('match')
})

function commitOneMore(event: TraceEvent): TraceEvent {
  if (event.kind !== 'commit-requested' && event.kind !== 'commit-acknowledged') return event
  return { ...event, offset: event.offset + 1 }
}

const events: readonly TraceEvent[] = [
  { kind: 'started', after: { A: 12, B: 3 } },
  { kind: 'assigned', partition: 0 },
  { kind: 'polled', partition: 1, offsets: [3, 4] },
  { kind: 'processing-failed', partition: 1, offset: 3, error: 'HandlerError' },
  { kind: 'commit-failed', source: 'sync', partition: 0, offset: 3, error: 'WakeupException' },
  { kind: 'commit-acknowledged', source: 'async', commit: 4, partition: 1, offset: 10 },
  { kind: 'died', error: 'KafkaException' },
]

test.each(events)('the line of $kind says all of it', (event) => {
  expect(eventOf(textOf(event))).toEqual(event)
})

/** What the model says of each variant of the case. */
function matched(shelf: 'spring' | 'spring-matrix', line: string, name: string): Matched[] {
  return tracesOf(read(line, name, shelf)).map((trace, i) =>
    paths[shelf].match(`${line} ${name} ${i + 1}`, strategyNamed(trace.strategy), trace, bounds),
  )
}

function read(line: string, name: string, shelf: Shelf = 'spring'): Kept {
  const found = readKept(shelf, line, name)
  if (found === null) throw new Error(`nothing is kept of ${name}`)
  return found
}
