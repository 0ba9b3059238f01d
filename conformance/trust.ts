/** What the docs and the reports say of what was compared. */
import { allowed } from './allowed.ts'
import type {
  ConformanceRecord,
  KillsRecord,
  MatrixRecord,
  TracesRecord,
  WireRecord,
} from './record.ts'
import { allowances } from './trace/allowed.ts'

/** One line: against what the model was held, and what came of it. */
export function heldAgainst(record: ConformanceRecord): string {
  const { wire, java, spring, kafkajs } = record
  const sequences = sum(wire, (one) => one.sequences + one.events.sequences)
  const traces = [...java, ...spring]
  const parts = [
    ...(wire.length > 0
      ? [`Apache Kafka ${versions(wire.map(({ kafka }) => kafka))}: ${count(sequences)} sequences`]
      : []),
    ...(java.length > 0
      ? [`kafka-clients ${versions(java.map(({ clients = '' }) => clients))}: ${runsOf(java)}`]
      : []),
    ...(spring.length > 0
      ? [`spring-kafka ${versions(spring.map((one) => one.spring ?? ''))}: ${runsOf(spring)}`]
      : []),
    ...(kafkajs.length > 0 ? [`kafkajs: ${sum(kafkajs, ({ kills }) => kills)} kills`] : []),
  ]
  const divergences =
    sum(wire, (one) => one.divergences + one.events.divergences) +
    sum(traces, (one) => one.divergences) +
    sum(kafkajs, ({ outside }) => outside)
  const unknown = sum([...traces, ...kafkajs], (one) => one.unknown)
  const open = unknown === 0 ? '' : `, ${unknown} undecided`
  return `Held against ${parts.join('; ')}; ${divergences} divergences${open}`
}

/** The module from which reports take the line. */
export function heldAgainstFile(record: ConformanceRecord): string {
  const lines = wrapped(heldAgainst(record), 90).map((line) => `  '${line}`)
  return [
    '/** Against what the model was held: written by `npm run conformance -- --record`. */',
    'export const heldAgainst =',
    `${lines.join(" ' +\n")}'`,
    '',
  ].join('\n')
}

/** `docs/trust.md`. */
export function trustPage(record: ConformanceRecord): string {
  return [
    '# What the model was held against',
    '',
    'Written by `npm run conformance -- --record`; how it is compared is told in',
    '[conformance/README.md](../conformance/README.md), which part of the model it holds in',
    '[model.md](model.md). Services of real clients beside the model: [clients.md](clients.md).',
    '',
    ...wrapped(`${heldAgainst(record)}.`, 98),
    '',
    ...(record.note === undefined ? [] : [...wrapped(record.note, 98), '']),
    '## The wire, answer by answer',
    '',
    'Random sequences of requests, to the model and to real brokers. With events: a sequence in the',
    'middle of which the broker that leads everything ends (three brokers), or offsets expire. What',
    'parted once and not again, or was disturbed by a busy machine, says nothing.',
    '',
    ...table(
      '| Apache Kafka | seed | sequences | requests | with events | requests | divergences | say nothing | time |',
      '|---|--:|--:|--:|--:|--:|--:|--:|--:|',
      record.wire.map(wireRow),
    ),
    '',
    ...record.wire.flatMap(eventsLine),
    '## The Java client and Spring’s container',
    '',
    'The strategies as real programs under scripted schedules; each run is looked for among all runs',
    'that the model has.',
    '',
    ...table(
      '| Apache Kafka | kafka-clients | spring-kafka | runs | divergences | undecided | say nothing | time |',
      '|---|---|---|--:|--:|--:|--:|--:|',
      [...record.java, ...record.spring].map(tracesRow),
    ),
    '',
    ...matrixSection(record['spring-matrix'] ?? []),
    '## kafkajs',
    '',
    'The strategies as real processes, killed and stopped at moments of their own work; what becomes',
    'of their records must be something that simulated runs come to as well.',
    '',
    ...table(
      '| Apache Kafka | seed | kills | outside | undecided | time |',
      '|---|--:|--:|--:|--:|--:|',
      record.kafkajs.map(killsRow),
    ),
    '',
    '## What differs, and why',
    '',
    ...differences(record),
    '',
  ].join('\n')
}

