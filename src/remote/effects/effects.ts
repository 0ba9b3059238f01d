/** All places where effects of one run are looked for. */
import { resolve } from 'node:path'
import type { LogPlace } from '../../model/history.ts'
import type { World } from '../../model/world.ts'
import type { ProduceRequest } from '../../wire/apis/00-produce.ts'
import type { RecordNames } from '../watching/record-names.ts'
import type { EffectSource } from './effect-source.ts'
import { FileEffects } from './file-effects.ts'
import { HttpEffects } from './http-effects.ts'
import { type TookEffect, TopicEffects } from './topic-effects.ts'

/** What effects are of. */
export interface EffectsOptions {
  readonly sources: readonly EffectSource[]
  readonly names: RecordNames
  /** What `{dir}` stands for in paths. */
  readonly dir: string
  readonly cwd: string
  readonly tookEffect: TookEffect
}

export class Effects {
  readonly #topics: readonly TopicEffects[]
  readonly #files: readonly FileEffects[]
  readonly #patterns: readonly RegExp[]
  readonly #http: HttpEffects | null
  readonly #names: RecordNames
  readonly #tookEffect: TookEffect

  constructor(world: World, { sources, names, dir, cwd, tookEffect }: EffectsOptions) {
    this.#names = names
    this.#tookEffect = tookEffect
    this.#topics = sources.flatMap((one) =>
      one.kind === 'topic' ? [new TopicEffects(world, one.topic, names, tookEffect)] : [],
    )
    this.#files = sources.flatMap((one) => {
      if (one.kind !== 'file') return []
      const path = resolve(cwd, one.path.replaceAll('{dir}', dir))
      return [new FileEffects(path, (line) => this.#tell(line, ''))]
    })
    this.#patterns = sources.flatMap((one) => (one.kind === 'stdout' ? [one.pattern] : []))
    const isAsked = sources.some(({ kind }) => kind === 'http')
    this.#http = isAsked ? new HttpEffects((text, member) => this.#tell(text, member)) : null
  }

  async open(host: string): Promise<void> {
    await this.#http?.open(host)
  }

  async close(): Promise<void> {
    await this.#http?.close()
  }

  /** The URL that a process is told; '': there is none. */
  urlOf(member: string): string {
    return this.#http?.urlOf(member) ?? ''
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
