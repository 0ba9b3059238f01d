/**
 * Every combination under every interruption: what the matrix is drawn from.
 *
 * A combination (`combinations.ts`) is met by an interruption, a record that fails, or both. Left
 * out is what says the same as another one does (nothing fails: which error handler there is, is
 * all one), what has no end (a nack, or the rollback of a batch, of a record that always fails), and
 * what a script cannot hold (a container that has stopped by itself cannot be killed).
 */
import type { ScheduleName } from '../../trace/trace.ts'
import { type Combination, combinations } from './combinations.ts'

/** What comes between, besides a record that fails. */
export const interruptions = [
  'none',
  'shutdown',
  'shutdown-in-poll',
  'join',
  'commit-in-rebalance',
  'crash',
  'pause',
  'slow-handler',
] as const

export type Interruption = (typeof interruptions)[number]

const failures = ['none', 'once', 'always'] as const

/** How often a record fails. */
export type Failure = (typeof failures)[number]

export interface Configuration {
  /** Unique: `plain-default-BATCH-record-throws.join.once`. */
  readonly name: string
  readonly combination: Combination
  readonly interruption: Interruption
  readonly failure: Failure
}

/** All of them for a line of versions, always in the same order. */
export function configurations(line: string): readonly Configuration[] {
  const all: Configuration[] = []
  for (const combination of combinations()) {
    for (const interruption of interruptions) {
      for (const failure of failures) {
        const name = `${combination.definition.name}.${interruption}.${failure}`
        const one = { name, combination, interruption, failure }
        if (saysMore(one) && comesToAnEnd(one) && canBePlayed(one) && isOf(line, one)) all.push(one)
      }
    }
  }
  return all
}

/** What is told of it in a trace. */
export function scheduleOf({ interruption, failure }: Configuration): ScheduleName {
  if (interruption === 'shutdown-in-poll') return 'shutdown'
  if (interruption !== 'none') return interruption
  return failure === 'none' ? 'none' : failure === 'once' ? 'handler-error' : 'poison-record'
}

/** Whether its last record may never be handed out: those behind one that failed are waited for. */
export function mayStall({ combination, failure }: Configuration): boolean {
  return combination.variant === 'asyncAcks' && failure === 'always'
}

function saysMore({ combination, interruption, failure }: Configuration): boolean {
  const { variant, handler, onFailure } = combination
  if (failure === 'none') return handler === 'default' && onFailure === 'throws'
  // The wakeup meets a poll; what failed before it is another script's.
  if (interruption === 'shutdown-in-poll') return false
  // In a transaction a rollback stands before all handlers, and nothing fails out of a nack.
  return variant === 'plain' || handler === 'default'
}

function comesToAnEnd({ combination, failure }: Configuration): boolean {
  const { onFailure, variant, batch } = combination
  if (failure !== 'always') return true
  return onFailure !== 'nacks' && !(batch && isTransaction(variant))
}

function canBePlayed({ combination, interruption, failure }: Configuration): boolean {
  const { handler, onFailure } = combination
  const stops = handler === 'stopping' && failure !== 'none' && onFailure !== 'nacks'
  if (interruption === 'crash' && stops) return false
  // A back-off of seconds is longer than this script's max.poll.interval.ms: it ends as slow again.
  if (interruption === 'slow-handler' && handler === 'exponential') return false
  // The script waits for another member that has done the last records.
  return interruption !== 'pause' || failure !== 'always'
}

/** A commit that is woken up is sent again since 4.0.8 and 4.1.2; so it is in the model. */
function isOf(line: string, { combination, interruption }: Configuration): boolean {
  const { ackMode, variant } = combination
  if (line !== '3.3' || interruption !== 'shutdown-in-poll' || variant === 'async') return true
  return !/COUNT|TIME/.test(ackMode)
}

function isTransaction(variant: Combination['variant']): boolean {
  return variant === 'kafka' || variant === 'store'
}
