/** The file that one shard writes and `merge` reads (schema `ackurate/shard@1`). */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Shard } from '../../search/planning/search-tasks.ts'
import { isStrategyFile, strategyFilePath } from '../loading/load-strategy.ts'
import type { SearchOptions } from '../options/options.ts'
import { readJson } from '../read-json.ts'
import { told, UsageError } from '../usage-error.ts'
import { version } from '../version.ts'
import type { SearchTaskResult } from '../workers/search-tasks.ts'

/** What was asked for: all that decides the bytes of the comparison, and nothing else. */
export interface ShardRequest extends Omit<SearchOptions, 'jobs' | 'timeMs' | 'limits'> {
  readonly command: 'check' | 'compare'
  /** Whether `compare` was given its strategies: then the claims of faulty ones count, too. */
  readonly named: boolean
  /** Whether the user chose the faults: then kept paths of others do not count. */
  readonly faultsChosen: boolean
  /** The words by which they were asked for. */
  readonly strategies: readonly string[]
}

/** A user's file, and which text it had. */
interface StrategyFile {
  readonly word: string
  readonly sha256: string
}

/** Everything but the sum that guards it. */
export interface ShardContent {
  readonly schema: 'ackurate/shard@1'
  readonly version: string
  readonly shard: Shard
  readonly request: ShardRequest
  readonly files: readonly StrategyFile[]
  /** The results of this shard's tasks, by their numbers, ascending. */
  readonly pieces: readonly { readonly number: number; readonly result: SearchTaskResult }[]
}

/** Puts a shard's results together. */
export function shardContent(
  shard: Shard,
  request: ShardRequest,
  pieces: ShardContent['pieces'],
  folder: string,
): ShardContent {
  const files = strategyFiles(request.strategies, folder)
  return { schema: 'ackurate/shard@1', version: version(), shard, request, files, pieces }
}

/** The texts of those strategies that are files, as sums. */
export function strategyFiles(words: readonly string[], folder: string): readonly StrategyFile[] {
  return words.filter(isStrategyFile).map((word) => {
    const text = readFileSync(resolve(folder, strategyFilePath(word)), 'utf8')
    return { word, sha256: sumOf(text) }
  })
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The file's text: one task's result a line; ends with a line break. */
export function shardText(content: ShardContent): string {
  const { pieces, ...head } = content
  const lines = pieces.map((piece) => `    ${JSON.stringify(piece)}`)
  const members = Object.entries({ ...head, sum: sumOf(JSON.stringify(content)) }).map(
    ([name, value]) => `  "${name}": ${JSON.stringify(value)}`,
  )
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`
  return `{\n${[...members, `  "pieces": ${list}`].join(',\n')}\n}\n`
}

/** Reads a shard; throws a UsageError unless it is just as it was written, by this version. */
export function readShard(path: string, folder: string): ShardContent {
  const value = parsed(path, folder)
  const { sum, ...content } = value
  if (content.schema !== 'ackurate/shard@1') {
    throw new UsageError(`${path} is no shard: --shard writes one with --json`)
  }
  if (content.version !== version()) {
    const other: unknown = content.version
    const said = typeof other === 'string' ? other : told(other)
    throw new UsageError(`${path} is of ackurate ${said}, and this is ${version()}`)
  }
  // The order of members is that of `shardText`, but for `pieces`, which stand last in both.
  if (sum !== sumOf(JSON.stringify(content))) {
    throw new UsageError(`${path} is damaged: it is not what a shard wrote`)
  }
  return content
}

function parsed(path: string, folder: string): ShardContent & { readonly sum: string } {
  const value = readJson(path, folder)
  if (typeof value === 'object' && value !== null) return value as ReturnType<typeof parsed>
  throw new UsageError(`${path} is no shard: it is not a JSON object`)
}
