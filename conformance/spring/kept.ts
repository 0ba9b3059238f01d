/**
 * Kept traces: what containers were seen to do, a file for each case and line of versions, with as
 * many as three ways in which it was seen to go.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sourceOf } from '../setup/places.ts'
import { shapeOf, variantsMax } from '../trace/golden.ts'
import type { Trace } from '../trace/trace.ts'
import { eventOf, textOf } from './event-text.ts'

/** What is kept of one case. */
export interface Kept extends Omit<Trace, 'members' | 'order' | 'committed'> {
  readonly variants: readonly Variant[]
}

/** One way in which it went. */
export interface Variant {
  readonly members: Trace['members']
  readonly order?: string
  readonly committed: Trace['committed']
}

/** `spring-unmodelled`: what the model does otherwise; `spring-matrix`: what was drawn. */
export type Shelf = 'spring' | 'spring-unmodelled' | 'spring-matrix'

/** 3.3.16 is of the line 3.3. */
export function lineOf(version: string): string {
  return version.split('.').slice(0, 2).join('.')
}

/** What is kept of the case; null: nothing. */
export function readKept(shelf: Shelf, line: string, name: string): Kept | null {
  const file = fileOf(shelf, line, name)
  return existsSync(file) ? parse(readFileSync(file, 'utf8')) : null
}

/** Names of all cases of which something is kept, line by line. */
export function allKept(shelf: Shelf): { readonly line: string; readonly name: string }[] {
  const folder = sourceOf('golden', shelf)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .flatMap((line) =>
      readdirSync(join(folder, line))
        .sort()
        .map((file) => ({ line, name: file.replace(/\.json$/, '') })),
    )
}

/** Keeps these. */
export function writeKept(shelf: Shelf, line: string, name: string, kept: Kept): void {
  mkdirSync(sourceOf('golden', shelf, line), { recursive: true })
  writeFileSync(fileOf(shelf, line, name), format(kept))
}

/** The variants as traces. */
export function tracesOf({ variants, ...rest }: Kept): Trace[] {
  return variants.map((variant) => ({ ...rest, ...variant }))
}

/** Whether it went so before. */
export function isKnown(kept: Kept | null, trace: Trace): boolean {
  const shape = shapeOf(trace)
  return kept !== null && tracesOf(kept).some((other) => shapeOf(other) === shape)
}

/** Kept with this trace as one more variant; where there are too many it takes their place. */
export function withVariant(kept: Kept | null, trace: Trace): Kept {
  const { members, order = '', committed, ...rest } = trace
  const before = kept === null || kept.variants.length >= variantsMax ? [] : kept.variants
  return { ...rest, variants: [...before, { members, order, committed }] }
}

function fileOf(shelf: Shelf, line: string, name: string): string {
  return sourceOf('golden', shelf, line, `${name}.json`)
}

/** One line for each event, so that differences show. */
function format({ variants, ...rest }: Kept): string {
  const lines = variants.map(({ members, order, committed }) => ({
    members: Object.fromEntries(
      Object.entries(members).map(([name, events]) => [name, events.map(textOf)]),
    ),
    ...(order === undefined ? {} : { order }),
    committed,
  }))
  return `${JSON.stringify({ ...rest, variants: lines }, null, 1)}\n`
}

function parse(text: string): Kept {
  const { variants, ...rest } = JSON.parse(text) as Omit<Kept, 'variants'> & {
    readonly variants: readonly {
      readonly members: Readonly<Record<string, readonly string[]>>
      readonly order?: string
      readonly committed: Trace['committed']
    }[]
  }
  return {
    ...rest,
    variants: variants.map(({ members, order, committed }) => ({
      members: Object.fromEntries(
        Object.entries(members).map(([name, events]) => [name, events.map(eventOf)]),
      ),
      ...(order === undefined ? {} : { order }),
      committed,
    })),
  }
}
