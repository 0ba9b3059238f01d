/** What random sequences are drawn from: chance, and whom and what a request names. */
import type { GenerationRef, MemberRef, PartitionRef, Step, TopicRef } from './step.ts'
import type { Theme } from './themes.ts'

/** What is the same for all steps of a sequence. */
export interface Context {
  readonly draw: Draw
  readonly theme: Theme
  readonly members: number
  readonly groups: number
  readonly sessionMs: number
  readonly rebalanceMs: number
}

/** Makes the next steps. */
export type Maker = (context: Context, before: readonly Step[]) => readonly Step[]

/** A seeded source of choices. */
export class Draw {
  readonly #random: () => number

  constructor(random: () => number) {
    this.#random = random
  }

  below(bound: number): number {
    return Math.floor(this.#random() * bound)
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }

  chance(oneIn: number): boolean {
    return this.below(oneIn) === 0
  }

  weighted<T>(options: readonly (readonly [number, T])[]): T {
    let left = this.below(options.reduce((sum, [weight]) => sum + weight, 0))
    for (const [weight, option] of options) {
      if (left < weight) return option
      left -= weight
    }
    throw new Error('no option')
  }
}

/** Whose member id: mostly the one that it was told. */
export function memberRef(draw: Draw, client: number, members: number): MemberRef {
  return draw.weighted<MemberRef>([
    [20, { of: client }],
    [1, { of: 'none' }],
    [1, { of: 'nobody' }],
    [1, { of: draw.below(members) }],
    [1, { of: client, before: true }],
  ])
}

/** Which generation: mostly the one that it was told. */
export function generationRef(draw: Draw, client: number, members: number): GenerationRef {
  return draw.weighted<GenerationRef>([
    [20, { of: client, plus: 0 }],
    [1, { of: client, plus: -1 }],
    [1, { of: client, plus: 1 }],
    [1, { of: draw.below(members), plus: 0 }],
    [1, { of: 'simple' }],
  ])
}

/** Which instance id a member gives: mostly the one that it joined with last. */
export function instanceRef(draw: Draw, client: number, before: readonly Step[]): number | null {
  const joined = before.findLast((step) => step.api === 'JoinGroup' && step.client === client)
  const own = joined?.api === 'JoinGroup' ? joined.instance : null
  return draw.chance(15) ? draw.of([null, 0, 1]) : own
}

/** Which topic: mostly that of the sequence. */
export function topicRef(draw: Draw): TopicRef {
  return draw.weighted<TopicRef>([
    [10, 0],
    [2, 1],
    [1, 'unknown'],
  ])
}

/** Which partition: now and then one that does not exist. */
export function partitionRef(draw: Draw): PartitionRef {
  return { topic: topicRef(draw), partition: draw.chance(15) ? 7 : draw.below(2) }
}

/** Producers 0 and 1 share a transactional id, 2 has another one, 3 has none. */
export const transactionalOf = [0, 0, 1, null] as const

/** Whose identity: mostly as the producer was told it. */
export function producerRef(draw: Draw, producers: readonly number[]) {
  const producer = draw.of(producers)
  const plus = draw.weighted([
    [12, 0],
    [1, -1],
    [1, 1],
  ])
  return { client: 4 + producer, producer, plus, transactional: transactionalOf[producer] ?? 0 }
}
