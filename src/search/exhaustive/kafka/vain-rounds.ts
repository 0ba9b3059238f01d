/**
 * Bounds how often a client goes round in vain where states that differ in time alone are told
 * apart.
 *
 * A client that asks again and again, of a coordinator that is slow, comes back to where it was
 * but for the time. Without times that is the same state; with them it would be another one for
 * ever. As with polls in vain, so many rounds are tried while anything else can happen: from each
 * of their states all else is. What was done since a program was last told anything is looked back
 * at, along the shortest way to the state.
 */
import type { Hash } from '../../../properties/state/hash.ts'
import type { ReplayedProgram } from './replayed-program.ts'
import type { Parts } from './scratch-world.ts'

/** A state on the way to another one: its fingerprint but for the time. */
export interface Way {
  readonly high: number
  readonly low: number
  /** What the programs had been told, as a hash. */
  readonly told: number
  readonly before: Way | null
}

/** The way to a state with this fingerprint, which comes after `before`. */
export function wayTo({ high, low }: Hash, parts: Parts, before: Way | null): Way {
  const told = toldIn(parts)
  return { high, low, told, before: before?.told === told ? before : null }
}

/** How often the way was there before. */
export function roundsOf({ high, low, before }: Way): number {
  let rounds = 0
  for (let at = before; at !== null; at = at.before) {
    if (at.high === high && at.low === low) rounds++
  }
  return rounds
}

function toldIn({ instances }: Parts): number {
  let told = instances.length
  for (const { tasks } of instances) {
    const program = tasks[0]?.program as unknown as ReplayedProgram | undefined
    if (program === undefined) continue
    const { high, low } = program.cursor.node.hash
    told = (Math.imul(told, 31) + high + Math.imul(low, 7)) | 0
  }
  return told
}
