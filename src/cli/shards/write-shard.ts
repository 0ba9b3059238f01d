/** Searches one shard of a run, and writes what was found for `merge`. */
import { resolve } from 'node:path'
import { pieceNumbers, type Shard } from '../../search/planning/pieces.ts'
import type { SearchOptions } from '../options/options.ts'
import { type NamedStrategy, planSearch } from '../search.ts'
import type { Terminal } from '../terminal.ts'
import { runPieces } from '../workers/pieces.ts'
import { writeWhole } from '../write-file.ts'
import { type ShardRequest, shardContent, shardText } from './shard-file.ts'

/** What decides the bytes of the comparison. */
export function shardRequest(
  command: ShardRequest['command'],
  chosen: Pick<ShardRequest, 'named' | 'faultsChosen'>,
  strategies: readonly NamedStrategy[],
  { jobs: _jobs, timeMs: _timeMs, ...options }: SearchOptions,
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
  const { pieces, pieceOptions } = planSearch(strategies, options, folder)
  const numbers = pieceNumbers(pieces, shard)
  const own = pieces.filter((_, number) => numbers.includes(number))
  const results = await runPieces(own, pieceOptions, terminal)
  const found = results.map((result, at) => ({ number: numbers[at] ?? 0, result }))
  const text = shardText(shardContent(shard, request, found, folder))
  if (json === '-') return terminal.out(text)
  await writeWhole(resolve(folder, json), text)
  const { index, of } = shard
  terminal.out(
    `Shard ${index}/${of}: ${own.length} of ${pieces.length} searches, in ${json}. ` +
      `Verdicts come from ackurate merge, given all ${of} shards.\n`,
  )
}
