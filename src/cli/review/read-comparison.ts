/**
 * Reads a comparison from its JSON (schema `ackurate/comparison@1`, or packed as the folder of
 * reports has it) and checks what is reported.
 */
import { faultNames } from '../../model/faults/names.ts'
import { fitsSetting, type SettingName, settingDomains } from '../../model/settings.ts'
import { propertyNames } from '../../properties/all.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { settingNames } from '../../settings/read-settings.ts'
import { packedSchema, unpacked } from '../packing/packed-comparison.ts'
import { readJson } from '../read-json.ts'
import { quoted, UsageError } from '../usage-error.ts'
import { event } from './event-shape.ts'
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
  upTo,
  within,
  yesOrNo,
} from './shape.ts'

const schema = 'ackurate/comparison@1'

/** A value of each setting that we know; what older or newer versions know besides is let be. */
const settings = objectOf(
  Object.fromEntries(settingNames.map((name) => [name, optional(settingShape(name))])),
)

function settingShape(name: SettingName): Shape {
  const domain = settingDomains[name]
  if ('max' in domain) return within(domain.min, domain.max)
  return (value, at) =>
    fitsSetting(name, value) ? null : `${at} must be ${domain.map(String).join(' or ')}`
}

/** A kind of fault, several joined by +, or none. */
const faultSet: Shape = (value, at) => {
  const wrong = text(value, at)
  if (wrong !== null) return wrong
  const names: readonly string[] = ['none', ...faultNames]
  const unknown = String(value)
    .split('+')
    .find((name) => !names.includes(name))
  return unknown === undefined ? null : `${at} names no known fault: ${quoted(unknown)}`
}
const property = oneOf(propertyNames)
const mean = objectOf({ mean: number })
const interval: Shape = (value, at) =>
  listOf(number)(value, at) ??
  (Array.isArray(value) && value.length === 2 ? null : `${at} must be two numbers`)
const figure = objectOf({ mean: number, p50: count, p99: count, max: count, ci95: interval })

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
      since: optional(objectOf({ text, at: count })),
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
  within: objectOf({
    partitions: count,
    records: count,
    members: count,
    faultsMax: count,
    delaysMax: optional(count),
  }),
})

const search = objectOf({
  mode: oneOf(['random', 'exhaustive', 'replay', 'moments']),
  schedules: count,
  complete: yesOrNo,
  states: optional(states),
})

const anyCell = objectOf({
  strategy: text,
  fault: faultSet,
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
  fault: faultSet,
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

const searchedSet = { fault: faultSet, search }
const pairing = objectOf({ pairs: count, met: count, schedulesMin: count })
const breakingSets = objectOf({
  strategy: text,
  property,
  settings,
  claimed: yesOrNo,
  faults: faultSet,
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

/** As the options allow them: a report describes what a run of these sizes draws. */
const sizes = { partitions: upTo(16), records: upTo(1000), members: upTo(8), brokers: upTo(16) }
const families = ['kafka-consumer', 'spring-kafka', 'connect', 'spark', 'kafkajs', 'faulty', 'user']

const comparison = objectOf({
  version: text,
  seed: text,
  scenario: objectOf({
    ...{ topic: text, ...sizes, faultsMax: upTo(20), delaysMax: optional(upTo(20)) },
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
  faults: listOf(objectOf({ name: oneOf(faultNames), summary: text })),
  cells,
  statistics: listOf(statistics),
  sometimes: listOf(objectOf({ strategy: text, fault: faultSet, settings, seen: recordOf(count) })),
  breakingSets: optional(listOf(breakingSets)),
  coverage: optional(listOf(coverage)),
  together: optional(objectOf({ faults: text, schedules: count, complete: yesOrNo })),
})

/** Reads it; throws a UsageError that says what is wrong, and where. `option`: who names it. */
export function readComparison(file: string, folder: string, option?: string): Comparison {
  const prefix = option === undefined ? '' : `${option}: `
  const read = readJson(file, folder, prefix)
  const found = (read as { readonly schema?: unknown } | null)?.schema
  if (found !== schema && found !== packedSchema && typeof found === 'string') {
    const known = `${schema} and ${packedSchema}`
    throw new UsageError(`${prefix}${file} is of schema ${quoted(found)}; this reads ${known}`)
  }
  const [value, malformed] = found === packedSchema ? tryUnpack(read) : [read, null]
  const wrong = found === undefined ? 'it has no schema' : (malformed ?? comparison(value, ''))
  if (wrong === null) return withNewVerdicts(value as Comparison)
  throw new UsageError(`${prefix}${file} is no comparison (what --json writes): ${wrong}`)
}

/** The comparison, or what is wrong with its packing. */
function tryUnpack(read: unknown): readonly [unknown, string | null] {
  try {
    return [unpacked(read), null]
  } catch (error) {
    if (error instanceof UsageError) return [null, error.message]
    throw error
  }
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
