/**
 * Traces that are kept: one file for each strategy and schedule, with up to three variants, as what
 * happens when is not wholly the script's.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { sourceOf } from '../setup/places.ts'
import { lanesOf } from './lanes.ts'
import type { Trace } from './trace.ts'

/** Whose traces: a folder of `conformance/golden`. */
export type Kind = 'client' | 'spring' | 'kafkajs'

type Variant = Pick<Trace, 'members' | 'order' | 'committed' | 'allowed'>

interface Kept extends Omit<Trace, keyof Variant> {
  readonly variants: readonly Variant[]
}

export const variantsMax = 3

/** Where they are kept. */
export function fileOf(kind: Kind, trace: Pick<Trace, 'strategy' | 'schedule'>): string {
  return sourceOf('golden', kind, `${trace.strategy}.${trace.schedule}.json`)
}

/** All that are kept of that strategy and schedule. */
export function keptOf(kind: Kind, of: Pick<Trace, 'strategy' | 'schedule'>): Trace[] {
  const file = fileOf(kind, of)
  return existsSync(file) ? readTraces(file) : []
}

/** All that are kept. */
export function allKept(kind: Kind): Trace[] {
  const folder = sourceOf('golden', kind)
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return names.sort().flatMap((name) => readTraces(sourceOf('golden', kind, name)))
}

function readTraces(file: string): Trace[] {
  const { variants, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as Kept
  return variants.map((variant) => ({ ...rest, ...variant }))
}

/** What two traces must share to be the same: who did what, in which order in each lane. */
export function shapeOf(trace: Trace): string {
  const lanes = [...lanesOf(trace)].map(([name, { main, outcomes }]) => {
    return [name, main.map(({ key }) => key), outcomes]
  })
  return JSON.stringify([lanes, trace.committed])
}

/** Keeps these, which are of one strategy and schedule. */
export function keep(kind: Kind, traces: readonly Trace[]): void {
  const [first] = traces
  if (first === undefined) return
  const file = fileOf(kind, first)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, textOf(traces.slice(0, variantsMax)))
}

/** Stable text with a line for each event, so that a change can be read. */
function textOf(traces: readonly Trace[]): string {
  const [{ members: _, committed: __, allowed: ___, order: ____, ...rest }] = traces as readonly [
    Trace,
  ]
  const head = Object.entries(rest).map(([name, value]) => `  "${name}": ${JSON.stringify(value)}`)
  const variants = traces.map(variantText).join(',\n')
  return `{\n${head.join(',\n')},\n  "variants": [\n${variants}\n  ]\n}\n`
}

function variantText({ members, order = '', committed, allowed = [] }: Trace): string {
  const lists = Object.entries(members).map(([name, events]) => {
    const lines = events.map((event) => `          ${JSON.stringify(event)}`).join(',\n')
    return `        "${name}": [\n${lines}\n        ]`
  })
  const needed = `      "allowed": ${JSON.stringify(allowed)},\n      "order": "${order}"`
  const told = `      "committed": ${JSON.stringify(committed)},\n${needed}`
  return `    {\n      "members": {\n${lists.join(',\n')}\n      },\n${told}\n    }`
}
