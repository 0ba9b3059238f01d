/**
 * A property: its rule, over state that it declares.
 *
 * Whoever adds one writes what must hold, what has to be remembered of a run to say so, and short
 * histories that keep and break it. That state is forgotten, saved, restored and hashed, and that
 * witnesses are collected, is done here, once for all.
 */
import type { Handlers } from './deliveries.ts'
import type { MonitorContext } from './frame/context.ts'
import { createFollower, type Follower } from './frame/follower.ts'
import { type Parts, type SharedFollower, type Shares, sharesOf } from './frame/shared-state.ts'
import type { Witness } from './frame/witness.ts'
import type { Fields } from './state/field.ts'
import { fieldSet } from './state/field-set.ts'
import { labels } from './state/lists.ts'

/** A property as judges and reports know it. */
export interface Property<Name extends string = string> {
  readonly name: Name
  /** At most three short words, for the columns of a table. */
  readonly heading: string
  /** One sentence for somebody on call. */
  readonly statement: string
  /** What keeps it and what breaks it, told in a few lines. */
  readonly examples: Examples
  /** What must break it in a search, or it may be blind; null: nothing that ships does. */
  readonly brokenBy: BrokenBy | null
  monitor(context: MonitorContext): Monitor
}

/** A strategy that ships, and the faults under which it breaks the property. */
export interface BrokenBy {
  readonly strategy: string
  /** A fault, several joined by `+`, or `none`. */
  readonly under: string
}

/** At least one history of each sort. */
export interface Examples {
  readonly breaks: readonly [Example, ...Example[]]
  readonly holds: readonly [Example, ...Example[]]
}

/** A short history, a line for what somebody does: `A polls 0 1`, `A commits 2`, `A crashes`. */
export interface Example {
  /** What it is a case of, to complete "it breaks when ..." or "it holds when ...". */
  readonly when: string
  /**
   * Records of partition 0 go by their offsets; what is said of another ends in `in partition 1`.
   * Below the line with which the property is broken for certain stands `✗` and the witness's text.
   */
  readonly history: string
  /** The bound that the strategy declares; absent: none. */
  readonly reprocessingMax?: number
}

/** Follows one run after another for a property. */
export interface Monitor extends Follower {
  /** Who follows the run before it, each after those that it reads itself. */
  readonly followers: readonly SharedFollower[]
  /** Asked after the `ended` event. Empty: the property held. */
  witnesses(): readonly Witness[]
  /** What its verdict depends on in the record state: bits of records, offsets; 0: nothing. */
  readonly reads: number
  /** Whether it is broken already, whatever may come. */
  broken(): boolean
  /** Why it is not judged in this run ("declares no bound"); null: it is. */
  readonly notApplicable: string | null
}

/** What a rule is made from; whatever is pushed onto `found` breaks the property for good. */
export type RuleParts<State, S> = Parts<State, S> & { readonly found: Witness[] }

/** How a property is declared. */
export interface PropertyDefinition<Name extends string, State extends object, S extends object>
  extends Omit<Property<Name>, 'monitor'> {
  /** What it reads of shared state; that follows each event before the property does. */
  readonly shares?: Shares<S>
  /** What its verdict depends on in the record state; absent: nothing. */
  readonly reads?: number
  /** What it remembers itself of a run. */
  readonly state?: Fields<State>
  /** Why it is not judged by what is known before any run; null: it is. */
  notApplicable?(context: MonitorContext): string | null
  /** What it does with events. */
  on?(parts: RuleParts<State, S>): Handlers
  /** What breaks it, asked after the `ended` event; absent: what was found. */
  witnesses?(parts: RuleParts<State, S>): readonly Witness[]
  /** Whether it is broken already; absent: if anything was found. */
  broken?(parts: RuleParts<State, S>): boolean
}

const NONE: readonly Witness[] = []

/** Declares a property. */
export function property<
  const Name extends string,
  State extends object = Record<never, never>,
  S extends object = Record<never, never>,
>(definition: PropertyDefinition<Name, State, S>): Property<Name> {
  const { name, heading, statement, examples, brokenBy, notApplicable } = definition
  return {
    ...{ name, heading, statement, examples, brokenBy },
    monitor: (context) => {
      const reason = notApplicable?.(context) ?? null
      return reason === null ? createMonitor(definition, context) : notJudged(reason)
    },
  }
}

function createMonitor<State extends object, S extends object>(
  definition: PropertyDefinition<string, State, S>,
  context: MonitorContext,
): Monitor {
  const { shares, reads = 0, state, on, witnesses, broken } = definition
  const { shared, followers } = sharesOf(context, shares)
  // What was found is a field like those that were declared.
  const fields = { ...state, found: labels<Witness>() } as Fields<State & Found>
  const set = fieldSet(fields)
  const own = set.fresh()
  const { found } = own
  const parts = { ...shared, own, found, context }
  return {
    ...createFollower(set, own, on?.(parts) ?? {}),
    followers,
    witnesses: () => witnesses?.(parts) ?? copyOf(found),
    reads,
    broken: () => broken?.(parts) ?? found.length > 0,
    notApplicable: null,
  }
}

interface Found {
  readonly found: Witness[]
}

/** A copy, which the next run leaves alone. */
function copyOf(found: readonly Witness[]): readonly Witness[] {
  return found.length === 0 ? NONE : found.slice()
}

function notJudged(notApplicable: string): Monitor {
  const nothing = fieldSet({})
  return {
    ...createFollower(nothing, nothing.fresh(), {}),
    ...{ followers: [], reads: 0, notApplicable },
    witnesses: () => NONE,
    broken: () => false,
  }
}
