/**
 * What was compared last, and with what: `npm run conformance -- --record` writes it down, and what
 * the docs, the page and the terminal say of it is made from there.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './setup/places.ts'
import { heldAgainst, heldAgainstFile, trustPage } from './trust.ts'

/** Random requests to one version of Apache Kafka. */
export interface WireRecord {
  readonly kafka: string
  readonly seed: number
  readonly sequences: number
  readonly requests: number
  readonly divergences: number
  /** Sequences that parted once and not again, or that a busy machine disturbed. */
  readonly saysNothing: number
  /** Allowed differences that occurred, by name. */
  readonly allowed: Readonly<Record<string, number>>
  /** Sequences with an event of the cluster in the middle. */
  readonly events: {
    readonly sequences: number
    readonly requests: number
    readonly divergences: number
    readonly happened: Readonly<Record<string, number>>
  }
  readonly seconds: number
}

/** Runs of a real consumer, each looked for among the model's. */
export interface TracesRecord {
  readonly kafka: string
  /** Absent: what spring-kafka asks for. */
  readonly clients?: string
  /** Absent: the client alone. */
  readonly spring?: string
  readonly traces: number
  readonly divergences: number
  /** Traces that could not be decided. */
  readonly unknown: number
  /** Those that parted once and not again. */
  readonly saysNothing: number
  /** Allowed differences that occurred, by name. */
  readonly allowed: Readonly<Record<string, number>>
  readonly seconds: number
}

/** Configurations of Spring's container, drawn from all that there are; names are theirs. */
export interface MatrixRecord {
  readonly kafka: string
  readonly spring: string
  readonly seed: number
  /** How many there are to draw from, and how many were drawn and played. */
  readonly configurations: number
  readonly played: number
  readonly matched: number
  readonly parted: readonly string[]
  readonly undecided: readonly string[]
  /** Those that parted once and not again. */
  readonly notRepeated: readonly string[]
  /** Allowed differences that occurred, by name. */
  readonly allowed: Readonly<Record<string, number>>
  readonly seconds: number
}

/** Real kafkajs services that were killed or stopped. */
export interface KillsRecord {
  readonly kafka: string
  readonly seed: number
  readonly kills: number
  readonly outside: number
  readonly unknown: number
  readonly seconds: number
}

/** All of it. A part that was not compared in a run stays as it was. */
export interface ConformanceRecord {
  readonly wire: readonly WireRecord[]
  readonly java: readonly TracesRecord[]
  readonly spring: readonly TracesRecord[]
  /** Absent: not written down yet. */
  readonly 'spring-matrix'?: readonly MatrixRecord[]
  readonly kafkajs: readonly KillsRecord[]
  /** What else a reader must know of these figures; a new record of the wire takes it away. */
  readonly note?: string
}

const file = join(root, 'conformance', 'record.json')

/** What was written down last. */
export function readRecord(): ConformanceRecord {
  return JSON.parse(readFileSync(file, 'utf8')) as ConformanceRecord
}

/** Writes down the parts that were compared, and makes what is said of them. */
export function writeRecord(parts: Partial<ConformanceRecord>): void {
  const { note, ...before } = readRecord()
  const kept = parts.wire === undefined && note !== undefined ? { note } : {}
  const record = { ...before, ...kept, ...parts, ...drawn(before, parts) }
  replace(file, `${JSON.stringify(record, null, 2)}\n`)
  replace(join(root, 'docs', 'trust.md'), trustPage(record))
  replace(join(root, 'src', 'report', 'held-against.ts'), heldAgainstFile(record))
  const readme = join(root, 'README.md')
  const text = readFileSync(readme, 'utf8')
  replace(
    readme,
    text.replace(/^Held against .*$/m, () => `${heldAgainst(record)}.`),
  )
}

/** What was drawn of one line of versions takes nothing away from another's. */
function drawn(before: ConformanceRecord, parts: Partial<ConformanceRecord>) {
  const [old = [], fresh = []] = [before['spring-matrix'], parts['spring-matrix']]
  const others = old.filter((one) => !fresh.some(({ spring }) => spring === one.spring))
  const all = [...others, ...fresh]
  return all.length === 0 ? {} : { 'spring-matrix': all }
}

function replace(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, text)
  renameSync(unfinished, path)
}
