/**
 * Coverage: how often a search reached what it might have reached, as plain numbers by name.
 *
 * All figures are sums over runs, so that the coverage of two searches is the sum of theirs, in
 * whatever order and however often they are put together.
 */
import type { FaultName } from '../../model/faults/all.ts'

/** Counts by name; a name that is absent was never reached. */
export type Counts = Readonly<Record<string, number>>
/**
 * Counts by two names, such as a fault and a phase. An empty row was possible and never reached.
 */
export type CountTable = Readonly<Record<string, Counts>>

/** What a search reached. The names of the members are the dimensions that thresholds speak of. */
export interface Coverage {
  /** How many runs there were. */
  readonly schedules: number
  /** In how many of them each `sometimes` property was seen. */
  readonly sometimes: Counts
  /**
   * By fault, then by what the affected process was doing. A fault of no single process affects all
   * that run; a process may be at several things at once, and each counts.
   */
  readonly faultPhase: CountTable
  /** By fault, then by the status of the group at that moment. */
  readonly faultGroup: CountTable
  /** By request, then by the status in which it found the group. */
  readonly groupState: CountTable
  /** By status, then by the one that followed. */
  readonly transition: CountTable
  /** By request, then by the error code of the answer; NONE is success. */
  readonly errorCode: CountTable
}

/** The coverage of one strategy under all the fault sets and settings that were searched. */
export interface CoverageEntry extends Coverage {
  readonly strategy: string
}

/** What has two names per count, in the order of tables. */
export const tableDimensions = [
  'faultPhase',
  'faultGroup',
  'groupState',
  'transition',
  'errorCode',
] as const

/** Nothing was reached; `faults` are those that might have fired. */
export function noCoverage(faults: readonly FaultName[] = []): Coverage {
  const rows = () => Object.fromEntries(faults.map((fault) => [fault, {}]))
  return {
    schedules: 0,
    sometimes: {},
    faultPhase: rows(),
    faultGroup: rows(),
    groupState: {},
    transition: {},
    errorCode: {},
  }
}

/** The sum; names come in the order in which they come first. */
export function sumCoverage(parts: readonly Coverage[]): Coverage {
  const table = (of: (part: Coverage) => CountTable): CountTable => {
    const rows = new Map<string, Counts[]>()
    for (const part of parts) {
      for (const [name, counts] of Object.entries(of(part))) {
        rows.set(name, [...(rows.get(name) ?? []), counts])
      }
    }
    return Object.fromEntries([...rows].map(([name, counts]) => [name, sum(counts)]))
  }
  return {
    schedules: parts.reduce((total, { schedules }) => total + schedules, 0),
    sometimes: sum(parts.map(({ sometimes }) => sometimes)),
    faultPhase: table(({ faultPhase }) => faultPhase),
    faultGroup: table(({ faultGroup }) => faultGroup),
    groupState: table(({ groupState }) => groupState),
    transition: table(({ transition }) => transition),
    errorCode: table(({ errorCode }) => errorCode),
  }
}

function sum(all: readonly Counts[]): Counts {
  const total = new Map<string, number>()
  for (const counts of all) {
    for (const [name, count] of Object.entries(counts)) {
      total.set(name, (total.get(name) ?? 0) + count)
    }
  }
  return Object.fromEntries(total)
}
