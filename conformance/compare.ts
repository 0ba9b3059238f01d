/** All parts of the comparison, one after the other, and what is written down of them. */
import { compareClient } from './client/run.ts'
import {
  compareContainers,
  compareDrawn,
  compareProject,
  compareRetryTopics,
  tellTraces,
} from './compare-spring.ts'
import { type Compilation, compileJava, compileScala } from './examples/compile.ts'
import { compareKafkajs } from './kafkajs/run.ts'
import type { ConformanceRecord, KillsRecord, TracesRecord, WireRecord } from './record.ts'
import { writeRecord } from './record.ts'
import { allowances } from './trace/allowed.ts'
import { type Compared, type Part, parts, type Say, secondsSince, type Wanted } from './wanted.ts'
import { compareWire } from './wire/compare.ts'
import { compareEvents } from './wire/compare-events.ts'
import { agrees, tellEvents, tellOutcome } from './wire/tell.ts'

/** The Java client with the broker of its version. */
const clientVersions = ['3.9.1']

/** Compares what is wanted: whether nothing parted, and whether every part was begun. */
export async function compare(
  wanted: Wanted,
  say: Say,
): Promise<{ readonly agreed: boolean; readonly isWhole: boolean }> {
  let [agreed, isWhole] = [true, true]
  const traces: Compared<TracesRecord>[] = []
  const record: { -readonly [P in keyof ConformanceRecord]?: ConformanceRecord[P] } = {}
  for (const part of parts) {
    if (!wanted.only.includes(part)) continue
    if (wanted.isOver()) {
      say(`${part}: not begun, the time is over`)
      isWhole = false
      continue
    }
    const compared = await comparePart[part](wanted, say)
    agreed &&= compared.agreed
    if (!compared.isWhole) say(`${part}: not all of it, the time is over`)
    if (compared.records.length > 0) Object.assign(record, { [part]: compared.records })
    if (part === 'java' || part === 'spring') traces.push(compared as Compared<TracesRecord>)
  }
  for (const name of neverNeeded(traces)) {
    say(`never occurred, though allowed: ${name}`)
    agreed = false
  }
  if (wanted.record) writeRecord(record)
  return { agreed, isWhole }
}

/** Steps beyond the model that no trace of clients and containers has needed. */
function neverNeeded(traces: readonly Compared<TracesRecord>[]): readonly string[] {
  // Where not all was compared nothing is known.
  if (traces.length < 2 || !traces.every((one) => one.isWhole)) return []
  const needed = traces.flatMap((one) => one.records.flatMap(({ allowed }) => Object.keys(allowed)))
  return allowances.flatMap(({ name, isSeldom = false }) =>
    isSeldom || needed.includes(name) ? [] : [name],
  )
}

const comparePart: {
  readonly [P in Part]: (wanted: Wanted, say: Say) => Promise<Compared<unknown>>
} = {
  examples: (_, say) => compileExamples(compileJava, say),
  wire: compareRequests,
  java: compareJava,
  spring: compareContainers,
  'spring-matrix': compareDrawn,
  'spring-retry': compareRetryTopics,
  'spring-boot': (_, say) => compareProject(say),
  kafkajs: compareKills,
  'spark-examples': (_, say) => compileExamples(compileScala, say),
}

/** Nothing of it is written down: that they compile is no comparison. */
async function compileExamples(
  compile: () => Promise<readonly Compilation[]>,
  say: Say,
): Promise<Compared<never>> {
  const compilations = await compile()
  for (const { against, files, complaints, seconds } of compilations) {
    say(
      `examples, ${against}: ${files} files, ${complaints === '' ? 'compiled' : 'NOT as they should be'}, ${seconds} s`,
    )
    if (complaints !== '') say(complaints.trimEnd())
  }
  const agreed = compilations.every(({ complaints }) => complaints === '')
  return { agreed, isWhole: true, records: [] }
}

async function compareRequests(wanted: Wanted, say: Say): Promise<Compared<WireRecord>> {
  const { kafka, sequences, seed, isOver } = wanted
  let [agreed, isWhole] = [true, true]
  const records: WireRecord[] = []
  for (const version of kafka) {
    const plain = { sequences, seed, sequence: null, first: false, isOver }
    const outcome = await compareWire(version, plain, say)
    for (const line of tellOutcome(outcome)) say(line)
    const events = await compareEvents(version, { sequences, seed, isOver }, say)
    if (events.sequences > 0) for (const line of tellEvents(events)) say(line)
    agreed &&= agrees(outcome) && events.divergences.length === 0
    isWhole &&= outcome.sequences === sequences && events.isWhole
    records.push({
      ...{ kafka: version, seed, sequences: outcome.sequences, requests: outcome.requests },
      divergences: outcome.divergences.length,
      saysNothing: outcome.notRepeated + outcome.disturbed,
      allowed: Object.fromEntries(outcome.allowed),
      events: {
        ...{ sequences: events.sequences, requests: events.requests, happened: events.events },
        divergences: events.divergences.length,
      },
      seconds: outcome.seconds + events.seconds,
    })
  }
  return { agreed, isWhole, records }
}

async function compareJava(wanted: Wanted, say: Say): Promise<Compared<TracesRecord>> {
  const { update, isOver } = wanted
  let [agreed, isWhole] = [true, true]
  const records: TracesRecord[] = []
  for (const version of clientVersions) {
    const began = performance.now()
    const versions = { kafka: version, clients: version }
    const comparison = await compareClient({ ...versions, update, isOver }, say)
    const { traces, leftOut, divergences, changed, varied, failed, notRepeated, allowed } =
      comparison
    const unknown = comparison.unknown.length + failed.length
    agreed &&= divergences.length + changed.length + unknown === 0
    isWhole &&= leftOut === 0
    const record = {
      ...{ ...versions, traces: traces - leftOut, divergences: divergences.length, unknown },
      ...{ saysNothing: notRepeated.length, allowed: Object.fromEntries(allowed) },
      seconds: secondsSince(began),
    }
    tellTraces(`kafka-clients ${version}`, record, { changed, varied }, say)
    records.push(record)
  }
  return { agreed, isWhole, records }
}

async function compareKills(wanted: Wanted, say: Say): Promise<Compared<KillsRecord>> {
  const { seed, kills, isOver } = wanted
  let [agreed, isWhole] = [true, true]
  const records: KillsRecord[] = []
  for (const kafka of wanted.kafka) {
    const began = performance.now()
    const outcome = await compareKafkajs({ kafka, seed, kills, isOver }, say)
    const { outside, unknown, leftOut } = outcome
    agreed &&= outside + unknown === 0
    isWhole &&= leftOut === 0
    const seconds = secondsSince(began)
    say(
      `kafkajs, Apache Kafka ${kafka}: ${outcome.kills} kills, ${outside} outside, ` +
        `${unknown} undecided, ${seconds} s`,
    )
    records.push({ kafka, seed, kills: outcome.kills, outside, unknown, seconds })
  }
  return { agreed, isWhole, records }
}
