/**
 * Cuts the schedules of one search into chunks that different threads, or different machines, may
 * explore. A chunk's size depends on the kind of strategy only, never on how many share the work.
 */
import type { AnyStrategy } from '../../strategies/strategy.ts'
import { seedOf } from '../schedules/streams.ts'

/** Some schedules of a search, one after the other. */
export interface Chunk {
  /** The 0-based number of the first one. */
  readonly first: number
  readonly schedules: number
}

/** A quarter of a second of programs: enough that handing a chunk out costs nothing beside it. */
const programSchedules = 2000
/** A service's schedule costs as much as a hundred of a program's; `compare` runs 50 in a cell. */
const serviceSchedules = 50

/**
 * So many schedules are drawn from one stream of seeds. To get to one in the middle, the stream is
 * wound on from its start, at half a microsecond a schedule: a single stream would make that the
 * larger part of a long search.
 */
export const streamSchedules = 20_000

/** The chunks of so many schedules, in order; at least one. */
export function chunksOf(strategy: AnyStrategy, schedules: number): readonly Chunk[] {
  return cut(schedules, 'service' in strategy ? serviceSchedules : programSchedules)
}

/**
 * The same schedules in at most so many chunks, for a search that ends with its time: chunks that
 * each had only their share of it would all be left unfinished.
 */
export function wideChunks(
  strategy: AnyStrategy,
  schedules: number,
  chunksMax: number,
): readonly Chunk[] {
  const usual = chunksOf(strategy, schedules)
  const size = (usual[0]?.schedules ?? 1) * Math.ceil(usual.length / chunksMax)
  return cut(schedules, size)
}

function cut(schedules: number, size: number): readonly Chunk[] {
  const chunks: Chunk[] = [{ first: 0, schedules: Math.min(size, schedules) }]
  for (let first = size; first < schedules; first += size) {
    chunks.push({ first, schedules: Math.min(size, schedules - first) })
  }
  return chunks
}

/** Schedules that come from one stream of seeds: how fast-check finds them. */
export interface Slice extends Chunk {
  readonly seed: number
  /** How many schedules of the stream come before. */
  readonly skip: number
}

/** A chunk's slices, in a search of that seed. */
export function slicesOf(seed: number, { first, schedules }: Chunk): readonly Slice[] {
  const slices: Slice[] = []
  const end = first + schedules
  for (let at = first; at < end; ) {
    const stream = Math.floor(at / streamSchedules)
    const next = Math.min(end, (stream + 1) * streamSchedules)
    const streamSeed = stream === 0 ? seed : seedOf(`${seed}/${stream}`)
    slices.push({ first: at, schedules: next - at, seed: streamSeed, skip: at % streamSchedules })
    at = next
  }
  return slices
}
