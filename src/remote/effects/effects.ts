/** All places where effects of one run are looked for. */
import { resolve } from 'node:path'
import type { LogPlace } from '../../model/history.ts'
import type { World } from '../../model/world.ts'
import type { ProduceRequest } from '../../wire/apis/00-produce.ts'
import type { RecordNames } from '../watching/record-names.ts'
import type { EffectSource } from './effect-source.ts'
import { FileEffects } from './file-effects.ts'
import { fillWords, runNameOf } from './fill-words.ts'
import { HttpEffects } from './http-effects.ts'
import { SqlEffects } from './sql/sql-effects.ts'
import { type TookEffect, TopicEffects } from './topic-effects.ts'

/** What effects are of. */
export interface EffectsOptions {
  readonly sources: readonly EffectSource[]
  readonly names: RecordNames
  readonly topic: string
  readonly partitions: number
  /** What `{dir}` stands for in paths. */
  readonly dir: string
  readonly cwd: string
  readonly tookEffect: TookEffect
  /** The run cannot go on, and why. */
  readonly failed: (problem: string) => void
}

export class Effects {
  readonly #topics: readonly TopicEffects[]
  readonly #files: readonly FileEffects[]
  readonly #patterns: readonly RegExp[]
  readonly #http: HttpEffects | null
  readonly #sql: SqlEffects | null
  readonly #names: RecordNames
  readonly #words: Readonly<Record<string, string>>
  readonly #tookEffect: TookEffect

  constructor(world: World, of: EffectsOptions) {
    const { sources, names, dir, cwd, tookEffect } = of
    const words = { dir, run: runNameOf(dir) }
    this.#names = names
    this.#words = words
    this.#tookEffect = tookEffect
    this.#topics = sources.flatMap((one) =>
      one.kind === 'topic' ? [new TopicEffects(world, one.topic, names, tookEffect)] : [],
    )
    this.#files = sources.flatMap((one) => {
      if (one.kind !== 'file') return []
      const path = resolve(cwd, fillWords(one.path, words))
      return [new FileEffects(path, (line) => this.#tell(line, ''))]
    })
    this.#patterns = sources.flatMap((one) => (one.kind === 'stdout' ? [one.pattern] : []))
    const isAsked = sources.some(({ kind }) => kind === 'http')
    this.#http = isAsked ? new HttpEffects((text, member) => this.#tell(text, member)) : null
    const [source] = sources.flatMap((one) => (one.kind === 'sql' ? [one] : []))
    const seen = (place: LogPlace) => tookEffect(place, null, null)
    const rest = { words, cwd, of, seen, failed: of.failed }
    this.#sql = source === undefined ? null : new SqlEffects({ source, ...rest })
  }

  /** Resolves with why they cannot be seen; null: they can. */
  async open(host: string): Promise<string | null> {
    await this.#http?.open(host)
    return (await this.#sql?.open()) ?? null
  }

  async close(): Promise<void> {
    await this.#http?.close()
    await this.#sql?.close()
  }

  /** What a process is told in place of words in braces; '': there is none. */
  wordsOf(member: string): Readonly<Record<string, string>> & { readonly effects: string } {
    const effects = this.#http?.urlOf(member) ?? ''
    return { ...this.#words, effects, database: this.#sql?.url ?? '' }
  }

  /** Why nothing can have been seen, though something may be there; null: something can. */
  get problem(): string | null {
    return this.#sql?.problem ?? null
  }

  /** Resolves when all is seen that is there by now; null: it is, as soon as `look` is called. */
  untilSeen(): Promise<void> | null {
    return this.#sql?.look() ?? null
  }

  producing(member: string, request: ProduceRequest): void {
    for (const topic of this.#topics) topic.producing(member, request)
  }

  /** A process has printed a line. */
  printed(member: string, line: string): void {
    if (this.#patterns.some((pattern) => pattern.test(line))) this.#tell(line, member)
  }

  /** Looks at what does not come by itself. */
  look(): void {
    for (const topic of this.#topics) topic.look()
    for (const file of this.#files) file.look()
  }

  #tell(text: string, member: string): void {
    for (const place of this.#names.in(text) as readonly LogPlace[]) {
      this.#tookEffect(place, member === '' ? null : member, null)
    }
  }
}
