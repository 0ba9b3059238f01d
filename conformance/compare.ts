/** All parts of the comparison, one after the other, and what is written down of them. */
import { compareClient } from './client/run.ts'
import { compareKafkajs } from './kafkajs/run.ts'
import type { Comparison } from './play/compare.ts'
import type { ConformanceRecord, KillsRecord, TracesRecord, WireRecord } from './record.ts'
import { writeRecord } from './record.ts'
import { compareSpring, defaultVersions } from './spring/run.ts'
import { compareWire } from './wire/compare.ts'
import { compareEvents } from './wire/compare-events.ts'
import { agrees, tellEvents, tellOutcome } from './wire/tell.ts'

/** What can be compared. */
export const parts = ['wire', 'java', 'spring', 'kafkajs'] as const

export type Part = (typeof parts)[number]

export interface Wanted {
  readonly kafka: readonly string[]
  readonly only: readonly Part[]
  readonly sequences: number
  readonly kills: number
  readonly seed: number
  /** Whether traces become golden ones. */
  readonly update: boolean
  /** Whether what was compared is written down. */
  readonly record: boolean
  /** Whether nothing more is to begin. */
  readonly isOver: () => boolean
}

type Say = (line: string) => void

/** What a part came to. */
interface Compared<R> {
  readonly agreed: boolean
  readonly records: readonly R[]
}

/** The Java client with the broker of its version. */
const clientVersions = ['3.9.1']

/** Compares what is wanted: whether nothing parted, and whether every part was begun. */
export async function compare(
  wanted: Wanted,
  say: Say,
): Promise<{ readonly agreed: boolean; readonly isWhole: boolean }> {
  let [agreed, isWhole] = [true, true]
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
    Object.assign(record, { [part]: compared.records })
  }
  if (wanted.record) writeRecord(record)
  return { agreed, isWhole }
}

const comparePart: {
  readonly [P in Part]: (wanted: Wanted, say: Say) => Promise<Compared<unknown>>
} = {
  wire: compareRequests,
  java: compareJava,
  spring: compareContainers,
  kafkajs: compareKills,
}

async function compareRequests(wanted: Wanted, say: Say): Promise<Compared<WireRecord>> {
  const { kafka, sequences, seed, isOver } = wanted
  let agreed = true
  const records: WireRecord[] = []
  for (const version of kafka) {
    const plain = { sequences, seed, sequence: null, first: false, isOver }
    const outcome = await compareWire(version, plain, say)
    for (const line of tellOutcome(outcome)) say(line)
    const events = await compareEvents(version, { sequences, seed, isOver }, say)
    if (events.sequences > 0) for (const line of tellEvents(events)) say(line)
    agreed &&= agrees(outcome) && events.divergences.length === 0
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
  return { agreed, records }
}

async function compareJava(wanted: Wanted, say: Say): Promise<Compared<TracesRecord>> {
  let agreed = true
  const records: TracesRecord[] = []
  for (const version of clientVersions) {
    const began = performance.now()
    const versions = { kafka: version, clients: version }
    const comparison = await compareClient({ ...versions, update: wanted.update }, say)
    agreed &&= isWell(comparison)
    const unknown = comparison.unknown.length + comparison.failed.length
    const divergences = comparison.divergences.length
    say(
      `kafka-clients ${version}: ${comparison.traces} runs, ${divergences} divergences, ` +
        `${comparison.changed.length} changed, ${unknown} undecided, ${secondsSince(began)} s`,
    )
    records.push({
      ...{ ...versions, traces: comparison.traces, divergences, unknown },
      allowed: Object.fromEntries(comparison.allowed),
      seconds: secondsSince(began),
    })
  }
  return { agreed, records }
}

function isWell({ divergences, changed, unknown, failed }: Comparison): boolean {
  return divergences.length + changed.length + unknown.length + failed.length === 0
}

async function compareContainers(wanted: Wanted, say: Say): Promise<Compared<TracesRecord>> {
  let agreed = true
  const records: TracesRecord[] = []
  for (const versions of defaultVersions) {
    const began = performance.now()
    const outcome = await compareSpring({ versions: [versions], update: wanted.update }, say)
    const { divergences, changed, unknown } = outcome
    agreed &&= divergences.length + changed.length + unknown.length === 0
    say(
      `spring-kafka ${versions.spring}: ${outcome.traces} runs, ${divergences.length} ` +
        `divergences, ${changed.length} changed, ${unknown.length} undecided, ` +
        `${secondsSince(began)} s`,
    )
    records.push({
      ...{ kafka: versions.kafka, spring: versions.spring },
      ...{ traces: outcome.traces, divergences: divergences.length, unknown: unknown.length },
      allowed: {},
      seconds: secondsSince(began),
    })
  }
  return { agreed, records }
}

async function compareKills(wanted: Wanted, say: Say): Promise<Compared<KillsRecord>> {
  const { seed, kills } = wanted
  let agreed = true
  const records: KillsRecord[] = []
  for (const kafka of wanted.kafka) {
    const began = performance.now()
    const outcome = await compareKafkajs({ kafka, seed, kills }, say)
    const { outside, unknown } = outcome
    agreed &&= outside + unknown === 0
    const seconds = secondsSince(began)
    say(
      `kafkajs, Apache Kafka ${kafka}: ${outcome.kills} kills, ${outside} outside, ` +
        `${unknown} undecided, ${seconds} s`,
    )
    records.push({ kafka, seed, kills: outcome.kills, outside, unknown, seconds })
  }
  return { agreed, records }
}

function secondsSince(began: number): number {
  return Math.round((performance.now() - began) / 1000)
}
