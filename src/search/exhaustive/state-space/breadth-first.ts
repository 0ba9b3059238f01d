/**
 * Breadth-first search of all states of a model.
 *
 * Level by level, so that the first state that breaks a property is one with the fewest actions.
 * Only two levels of states are in memory; of all others there is a fingerprint and a link to the
 * state from which they were reached.
 */
import { assert } from '../../../model/assert.ts'
import { type Frontier, listFrontier } from './frontier.ts'
import { Links, noParent } from './links.ts'
import type { Model, Visit } from './model.ts'
import { collisionProbability, VisitedSet } from './visited-set.ts'
import { walk } from './walk.ts'

/** Where to stop; what is absent does not bound. */
export interface Bounds {
  /** The number of distinct states after which none is expanded. */
  readonly statesMax?: number
  /** The number of actions from an initial state beyond which none is expanded. */
  readonly depthMax?: number
  /** Asked now and then; true ends the search. */
  readonly deadline?: () => boolean
  /** Called before each state is expanded: a search shows that it lives. */
  readonly beat?: () => void
  /** Called once, when no more is searched, and before any path is walked again. */
  readonly onSearched?: () => void
  /** The number of states, spread over the order of discovery, whose paths are returned. */
  readonly samples?: number
}

/** Why a search ended before it had expanded every state; `decided`: every property is broken. */
export type Stop = 'states' | 'depth' | 'time' | 'decided'

/** A shortest path to a state that breaks a property. */
export interface ShortestPath {
  /** How many actions it takes from an initial state. */
  readonly actions: number
  /** All choices, those of the initial state first. */
  readonly choices: readonly number[]
  /** The same, step by step. */
  readonly steps: readonly (readonly number[])[]
}

/** What an exhaustive search found. */
export interface ExhaustiveResult {
  /** States visited, each as often as it was reached. */
  readonly generated: number
  readonly distinct: number
  /** Actions to the farthest state met. */
  readonly depth: number
  /** States that were met and not expanded. */
  readonly frontier: number
  /** Every reachable state was met and judged. */
  readonly complete: boolean
  /** Why not, or null. */
  readonly stopped: Stop | null
  /** An upper bound of the chance that a state was overlooked for another one's fingerprint. */
  readonly collisionProbability: number
  /** The most bytes that the fingerprints and the links of all states took at any moment. */
  readonly bytes: number
  /** By number of the property: a shortest way to break it, or null: none was met. */
  readonly counterexamples: readonly (ShortestPath | null)[]
  /** The sampled states, each by its way there, as `walk` takes it. */
  readonly samples: readonly (readonly number[])[]
}

/** How many states are expanded between two looks at the clock. */
const deadlineEvery = 256
/** A mask has this many bits, and the numbers of states fit a word. */
const propertiesMax = 31
const statesLimit = 2 ** 31

/** Searches; `properties` is how many of them the model judges. */
export function searchExhaustively<S>(
  model: Model<S>,
  properties: number,
  bounds: Bounds = {},
): ExhaustiveResult {
  assert(properties <= propertiesMax, `${properties} properties do not fit a mask`)
  return new Search(model, properties, bounds).run()
}

class Search<S> {
  readonly #model: Model<S>
  readonly #bounds: Bounds
  readonly #properties: number
  readonly #visited = new VisitedSet()
  readonly #links = new Links()
  readonly #fingerprint = new Uint32Array(2)
  /** Properties not broken so far, as bits. */
  #open: number
  readonly #brokenBy: number[]
  #level: Frontier<S>
  #next: Frontier<S>
  #generated = 0
  #parent = noParent
  #ordinal = 0

  constructor(model: Model<S>, properties: number, bounds: Bounds) {
    this.#model = model
    this.#bounds = bounds
    this.#properties = properties
    this.#open = 2 ** properties - 1
    this.#brokenBy = new Array<number>(properties).fill(noParent)
    this.#level = model.frontier?.() ?? listFrontier<S>()
    this.#next = model.frontier?.() ?? listFrontier<S>()
  }

