/**
 * What a run was answered: its choices, as a path holds them and as the shrinker edits them.
 *
 * An *entry* is a choice that keeps its meaning when the choices before it are edited: 0 and above
 * is the choice itself; below 0 it names a fault, or a delay, whose option number depends on how
 * many ordinary actions there happen to be. A *choice* is the plain number that a path holds.
 */
import type { FaultName } from '../../model/faults/all.ts'
import { faultNames, rankOf } from '../../model/faults/names.ts'
import { clearList } from '../../model/lists.ts'

/** What a run answered: its choices other than 0, and how many it was asked. */
export interface Recording {
  /** All choices asked, zeros included. */
  count: number
  /** Where the choices other than 0 were, ascending. */
  readonly positions: number[]
  /** The choices there, as a path holds them. */
  readonly choices: number[]
  /** The same as entries. */
  readonly entries: number[]
  /** Of how many ordinary options each of them was chosen; only replays note that. */
  readonly bounds: number[]
  /** Positions of faults' targets and details, and of how many options each was asked. */
  readonly details: number[]
  readonly detailBounds: number[]
}

/** An empty recording, to be filled by one run. */
export function createRecording(): Recording {
  return {
    count: 0,
    positions: [],
    choices: [],
    entries: [],
    bounds: [],
    details: [],
    detailBounds: [],
  }
}

/** A copy, which the next run leaves alone. */
export function copyRecording(recording: Recording): Recording {
  const { count, positions, choices, entries, bounds, details, detailBounds } = recording
  return {
    count,
    positions: positions.slice(),
    choices: choices.slice(),
    entries: entries.slice(),
    bounds: bounds.slice(),
    details: details.slice(),
    detailBounds: detailBounds.slice(),
  }
}

/** Back to empty, for the next run. */
export function clearRecording(recording: Recording): void {
  recording.count = 0
  clearList(recording.positions)
  clearList(recording.choices)
  clearList(recording.entries)
  clearList(recording.bounds)
  clearList(recording.details)
  clearList(recording.detailBounds)
}

/** The entry that names a fault. */
export function faultEntry(fault: string): number {
  return -1 - rankOf(fault)
}

/** The entry that stands for the beginning of a delay. */
export const delayEntry = -1_000_000

/** The fault that an entry names, or undefined when it is a plain choice. */
export function faultOf(entry: number): FaultName | undefined {
  return entry < 0 ? faultNames[-1 - entry] : undefined
}

/** All choices up to the last one other than 0. */
export function choicesOf(recording: Recording): number[] {
  return dense(recording.positions, recording.choices)
}

/** All entries up to the last one other than 0. */
export function entriesOf(recording: Recording): number[] {
  return dense(recording.positions, recording.entries)
}

function dense(positions: readonly number[], values: readonly number[]): number[] {
  const result = new Array<number>((positions.at(-1) ?? -1) + 1).fill(0)
  for (let i = 0; i < positions.length; i++) result[positions[i] ?? 0] = values[i] ?? 0
  return result
}
