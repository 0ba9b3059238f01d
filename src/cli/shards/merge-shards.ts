/** Puts shards together: checks that they are the parts of one run, and concludes it. */
import { type SearchTask, taskNumbers } from '../../search/planning/search-tasks.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import type { SearchOptions } from '../options/options.ts'
import { comparisonOf, type NamedStrategy, planSearch } from '../search.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { concludeUnits, type SearchTaskResult } from '../workers/search-tasks.ts'
import { type ShardContent, strategyFiles } from './shard-file.ts'

/** A shard and where it was read from. */
export interface ReadShard {
  readonly path: string
  readonly content: ShardContent
}

/** Throws a UsageError unless these are all shards of one run, each once. */
export function requireWhole(shards: readonly ReadShard[]): void {
  const [first, ...others] = shards
  if (first === undefined) throw new UsageError('merge needs the files of all shards')
  for (const other of others) requireSameRun(first, other)
  const { of } = first.content.shard
  for (let index = 1; index <= of; index++) {
    const found = shards.filter(({ content }) => content.shard.index === index)
    if (found.length === 0) throw new UsageError(`shard ${index}/${of} is missing`)
    if (found.length > 1) {
      const paths = found.map(({ path }) => path).join(' and ')
      throw new UsageError(`shard ${index}/${of} is there more than once: ${paths}`)
    }
  }
}

function requireSameRun(first: ReadShard, other: ReadShard): void {
  const facts = ({ content }: ReadShard): Readonly<Record<string, unknown>> => {
    const { files, shard, request } = content
    return { ...request, 'number of shards': shard.of, 'files of strategies': files }
  }
  const [one, two] = [facts(first), facts(other)]
  const names = Object.keys({ ...one, ...two })
  const differing = names.find((name) => JSON.stringify(one[name]) !== JSON.stringify(two[name]))
  if (differing === undefined) return
  throw new UsageError(
    `${other.path} is of another run than ${first.path}: not the same ${differing}`,
  )
}

/** The results of all tasks, in the order of the plan. */
function resultsOf(shards: readonly ReadShard[], tasks: readonly SearchTask[]) {
  const results = new Map<number, SearchTaskResult>()
  for (const { path, content } of shards) {
    const expected = taskNumbers(tasks, content.shard)
    const numbers = content.pieces.map(({ number }) => number)
    if (JSON.stringify(numbers) !== JSON.stringify(expected)) {
      throw new UsageError(`${path} does not hold the part that it should: was it made elsewhere?`)
    }
    for (const { number, result } of content.pieces) results.set(number, result)
  }
  return tasks.map((_, number) => results.get(number) as SearchTaskResult)
}

/** The comparison of the run that these shards are; the options are those of the run. */
export async function mergeShards(
  shards: readonly ReadShard[],
  strategies: readonly NamedStrategy[],
  options: SearchOptions,
  folder: string,
  terminal: Terminal,
): Promise<Comparison> {
  const [first] = shards
  const known = first?.content.files ?? []
  const changed = strategyFiles(
    strategies.map(({ word }) => word),
    folder,
  ).find(({ word, sha256 }) => known.find((file) => file.word === word)?.sha256 !== sha256)
  if (changed !== undefined) {
    throw new UsageError(`${changed.word} is not the file that the shards ran: it was changed`)
  }
  const planned = planSearch(strategies, options, folder)
  const results = resultsOf(shards, planned.tasks)
  const { tasks, taskOptions } = planned
  return comparisonOf(planned, await concludeUnits(tasks, results, taskOptions, terminal))
}