function table(head: string, rule: string, rows: readonly string[]): readonly string[] {
  return rows.length === 0 ? ['Not written down yet.'] : [head, rule, ...rows]
}

function wireRow(one: WireRecord): string {
  const { kafka, seed, sequences, requests, events, divergences, saysNothing, seconds } = one
  const cells = [sequences, requests, events.sequences, events.requests].map(count)
  const parted = divergences + events.divergences
  return `| ${kafka} | ${seed} | ${cells.join(' | ')} | ${parted} | ${saysNothing} | ${seconds} s |`
}

function eventsLine({ kafka, events }: WireRecord): string[] {
  const happened = Object.entries(events.happened)
  if (happened.length === 0) return []
  return [`${kafka}: ${happened.map(([event, times]) => `${times} × ${event}`).join(', ')}.`, '']
}

function tracesRow(one: TracesRecord): string {
  const { kafka, clients = '–', spring = '–', divergences, unknown, saysNothing, seconds } = one
  const cells = [one.traces, divergences, unknown, saysNothing].join(' | ')
  return `| ${kafka} | ${clients} | ${spring} | ${cells} | ${seconds} s |`
}

function matrixSection(records: readonly MatrixRecord[]): string[] {
  if (records.length === 0) return []
  const names = (what: string, of: (one: MatrixRecord) => readonly string[]) => {
    const all = records.flatMap((one) => of(one).map((name) => `- ${one.spring}: ${name}`))
    return all.length === 0 ? [] : [`${what}:`, '', ...all, '']
  }
  return [
    '## Spring’s options together',
    '',
    'Ack mode, listener, error handler and options, met by an interruption and a record that fails:',
    'configurations drawn from all of them by a seed, each played with the real container and looked',
    'for among all runs that the model has. What parted was played again, twice at most.',
    '',
    ...table(
      '| spring-kafka | Apache Kafka | seed | configurations | played | matched | parted | undecided | time |',
      '|---|---|--:|--:|--:|--:|--:|--:|--:|',
      records.map(matrixRow),
    ),
    '',
    ...names('Parted', ({ parted }) => parted),
    ...names('Undecided', ({ undecided }) => undecided),
    ...names('Parted once and not again', ({ notRepeated }) => notRepeated),
  ]
}

function matrixRow(one: MatrixRecord): string {
  const { spring, kafka, seed, configurations, played, matched, parted, undecided, seconds } = one
  const cells = [count(configurations), played, matched, parted.length, undecided.length]
  return `| ${spring} | ${kafka} | ${seed} | ${cells.join(' | ')} | ${seconds} s |`
}

function killsRow({ kafka, seed, kills, outside, unknown, seconds }: KillsRecord): string {
  return `| ${kafka} | ${seed} | ${kills} | ${outside} | ${unknown} | ${seconds} s |`
}

function differences({ wire, java, spring, ...rest }: ConformanceRecord): string[] {
  const matrix = rest['spring-matrix'] ?? []
  const counts = new Map<string, number>()
  for (const { allowed: seen } of [...wire, ...java, ...spring, ...matrix]) {
    for (const [name, times] of Object.entries(seen)) {
      counts.set(name, (counts.get(name) ?? 0) + times)
    }
  }
  const rows = [...allowed, ...allowances].map(
    ({ name, reason }) => `- ${name} (seen ${counts.get(name) ?? 0} times): ${reason}`,
  )
  return rows.length === 0 ? ['Nothing that is known.'] : rows
}

function runsOf(records: readonly TracesRecord[]): string {
  return `${sum(records, ({ traces }) => traces)} runs`
}

function versions(list: readonly string[]): string {
  const each = [...new Set(list)]
  const last = each.pop() ?? ''
  return each.length === 0 ? last : `${each.join(', ')} and ${last}`
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((total, one) => total + of(one), 0)
}

function count(number: number): string {
  return number.toLocaleString('en-US')
}

function wrapped(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
