/** Runs a service as a user would write it, and gives the history. */
import { join } from 'node:path'
import { runKafkajs } from '../../src/kafkajs/run.ts'
import type { Choices, Question } from '../../src/model/choices.ts'
import type { FaultName } from '../../src/model/faults/all.ts'
import type { EventKind, EventOf, HistoryEvent } from '../../src/model/history.ts'
import { defaultScenario, type Scenario } from '../../src/model/scenario.ts'
import type { KafkajsStrategy } from '../../src/strategies/kafkajs/service.ts'
import { folderWith } from './folder.ts'

/** A fault, and when it strikes: at the first event after which this holds. */
export interface Strike {
  readonly fault: FaultName
  readonly when: (last: HistoryEvent) => boolean
}

/** Small enough for a run to cost little. */
export const small: Scenario = {
  ...{ ...defaultScenario, partitions: 1, records: 4, members: 1, brokers: 1 },
  faultsMax: 3,
}

/** The service in the file. */
export function serviceIn(folder: string, file = 'index.ts'): KafkajsStrategy {
  return { name: 'mine', claims: 'at-least-once', service: join(folder, file) }
}

/** Runs the service of the module; nothing goes wrong but the strikes, in their order. */
export function runService(
  source: string,
  strikes: readonly Strike[] = [],
  scenario: Partial<Scenario> = {},
): readonly HistoryEvent[] {
  return run(serviceIn(folderWith({ 'index.ts': source })), strikes, scenario)
}

/** Runs a service that is there already. */
export function run(
  service: KafkajsStrategy,
  strikes: readonly Strike[],
  scenario: Partial<Scenario>,
): readonly HistoryEvent[] {
  const budgets = Object.fromEntries(strikes.map(({ fault }) => [fault, 1]))
  const events: HistoryEvent[] = []
  const left = [...strikes]
  const choices: Choices = {
    choose: (_bound, question: Question & { ordinary?: number; faults?: readonly FaultName[] }) => {
      const [next] = left
      const last = events.at(-1)
      if (question.about !== 'step' || next === undefined || last === undefined) return 0
      if (!next.when(last)) return 0
      left.shift()
      return (question.ordinary ?? 1) + (question.faults ?? []).indexOf(next.fault)
    },
  }
  runKafkajs(service, { ...small, budgets, ...scenario }, choices, (event) => events.push(event))
  return events
}

/** The events of a kind. */
export function ofKind<K extends EventKind>(events: readonly HistoryEvent[], kind: K) {
  return events.filter((event): event is EventOf<K> => event.kind === kind)
}

/** What the first process says when it dies: how a service tells a test what it saw. */
export function lastWords(events: readonly HistoryEvent[]): unknown {
  const [death] = ofKind(events, 'died')
  if (death === undefined) throw new Error('it did not die')
  return death.error === 'Report' ? JSON.parse(death.message) : `${death.error}: ${death.message}`
}

/** A module whose start function reports what this body returns. */
export function reporting(body: string, imports = ''): string {
  return `${imports}
    const report = (value) =>
      Object.assign(new Error(JSON.stringify(value ?? null)), { name: 'Report' })
    export default async function start({ kafka, topic, process: work }) {
      const body = async () => {${body}}
      throw report(await body())
    }`
}

/** A module with an ordinary consumer; \`start\` goes before, \`stop\` is what it returns. */
export function consuming(start = '', stop = '() => consumer.disconnect()'): string {
  return `
    export default async function start({ kafka, topic, process: work }) {
      const consumer = kafka.consumer({ groupId: 'mine' })
      ${start}
      await consumer.connect()
      await consumer.subscribe({ topics: [topic], fromBeginning: true })
      await consumer.run({ eachMessage: (given) => work(given) })
      return ${stop}
    }`
}
