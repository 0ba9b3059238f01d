/** Has the pieces of a comparison searched, and its units concluded from them. */

import type { UnitResult } from '../../search/compare.ts'
import type { Chunk } from '../../search/planning/chunks.ts'
import type { Piece } from '../../search/planning/pieces.ts'
import type { Unit } from '../../search/planning/plan.ts'
import type { ChunkResult } from '../../search/random/merge-explorations.ts'
import { isStrategyFile } from '../loading/load-strategy.ts'
import { startProgress } from '../progress.ts'
import type { Terminal } from '../terminal.ts'
import { type LaterTask, runPlanned } from './pool.ts'
import type { Task } from './task.ts'

/** What a piece yields: of a whole unit its result, of a chunk what exploring it found. */
export type PieceResult = UnitResult | ChunkResult

/** What the tasks of a comparison have in common. */
export interface PieceOptions {
  readonly units: readonly Unit[]
  /** The word by which the user asked for the strategy of that name. */
  readonly wordOf: (name: string) => string
  readonly folder: string
  readonly jobs: number
  /** Milliseconds for each piece; null: as long as it takes. */
  readonly budgetMs: number | null
}

type Concluding = Extract<Task, { kind: 'conclude' }>

function unitOf({ units }: PieceOptions, number: number): Unit {
  const unit = units[number]
  if (unit === undefined) throw new RangeError(`no unit ${number}`)
  return unit
}

function taskOf(options: PieceOptions, piece: Piece): Task {
  const unit = unitOf(options, piece.unit)
  const { folder, budgetMs } = options
  const base = { strategy: options.wordOf(unit.strategy), folder, beat: null, unit } as const
  const limited = { ...base, budgetMs }
  const chunk: Chunk | null = piece.chunk
  return chunk === null ? { ...limited, kind: 'search' } : { ...limited, kind: 'chunk', chunk }
}

function conclusionOf(
  options: PieceOptions,
  number: number,
  chunks: readonly ChunkResult[],
): Concluding {
  const unit = unitOf(options, number)
  const strategy = options.wordOf(unit.strategy)
  return { kind: 'conclude', strategy, folder: options.folder, beat: null, unit, chunks }
}

async function run(
  tasks: readonly (Task | LaterTask)[],
  { units, wordOf, jobs }: PieceOptions,
  terminal: Terminal,
) {
  const progress = startProgress(tasks.length, `${tasks.length} searches`, terminal)
  try {
    return await runPlanned(tasks, {
      jobs,
      guarded: units.some(({ strategy }) => isStrategyFile(wordOf(strategy))),
      onDone: () => progress.step(),
      onInterrupt: () => progress.stop(),
    })
  } finally {
    progress.stop()
  }
}

/** Searches these pieces, and concludes nothing: the results, in their order. */
export async function runPieces(
  pieces: readonly Piece[],
  options: PieceOptions,
  terminal: Terminal,
): Promise<readonly PieceResult[]> {
  const tasks = pieces.map((piece) => taskOf(options, piece))
  return (await run(tasks, options, terminal)) as readonly PieceResult[]
}

/** Searches all pieces, and concludes each unit as soon as its last one is there. */
export async function runUnits(
  pieces: readonly Piece[],
  options: PieceOptions,
  terminal: Terminal,
): Promise<readonly UnitResult[]> {
  const tasks: (Task | LaterTask)[] = []
  const ends = options.units.map((unit, number) => {
    const own = pieces.filter((piece) => piece.unit === number)
    const needs = own.map((piece) => tasks.push(taskOf(options, piece)) - 1)
    if (own[0]?.chunk === null) return tasks.length - 1
    return (
      tasks.push({
        strategy: options.wordOf(unit.strategy),
        needs,
        make: (chunks) => conclusionOf(options, number, chunks as readonly ChunkResult[]),
      }) - 1
    )
  })
  const answers = await run(tasks, options, terminal)
  return ends.map((end) => answers[end] as UnitResult)
}

/** Concludes the units from the results of all pieces, wherever those were searched. */
export async function concludeUnits(
  pieces: readonly Piece[],
  results: readonly PieceResult[],
  options: PieceOptions,
  terminal: Terminal,
): Promise<readonly UnitResult[]> {
  const tasks: Task[] = []
  const units = options.units.map((_, number): UnitResult | number => {
    const own = results.filter((_result, at) => pieces[at]?.unit === number)
    const whole = pieces.find((piece) => piece.unit === number)?.chunk === null
    if (whole) return own[0] as UnitResult
    return tasks.push(conclusionOf(options, number, own as readonly ChunkResult[])) - 1
  })
  const answers = tasks.length === 0 ? [] : await run(tasks, options, terminal)
  return units.map((unit) => (typeof unit === 'number' ? (answers[unit] as UnitResult) : unit))
}
