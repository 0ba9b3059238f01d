/** Searches one shard of a run, and writes what was found for `merge`. */
import { resolve } from 'node:path'
import { type Shard, taskNumbers } from '../../search/planning/search-tasks.ts'
import { Interrupted, interruption } from '../interrupt.ts'
import type { SearchOptions } from '../options/options.ts'
import { type NamedStrategy, planSearch } from '../search.ts'
import type { Terminal } from '../terminal.ts'
import { runSearchTasks } from '../workers/search-tasks.ts'
import { writeWhole } from '../write-file.ts'
import { type ShardRequest, shardContent, shardText } from './shard-file.ts'

/** What decides the bytes of the comparison. */
export function shardRequest(
  command: ShardRequest['command'],
  chosen: Pick<ShardRequest, 'named' | 'faultsChosen'>,
  strategies: readonly NamedStrategy[],
  { jobs: _jobs, timeMs: _timeMs, limits: _limits, ...options }: SearchOptions,
): ShardRequest {
  return { command, ...chosen, strategies: strategies.map(({ word }) => word), ...options }
}

/** Searches the shard and writes it; `json` is a file, or `-` for standard output. */
export async function writeShard(
  shard: Shard,
  request: ShardRequest,
  strategies: readonly NamedStrategy[],
  options: SearchOptions,
  json: string,
  folder: string,
  terminal: Terminal,
): Promise<void> {
  const { tasks, taskOptions } = planSearch(strategies, options, folder)
  const numbers = taskNumbers(tasks, shard)
  const own = tasks.filter((_, number) => numbers.includes(number))
  const results = await runSearchTasks(own, taskOptions, terminal)
  // What one machine did not finish, no other knows of.
  if (interruption() !== null) throw new Interrupted()
  const found = results.map((result, at) => ({ number: numbers[at] ?? 0, result }))
  const text = shardText(shardContent(shard, request, found, folder))
  if (json === '-') return terminal.out(text)
  await writeWhole(resolve(folder, json), text)
  const { index, of } = shard
  terminal.out(
    `Shard ${index}/${of}: ${own.length} of ${tasks.length} searches, in ${json}. ` +
      `Verdicts come from ackurate merge, given all ${of} shards.\n`,
  )
}
