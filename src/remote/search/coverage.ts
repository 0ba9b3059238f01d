/**
 * How much of each fault was tried, and whether that decides a claim that nothing broke.
 *
 * Moments are of a kind where the same thing happens as far as it has come: crash at a commit that
 * is applied, say. Of each kind `enoughOfKind` must have been judged, or all that there are.
 */
import type { PlannedFault, RemoteFault } from '../moments/remote-faults.ts'
import type { RemotePlan } from '../schedule/plan.ts'
import { byKind, type FaultPlans } from './plans.ts'

/** Of each kind of moment of a fault: the first, the last, and what lies evenly between. */
const enoughOfKind = 5
/** What is left of a fault's runs says too little when more than this share of them failed. */
const failedShareMax = 0.2

/** What came of a schedule. */
export type Outcome =
  /** Its faults happened, and it was judged. */
  | 'judged'
  /** Its moment did not come. */
  | 'not-reached'
  /** It came to nothing. */
  | 'failed'

/** How much of a fault was tried. */
export interface FaultCoverage {
  readonly fault: RemoteFault
  /** Moments at which it could happen, each with its details. */
  readonly possible: number
  /** Of these, so many decide. */
  readonly needed: number
  /** So many were tried, whatever came of them. */
  readonly tried: number
  readonly judged: number
  readonly notReached: number
  readonly failed: number
  /** Why a claim that nothing broke is undecided all the same; null: it is not. */
  readonly undecided: string | null
}

type State = Outcome | 'running' | 'untried'

interface Kind {
  /** Of each moment, by its name. */
  readonly states: ReadonlyMap<string, { state: State }>
  readonly needed: number
  readonly name: string
}

export class Coverage {
  readonly #kinds: ReadonlyMap<RemoteFault, readonly Kind[]>
  readonly #nameOf: (planned: PlannedFault) => string

  /** `nameOf`: two are the same if it is. */
  constructor(plans: readonly FaultPlans[], nameOf: (planned: PlannedFault) => string) {
    this.#nameOf = nameOf
    this.#kinds = new Map(
      plans.map(({ fault, planned }) => [fault, byKind(planned).map((own) => kindOf(own, nameOf))]),
    )
  }

  /** So many schedules decide every fault, if all of their moments come. */
  get needed(): number {
    return [...this.#kinds.values()].flat().reduce((sum, { needed }) => sum + needed, 0)
  }

  /** Whether what is known of moments like this one does not decide yet. */
  isNeeded(plan: RemotePlan): boolean {
    const kind = this.#kindOf(plan)
    if (kind === undefined) return false
    return count(kind, 'judged') + count(kind, 'running') < kind.needed
  }

  /** It is tried. */
  begins(plan: RemotePlan): void {
    this.#set(plan, 'running')
  }

  /** Null: it was interrupted. */
  ends(plan: RemotePlan, outcome: Outcome | null): void {
    this.#set(plan, outcome ?? 'untried')
  }

  /** By fault, in their order. */
  get faults(): readonly FaultCoverage[] {
    return [...this.#kinds].map(([fault, kinds]) => coverageOf(fault, kinds))
  }

  #set(plan: RemotePlan, state: State): void {
    const [first] = plan
    const own = first && this.#kindOf(plan)?.states.get(this.#nameOf(first))
    if (own !== undefined) own.state = state
  }

  /** Undefined: it is not one of single moments. */
  #kindOf(plan: RemotePlan): Kind | undefined {
    const [first] = plan
    if (first === undefined || plan.length > 1) return undefined
    const name = this.#nameOf(first)
    return this.#kinds.get(first.fault)?.find(({ states }) => states.has(name))
  }
}

function kindOf(own: readonly PlannedFault[], nameOf: (one: PlannedFault) => string): Kind {
  const [first] = own
  const error = first?.error == null ? '' : ` (${first.error})`
  return {
    states: new Map(own.map((one) => [nameOf(one), { state: 'untried' }])),
    needed: Math.min(enoughOfKind, own.length),
    name: `${first?.at.happening}.${first?.at.stage}${error}`,
  }
}

function coverageOf(fault: RemoteFault, kinds: readonly Kind[]): FaultCoverage {
  const sum = (of: (kind: Kind) => number) => kinds.reduce((total, kind) => total + of(kind), 0)
  const told = {
    possible: sum(({ states }) => states.size),
    needed: sum(({ needed }) => needed),
    judged: sum((kind) => count(kind, 'judged')),
    notReached: sum((kind) => count(kind, 'not-reached')),
    failed: sum((kind) => count(kind, 'failed')),
  }
  const counts = { ...told, tried: told.judged + told.notReached + told.failed }
  return { fault, ...counts, undecided: undecidedReason(kinds, counts) }
}

function undecidedReason(
  kinds: readonly Kind[],
  { possible, needed, tried, judged, failed }: Omit<FaultCoverage, 'fault' | 'undecided'>,
): string | null {
  if (possible === 0) return 'no moment was met at which it could happen'
  if (failed > failedShareMax * (judged + failed)) {
    return `${failed} of ${tried} schedules say nothing`
  }
  const isShort = (kind: Kind) => count(kind, 'judged') < kind.needed && count(kind, 'untried') > 0
  if (kinds.some(isShort)) {
    return `${tried} of ${possible} moments tried; ${needed} decide, ${enoughOfKind} of each kind`
  }
  const never = kinds.find((kind) => count(kind, 'judged') === 0)
  return never === undefined ? null : `no ${never.name} that was tried could be judged`
}

function count({ states }: Kind, state: State): number {
  return [...states.values()].filter((one) => one.state === state).length
}
