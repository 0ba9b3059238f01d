/** Configurations as cases: what the container is set to, and the model's strategy beside it. */
import { springStrategy } from '../../../src/strategies/spring-kafka/spring-strategy.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'
import type { ContainerSettings, SpringCase } from '../cases.ts'
import { type Combination, combinations } from './combinations.ts'
import { type Configuration, mayStall, scheduleOf } from './configurations.ts'
import { matrixScript } from './script.ts'

/** Of the modes that count: as in the model. */
const ackCount = 5
/** Of those with a clock: so long that none is over in a play, here and in the model. */
const ackTimeMs = 600_000

const pollTimeoutMs = 1500
const settleMs = 500
/** A multiple of what a poll returns, as elsewhere where records are sought (`spring/cases.ts`). */
const wholePolls = 9
const records = 10

/** The case of it. */
export function caseOf(configuration: Configuration): SpringCase {
  const { name, combination, interruption, failure } = configuration
  const inPoll = interruption === 'shutdown-in-poll'
  return {
    ...{ name, strategy: combination.definition.name, schedule: scheduleOf(configuration) },
    ...{ modelled: true, timed: false, isCooperative: false, heldPoll: inPoll ? 2 : 0 },
    settings: settingsOf(combination),
    settleMs: combination.ackMode.startsWith('COUNT') ? pollTimeoutMs + settleMs : settleMs,
    records: failure === 'none' ? records : wholePolls,
    script: inPoll ? null : matrixScript(configuration),
    readingMs: mayStall(configuration) ? 2000 : 10_000,
  }
}

/** The model's strategy of that name; null: it is none of the matrix. */
export function combinedStrategy(name: string): Strategy | null {
  const found = combinations().find(({ definition }) => definition.name === name)
  if (found === undefined) return null
  const { definition, ackMode } = found
  const times = /TIME/.test(ackMode) ? { ackTime: ackTimeMs } : {}
  return springStrategy({ ...definition, properties: { ...definition.properties, ...times } })
}

function settingsOf(combination: Combination): ContainerSettings {
  const { ackMode, batch, onFailure, handler, variant } = combination
  const manual = ackMode.startsWith('MANUAL') || variant === 'asyncAcks'
  return {
    ...{ ackMode, listener: batch ? 'any-batch' : 'any', onFailure, acknowledges: String(manual) },
    ...{ nackMs: 500, retries: 2, ackCount, ackTime: ackTimeMs, pollTimeout: pollTimeoutMs },
    ...ofHandler[handler],
    ...ofVariant[variant],
  }
}

/** As `combinations.ts` has them for the model. */
const ofHandler: Readonly<Record<Combination['handler'], ContainerSettings>> = {
  default: {},
  retained: { seekAfterError: 'false' },
  exponential: { handler: 'exponential' },
  committing: { commitRecovered: 'true' },
  'dead-letter': { handler: 'dead-letter' },
  stopping: { handler: 'stopping' },
  logging: { handler: 'logging' },
}

const ofVariant: Readonly<Record<Combination['variant'], ContainerSettings>> = {
  plain: {},
  async: { syncCommits: 'false' },
  asyncAcks: { asyncAcks: 'true' },
  stopImmediate: { stopImmediate: 'true' },
  idle: { idleBetweenPolls: 500 },
  kafka: { transaction: 'kafka' },
  store: { transaction: 'store' },
}
