/** What kills came to, as plain data. */
import type { Case } from './case.ts'
import { keyOf, type Outcome } from './outcome.ts'

/** What came of the kills of one strategy. */
export interface OfStrategy {
  readonly kills: number
  readonly outside: number
  readonly unknown: number
  /** Of the real runs: how many lost a record, or processed one again. */
  readonly lost: number
  readonly repeated: number
  /** How many outcomes were different from one another. */
  readonly outcomes: number
}

/** What came of one kill. */
export interface KillResult {
  readonly number: number
  readonly strategy: string
  readonly signal: Case['signal']
  readonly members: number
  readonly verdict: 'inside' | 'outside' | 'unknown'
  /** Null: unknown. */
  readonly outcome: Outcome | null
}

/** What came of it. */
export interface KafkajsOutcome {
  readonly kills: number
  /** How many there was no time for. */
  readonly leftOut: number
  /** Outcomes to which no simulated run came. */
  readonly outside: number
  /** Kills that could not be played undisturbed. */
  readonly unknown: number
  readonly byStrategy: Readonly<Record<string, OfStrategy>>
  readonly results: readonly KillResult[]
  /** Simulated runs: all of them, and the most that one outcome took to be found. */
  readonly runs: { readonly all: number; readonly most: number }
  readonly seconds: { readonly played: number; readonly compared: number }
}

/** The same by strategy. */
export function countByStrategy(results: readonly KillResult[]): Record<string, OfStrategy> {
  const names = new Set(results.map(({ strategy }) => strategy))
  return Object.fromEntries(
    [...names].map((name) => {
      const own = results.filter(({ strategy }) => strategy === name)
      const count = (holds: (result: KillResult) => boolean) => own.filter(holds).length
      const keys = own.map(({ outcome }) => (outcome === null ? null : keyOf(outcome)))
      return [
        name,
        {
          kills: own.length,
          outside: count(({ verdict }) => verdict === 'outside'),
          unknown: count(({ verdict }) => verdict === 'unknown'),
          lost: count(({ outcome }) => outcome !== null && outcome.lost > 0),
          repeated: count(({ outcome }) => outcome !== null && outcome.repeated > 0),
          outcomes: new Set(keys.filter((key) => key !== null)).size,
        },
      ]
    }),
  )
}
