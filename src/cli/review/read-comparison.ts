/**
 * Reads a comparison from its JSON (schema `ackurate/comparison@1`) and checks what is reported.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { propertyNames } from '../../properties/all.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { quoted, UsageError } from '../usage-error.ts'
import {
  count,
  listOf,
  number,
  objectOf,
  oneOf,
  optional,
  orNull,
  recordOf,
  type Shape,
  text,
  yesOrNo,
} from './shape.ts'

const schema = 'ackurate/comparison@1'

const settings = objectOf({})
const property = oneOf(propertyNames)
const mean = objectOf({ mean: number })
const interval: Shape = (value, at) =>
  listOf(number)(value, at) ??
  (Array.isArray(value) && value.length === 2 ? null : `${at} must be two numbers`)
const figure = objectOf({ mean: number, p50: count, p99: count, max: count, ci95: interval })

const anyEvent = objectOf({
  kind: text,
  time: number,
  member: optional(orNull(text)),
  topic: optional(text),
  partition: optional(count),
  offset: optional(orNull(number)),
  offsets: optional(listOf(count)),
})
const polledEvent = objectOf({ kind: text, member: text, topic: text, offsets: listOf(count) })
/** What stories read of every event, and of those that hand records out. */
const event: Shape = (value, at) =>
  anyEvent(value, at) ??
  ((value as { readonly kind: string }).kind === 'polled' ? polledEvent(value, at) : null)

const counterexample = objectOf({
  path: text,
  replay: text,
  schedule: count,
  choicesFound: count,
  choices: count,
  witnesses: listOf(
    objectOf({
      topic: orNull(text),
      partition: number,
      offsets: listOf(count),
      text,
      at: number,
    }),
  ),
  rebalanceAtStart: optional(yesOrNo),
  events: listOf(event),
  eventsOmitted: optional(count),
})

const states = objectOf({
  distinct: count,
  generated: count,
  depth: count,
  frontier: count,
  stopped: orNull(text),
  collisionProbability: number,
  within: objectOf({ partitions: count, records: count, members: count, faultsMax: count }),
})

const search = objectOf({
  mode: oneOf(['random', 'exhaustive', 'replay']),
  schedules: count,
  complete: yesOrNo,
  states: optional(states),
})

const anyCell = objectOf({
  strategy: text,
  fault: text,
  property,
  settings,
  verdict: oneOf(['holds', 'not-found', 'violated', 'unknown', 'vacuous']),
  reason: orNull(text),
  claimed: yesOrNo,
  search,
  counterexample: orNull(counterexample),
})
const violatedCell = objectOf({ counterexample })
const cell: Shape = (value, at) =>
  anyCell(value, at) ??
  ((value as { readonly verdict: string }).verdict === 'violated' ? violatedCell(value, at) : null)

const cells: Shape = (value, at) =>
  listOf(cell)(value, at) ?? (Array.isArray(value) && value.length > 0 ? null : `${at} is empty`)

const statistics = objectOf({
  strategy: text,
  fault: text,
  settings,
  schedules: count,
  records: count,
  lost: figure,
  duplicated: optional(figure),
  reprocessed: figure,
  commitRequests: mean,
  rejoins: mean,
  rebalances: optional(mean),
  restarts: optional(mean),
  consumerRestarts: mean,
  consumerDeaths: mean,
})

const searchedSet = { fault: text, search }
const pairing = objectOf({ pairs: count, met: count, schedulesMin: count })
const breakingSets = objectOf({
  strategy: text,
  property,
  settings,
  claimed: yesOrNo,
  faults: text,
  faultsMax: count,
  minimal: listOf(
    objectOf({
      ...searchedSet,
      claimed: yesOrNo,
      held: listOf(objectOf(searchedSet)),
      minimal: yesOrNo,
      replay: text,
      counterexample: orNull(counterexample),
    }),
  ),
  surviving: listOf(objectOf({ ...searchedSet, pairing: orNull(pairing) })),
  complete: yesOrNo,
})

const table = recordOf(recordOf(count))
const coverage = objectOf({
  strategy: text,
  schedules: count,
  sometimes: recordOf(count),
  faultPhase: table,
  faultGroup: table,
  groupState: table,
  transition: table,
  errorCode: table,
})

const sizes = { partitions: count, records: count, members: count, brokers: count }
const families = ['kafka-consumer', 'spring-kafka', 'spark', 'kafkajs', 'faulty', 'user']

const comparison = objectOf({
  version: text,
  seed: text,
  scenario: objectOf({
    ...{ topic: text, ...sizes, faultsMax: count, delaysMax: optional(count) },
    ...{ newGroup: yesOrNo, settings },
  }),
  strategies: listOf(
    objectOf({
      name: text,
      family: oneOf(families),
      claims: oneOf(['at-least-once', 'at-most-once', 'exactly-once']),
      faulty: yesOrNo,
      file: optional(text),
    }),
  ),
  faults: listOf(objectOf({ name: text, summary: text })),
  cells,
  statistics: listOf(statistics),
  sometimes: listOf(objectOf({ strategy: text, fault: text, settings, seen: recordOf(count) })),
  breakingSets: optional(listOf(breakingSets)),
  coverage: optional(listOf(coverage)),
})

/** Reads it; throws a UsageError that says what is wrong, and where. `option`: who names it. */
export function readComparison(file: string, folder: string, option?: string): Comparison {
  const prefix = option === undefined ? '' : `${option}: `
  const value = parsed(file, folder, prefix)
  const found = (value as { readonly schema?: unknown } | null)?.schema
  if (found !== schema && typeof found === 'string') {
    throw new UsageError(`${prefix}${file} is of schema ${quoted(found)}; this reads ${schema}`)
  }
  const wrong = found === undefined ? 'it has no schema' : comparison(value, '')
  if (wrong === null) return withNewVerdicts(value as Comparison)
  throw new UsageError(`${prefix}${file} is no comparison (what --json writes): ${wrong}`)
}

/** Before there was `not-found`, what random search did not see broken was said to hold. */
function withNewVerdicts(comparison: Comparison): Comparison {
  const cells = comparison.cells.map((cell): Cell => {
    const { verdict, search } = cell
    return verdict === 'holds' && search.mode === 'random'
      ? { ...cell, verdict: 'not-found' }
      : cell
  })
  return { ...comparison, cells }
}

function parsed(file: string, folder: string, prefix: string): unknown {
  try {
    return JSON.parse(readFileSync(resolve(folder, file), 'utf8'))
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n', 1)
    throw new UsageError(`${prefix}cannot read ${file}: ${reason}`)
  }
}