  run(): ExhaustiveResult {
    this.#model.initial(this.#meet)
    this.#turnLevel()
    const { depthMax = Number.POSITIVE_INFINITY } = this.#bounds
    let [depth, stop, expanded] = [0, null as Stop | null, 0]
    while (this.#level.count > 0 && stop === null) {
      stop = depth >= depthMax ? 'depth' : null
      expanded = 0
      while (stop === null && expanded < this.#level.count) {
        stop = this.#mustStop(expanded)
        if (stop === null) this.#expand(expanded++)
      }
      if (stop !== null) break
      this.#turnLevel()
      expanded = 0
      if (this.#level.count > 0) depth++
    }
    const left = this.#level.count - expanded + this.#next.count
    return this.#result(this.#next.count > 0 ? depth + 1 : depth, left, left > 0 ? stop : null)
  }

  /** Bound once: the model calls it for every state that it generates. */
  readonly #meet: Visit<S> = (state) => {
    this.#generated++
    const ordinal = this.#ordinal++
    const fingerprint = this.#fingerprint
    this.#model.fingerprint(state, fingerprint)
    if (!this.#visited.add(fingerprint[0] ?? 0, fingerprint[1] ?? 0)) return
    this.#links.push(this.#parent, ordinal)
    this.#next.push(state)
    if (this.#open !== 0) this.#judge(state)
  }

  #judge(state: S): void {
    const broken = this.#model.broken(state) & this.#open
    if (broken === 0) return
    this.#open &= ~broken
    const { length } = this.#brokenBy
    for (let property = 0; property < length; property++) {
      if ((broken & (1 << property)) !== 0) this.#brokenBy[property] = this.#links.count - 1
    }
  }

  #mustStop(expanded: number): Stop | null {
    if (this.#open === 0 && this.#properties > 0) return 'decided'
    const { statesMax = statesLimit, deadline } = this.#bounds
    if (this.#visited.count >= statesMax) return 'states'
    return deadline !== undefined && expanded % deadlineEvery === 0 && deadline() ? 'time' : null
  }

  #expand(index: number): void {
    // States are numbered as they are met, so the current level is the one before the next.
    this.#parent = this.#links.count - this.#next.count - this.#level.count + index
    this.#ordinal = 0
    this.#bounds.beat?.()
    this.#model.forEachSuccessor(this.#level.at(index), this.#meet)
  }

  #turnLevel(): void {
    const done = this.#level
    this.#level = this.#next
    this.#next = done
    done.clear()
  }

  #result(depth: number, frontier: number, stopped: Stop | null): ExhaustiveResult {
    this.#bounds.onSearched?.()
    return {
      generated: this.#generated,
      distinct: this.#visited.count,
      depth,
      frontier,
      complete: stopped === null,
      stopped,
      collisionProbability: collisionProbability(this.#visited.count),
      bytes: this.#visited.bytesMax + this.#links.bytes,
      counterexamples: this.#brokenBy.map((state, property) =>
        state === noParent ? null : this.#pathTo(state, property),
      ),
      samples: this.#samples(),
    }
  }

  /** The last state met, one of the deepest, is always among them. */
  #samples(): readonly (readonly number[])[] {
    const { samples = 0 } = this.#bounds
    const { count } = this.#links
    const chosen = Array.from({ length: samples }, (_, at) => {
      return Math.ceil(((at + 1) * count) / samples) - 1
    })
    return [...new Set(chosen)].map((state) => this.#links.ordinalsTo(state))
  }

  #pathTo(state: number, property: number): ShortestPath {
    const { steps, state: end } = walk(this.#model, this.#links.ordinalsTo(state))
    const again = this.#model.broken(end) & (1 << property)
    assert(again !== 0, `the path to a state that breaks property ${property} leads elsewhere`)
    return { actions: steps.length - 1, choices: steps.flat(), steps }
  }
}
