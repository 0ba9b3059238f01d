/** Cuts a comparison into pieces: what one task does, and what machines share out among them. */
import type { AnyStrategy } from '../../strategies/strategy.ts'
import { unitChunks } from '../compare.ts'
import type { Chunk } from './chunks.ts'
import type { Unit } from './plan.ts'

/** A unit that is searched at once, or one chunk of a unit whose schedules are shared out. */
export interface Piece {
  /** The number of the unit in the plan. */
  readonly unit: number
  /** Null: the whole unit, shrinking included. */
  readonly chunk: Chunk | null
}

/**
 * All pieces, in the order of the plan. They depend on the request alone, but for `chunksMax`, the
 * most chunks that a unit is worth where the search ends with its time.
 */
export function piecesOf(
  units: readonly Unit[],
  strategyOf: (name: string) => AnyStrategy,
  chunksMax: number | null = null,
): readonly Piece[] {
  return units.flatMap((unit, number): readonly Piece[] => {
    const chunks = unitChunks(unit, strategyOf(unit.strategy), chunksMax)
    if (chunks.length === 1) return [{ unit: number, chunk: null }]
    return chunks.map((chunk) => ({ unit: number, chunk }))
  })
}

/** Which part of all pieces: `index` counts from 1. */
export interface Shard {
  readonly index: number
  readonly of: number
}

/** The numbers of a shard's pieces: every n-th one, so that what is slow in a row is spread. */
export function pieceNumbers(pieces: readonly Piece[], { index, of }: Shard): readonly number[] {
  return [...pieces.keys()].filter((number) => number % of === index - 1)
}
