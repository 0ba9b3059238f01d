/** State that the properties of one judge share, for most of them ask the same of a record. */
import type { Handlers } from '../deliveries.ts'
import type { Fields } from '../state/field.ts'
import { fieldSet } from '../state/field-set.ts'
import type { MonitorContext } from './context.ts'
import { createFollower, type Follower } from './follower.ts'

/** Follows the run once for all that share it, and before all of them. */
export interface SharedFollower extends Follower {
  /** It only says how a property was broken: no verdict depends on it. */
  readonly evidenceOnly: boolean
}

interface Shared<State> {
  readonly state: State
  /** Itself last, after those that it reads. */
  readonly followers: readonly SharedFollower[]
}

/** Declared shared state; the judge's context has one of each. */
export interface SharedState<State> {
  of(context: MonitorContext): Shared<State>
}

/** The shared states that are read, each under a name. */
export type Shares<S> = { readonly [K in keyof S]: SharedState<S[K]> }

/** What handlers and verdicts are made from: the declared state, and under its name each shared. */
export type Parts<State, S> = S & { readonly own: State; readonly context: MonitorContext }

/** How shared state is declared. */
export interface SharedStateDefinition<State extends object, S extends object> {
  /** What it reads of others' state; these follow each event before it does. */
  readonly shares?: Shares<S>
  readonly state: Fields<State>
  on(parts: Parts<State, S>): Handlers
  readonly evidenceOnly?: true
}

/** Declares it. */
export function sharedState<State extends object, S extends object = Record<never, never>>(
  definition: SharedStateDefinition<State, S>,
): SharedState<State> {
  const { shares, state, on, evidenceOnly = false } = definition
  const set = fieldSet(state)
  // A judge makes a context of its own, and that is what its properties share.
  const known = new WeakMap<MonitorContext, Shared<State>>()
  return {
    of: (context) => {
      const made = known.get(context)
      if (made !== undefined) return made
      const { shared, followers } = sharesOf(context, shares)
      const own = set.fresh()
      const follower = createFollower(set, own, on({ ...shared, own, context }))
      const fresh = { state: own, followers: [...followers, { ...follower, evidenceOnly }] }
      known.set(context, fresh)
      return fresh
    },
  }
}

/** The context's shared states, and who follows for them, each after those that it reads. */
export function sharesOf<S extends object>(
  context: MonitorContext,
  shares: Shares<S> | undefined,
): { readonly shared: S; readonly followers: readonly SharedFollower[] } {
  const declared = Object.entries(shares ?? {}) as [string, SharedState<object>][]
  const all = declared.map(([name, one]) => [name, one.of(context)] as const)
  const states = all.map(([name, { state }]) => [name, state])
  // It has what was declared under each name.
  const shared = Object.fromEntries(states) as S
  return { shared, followers: [...new Set(all.flatMap(([, { followers }]) => followers))] }
}
