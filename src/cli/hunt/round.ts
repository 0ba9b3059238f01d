/**
 * One round of a hunt: its units are searched, and what they find is saved and reported at once.
 */
import type { Unit, UnitResult } from '../../search/planning/plan.ts'
import { interruption } from '../interrupt.ts'
import { mayHang } from '../loading/load-strategy.ts'
import type { NamedStrategy } from '../search.ts'
import { searchedAgain } from '../workers/again.ts'
import type { Limits } from '../workers/limits.ts'
import { isLost } from '../workers/lost.ts'
import { runTasks } from '../workers/pool.ts'
import { type Find, findOf, saveFind } from './finds.ts'

/** How a round is to be searched. */
export interface RoundOptions {
  readonly named: ReadonlyMap<string, NamedStrategy>
  readonly folder: string
  readonly jobs: number
  /** Where finds are saved. */
  readonly file: string
  readonly limits: Limits
  /** Ends the round before it is done. */
  readonly signal: AbortSignal
  /** Called for a unit that hung or ran out of memory, with the reason. */
  readonly onLost: (reason: string) => void
  /** Called with each find after the disk has it; `isNew`: the file did not hold it before. */
  readonly onFind: (find: Find, isNew: boolean) => void
}

/** What a round has done; one that was stopped is not done, and leaves what it found. */
export interface RoundResult {
  readonly done: boolean
  readonly schedules: number
}

/** Searches the units. */
export async function runRound(
  units: readonly Unit[],
  options: RoundOptions,
): Promise<RoundResult> {
  const broken = new AbortController()
  const saving = keepInOrder(units, options, broken)
  const wordOf = (name: string) => options.named.get(name)?.word ?? name
  const tasks = units.map((unit) => ({
    kind: 'search' as const,
    strategy: wordOf(unit.strategy),
    folder: options.folder,
    beat: null,
    unit,
    budgetMs: null,
    narrows: true,
  }))
  await runTasks<'search'>(tasks, {
    jobs: options.jobs,
    limits: options.limits,
    guarded: tasks.some(({ strategy }) => mayHang(strategy)),
    onDone: (outcome, number) => {
      if (isLost(outcome) && outcome.lostTo !== 'stopped') options.onLost(outcome.reason)
      saving.add(isLost(outcome) ? nothing : (outcome as UnitResult), number)
    },
    again: searchedAgain,
    signal: AbortSignal.any([options.signal, broken.signal]),
  })
  const schedules = await saving.end()
  // What was stopped is searched again next time.
  return { done: !options.signal.aborted && interruption() === null, schedules }
}

/** What is found where nothing was searched. */
const nothing: UnitResult = { cells: [], statistics: null, sometimes: null }

/**
 * Saves finds in the order of the units, so that the file is the same whatever the number of
 * threads: a unit that is done early waits for those before it.
 */
function keepInOrder(
  units: readonly Unit[],
  { named, file, folder, onFind }: RoundOptions,
  broken: AbortController,
) {
  const waiting = new Map<number, UnitResult>()
  let next = 0
  let schedules = 0
  let work = Promise.resolve()
  const save = async (unit: Unit, { cells, statistics }: UnitResult): Promise<void> => {
    schedules += statistics?.schedules ?? 0
    for (const cell of cells) {
      const strategy = named.get(unit.strategy)
      const find = strategy === undefined ? null : findOf(unit, cell, strategy)
      if (find !== null) onFind(find, await saveFind(file, find, folder))
    }
  }
  return {
    add(result: UnitResult, number: number): void {
      waiting.set(number, result)
      for (let ready = waiting.get(next); ready !== undefined; ready = waiting.get(next)) {
        const [unit, found] = [units[next], ready]
        waiting.delete(next)
        next += 1
        if (unit !== undefined) work = work.then(() => save(unit, found))
      }
      // What cannot be saved ends the hunt: `end` throws the reason.
      work.catch(() => broken.abort())
    },
    async end(): Promise<number> {
      await work
      return schedules
    },
  }
}
