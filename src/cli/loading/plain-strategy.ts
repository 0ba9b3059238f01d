/**
 * What a strategy says of itself, as plain data. The code of a user's file runs in worker threads
 * only, which can be ended; the command knows of it what this tells, and never loads it.
 */
import type { AnyStrategy, Strategy } from '../../strategies/strategy.ts'

/** The facts that travel between threads, functions left out. */
export interface PlainStrategy {
  readonly facts: Readonly<Record<string, unknown>>
  /** Which functions there are besides `run`. */
  readonly functions: readonly string[]
}

const factNames = [
  ...['name', 'summary', 'claims', 'settings', 'survives', 'exposedTo', 'stalls', 'givesUp'],
  ...['caughtBy', 'fixedBy', 'uses', 'membersMax', 'consumersPerProcess'],
  ...['retryTopics', 'retryPartitions', 'deadLetterTopic', 'otherTopics'],
  ...['wakesOnlyPoll', 'acks', 'service'],
] as const
const functionNames = ['reprocessingMax', 'withAck'] as const

/** Reads the facts, which runs getters of the user's. */
export function plainStrategy(strategy: AnyStrategy): PlainStrategy {
  const all = strategy as unknown as Readonly<Record<string, unknown>>
  const facts: Record<string, unknown> = {}
  for (const name of factNames) {
    const text = JSON.stringify(all[name])
    if (text !== undefined) facts[name] = JSON.parse(text)
  }
  return { facts, functions: functionNames.filter((name) => typeof all[name] === 'function') }
}

/** A strategy with these facts, which is asked for nothing else. */
export function standIn({ facts, functions }: PlainStrategy): AnyStrategy {
  const refuse = (): never => {
    throw new TypeError(`the code of ${String(facts['name'])} runs in worker threads only`)
  }
  const own: Record<string, unknown> = { ...facts }
  if (!('service' in facts)) own['run'] = refuse
  if (functions.includes('reprocessingMax')) own['reprocessingMax'] = refuse
  if (functions.includes('withAck')) own['withAck'] = (): Strategy => own as unknown as Strategy
  return own as unknown as AnyStrategy
}
