/** What the runs of a real program come to: verdicts, figures, and the story of each. */

import { faultNames } from '../../model/faults/names.ts'
import { type PropertyName, properties, type ShippedProperty } from '../../properties/all.ts'
import { createJudge, type RunResults } from '../../properties/judge.ts'
import { plannedName } from '../../remote/moments/planned-name.ts'
import type { RemotePlan, RemoteRun } from '../../remote/schedule/plan.ts'
import { type FaultSet, faultSetOf as setOf } from '../../search/verdicts/fault-sets.ts'

/** One run, judged. */
export interface JudgedRun {
  readonly plan: RemotePlan
  readonly run: RemoteRun
  readonly results: RunResults<PropertyName>
}

/** Of a schedule: how often a property was seen broken, in how many runs. */
export interface Seen {
  readonly broken: number
  readonly runs: number
}

/** The faults of a plan, as tables name them. */
export function faultSetOf(plan: RemotePlan): FaultSet {
  const own = new Set<string>(plan.map(({ fault }) => fault))
  return setOf(faultNames.filter((name) => own.has(name)))
}

/** A plan as `--at` takes it; `quiet` where nothing is to happen. */
export function planName(plan: RemotePlan): string {
  return plan.length === 0 ? 'quiet' : plan.map(plannedName).join(',')
}

export class JudgedRuns {
  readonly #judged: readonly ShippedProperty[]
  readonly #runs: JudgedRun[] = []

  constructor(names: readonly PropertyName[]) {
    this.#judged = properties.filter(({ name }) => names.includes(name))
  }

  get all(): readonly JudgedRun[] {
    return this.#runs
  }

  /** Judges one more run; answers what it broke. */
  add(plan: RemotePlan, run: RemoteRun): readonly PropertyName[] {
    const judge = createJudge(this.#judged, { reprocessingMax: null })
    for (const event of run.events) judge.emit(event)
    const results = judge.results()
    this.#runs.push({ plan, run, results })
    return results.judgements.filter(isBroken).map(({ property }) => property)
  }

  /** The runs of the same plan. */
  seen(plan: RemotePlan, property: PropertyName): Seen {
    const name = planName(plan)
    const same = this.#runs.filter((one) => planName(one.plan) === name)
    const broken = same.filter(({ results }) => breaks(results, property))
    return { broken: broken.length, runs: same.length }
  }
}

/** Whether the run broke the property. */
export function breaks(results: RunResults<PropertyName>, property: PropertyName): boolean {
  return results.judgements.some((one) => one.property === property && isBroken(one))
}

function isBroken({ witnesses }: { readonly witnesses: readonly unknown[] }): boolean {
  return witnesses.length > 0
}
