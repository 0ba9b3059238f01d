/**
 * What is known to be broken: `test/quality/known-broken.json` (schema `ackurate/known-broken@1`).
 *
 * A cell of the comparison each, with a path that breaks it in a run of these sizes; a test plays
 * them all. It only grows: whatever found a cell, a comparison that does not show it has missed it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { UsageError } from '../../cli/usage-error.ts'
import { writeWhole } from '../../cli/write-file.ts'
import type { Settings } from '../../model/settings.ts'
import type { PropertyName } from '../../properties/all.ts'
import { type Sizes, sizesOf } from '../../search/planning/regression.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { FaultSet } from '../../search/verdicts/fault-sets.ts'
import type { Cell } from '../../search/verdicts/verdict.ts'
import { inCheckout } from '../root.ts'

type Policy = Settings['auto.offset.reset']

/** One broken cell, as a line of the file. */
export type KnownBroken = readonly [
  strategy: string,
  fault: FaultSet,
  policy: Policy,
  property: PropertyName,
  path: string,
  /** Where the run is of another world than the file's: what a search of all states has found. */
  own?: Partial<Sizes>,
]

/** The file. */
export interface Reference {
  readonly schema: 'ackurate/known-broken@1'
  /** Of the runs that the paths are of. */
  readonly sizes: Sizes
  readonly cells: readonly KnownBroken[]
}

export const referenceFile = inCheckout('test/quality/known-broken.json')

/** Reads it; null: there is none yet. */
export function readReference(): Reference | null {
  if (!existsSync(referenceFile)) return null
  try {
    return JSON.parse(readFileSync(referenceFile, 'utf8')) as Reference
  } catch (error) {
    throw new UsageError(`cannot read ${referenceFile}: ${(error as Error).message}`)
  }
}

/** Writes it, a line a cell. */
export async function writeReference({ schema, sizes, cells }: Reference): Promise<void> {
  const lines = cells.map((cell) => `    ${JSON.stringify(cell)}`).join(',\n')
  const text = `{\n  "schema": "${schema}",\n  "sizes": ${JSON.stringify(sizes)},\n  "cells": [\n`
  await writeWhole(referenceFile, `${text}${lines}\n  ]\n}\n`)
}

/** The name of a cell: all but its path. */
export function keyOf([strategy, fault, policy, property]: KnownBroken): string {
  return `${strategy} ${fault} ${policy} ${property}`
}

/** The same of a cell of a comparison. */
export function keyOfCell({ strategy, fault, settings, property }: Cell): string {
  return `${strategy} ${fault} ${settings['auto.offset.reset']} ${property}`
}

/** Those of a comparison that are broken, with their paths. */
export function brokenIn({ cells }: Comparison): readonly KnownBroken[] {
  return cells.flatMap((cell): readonly KnownBroken[] => {
    const { strategy, fault, settings, property, counterexample } = cell
    const policy = settings['auto.offset.reset']
    if (cell.verdict !== 'violated' || counterexample === null || policy === undefined) return []
    const found = [strategy, fault, policy, property, counterexample.path] as const
    const own = worldOf(cell)
    return [own === null ? found : [...found, own]]
  })
}

/** The sizes of the world in which a search of all states broke the cell; null: none did. */
function worldOf({ search: { mode, states } }: Cell): Partial<Sizes> | null {
  if (mode !== 'exhaustive' || states === undefined) return null
  const { partitions, records, members, faultsMax } = states.within
  return { partitions, records, members, faultsMax, delaysMax: 0 }
}

/** Whether the path is of a run of the file's sizes, so that other searches can learn from it. */
export function isOfUsualSizes([, , , , , own]: KnownBroken): boolean {
  return own === undefined
}

/** The reference with what it lacks; what it has keeps its path. Null: it is of other sizes. */
export function grown(reference: Reference | null, comparison: Comparison): Reference | null {
  const sizes = sizesOf(comparison.scenario)
  if (reference !== null && JSON.stringify(reference.sizes) !== JSON.stringify(sizes)) return null
  const cells = new Map((reference?.cells ?? []).map((cell) => [keyOf(cell), cell]))
  for (const cell of brokenIn(comparison)) {
    if (!cells.has(keyOf(cell))) cells.set(keyOf(cell), cell)
  }
  const sorted = [...cells].sort(([one], [other]) => (one < other ? -1 : 1))
  return { schema: 'ackurate/known-broken@1', sizes, cells: sorted.map(([, cell]) => cell) }
}
