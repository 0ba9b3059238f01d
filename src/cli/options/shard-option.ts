/** `--shard 2/4`: the second of four parts of the work, for one machine of several. */
import type { Command } from 'commander'
import type { Shard } from '../../search/planning/search-tasks.ts'
import { quoted, UsageError } from '../usage-error.ts'

const shardsMax = 10_000

/** Reads the option; shards count from 1. */
export function parseShard(text: string): Shard {
  const match = /^(\d{1,5})\/(\d{1,5})$/.exec(text)
  const [index, of] = [Number(match?.[1]), Number(match?.[2])]
  if (match !== null && index >= 1 && index <= of && of <= shardsMax) return { index, of }
  throw new UsageError(
    `--shard takes a part and how many there are, from 1/1 to ${shardsMax}/${shardsMax}, ` +
      `such as 2/4, not ${quoted(text)}`,
  )
}

/** Adds the option to a command that searches. */
export function withShardOption(command: Command): Command {
  return command.option(
    '--shard <i/n>',
    'search this part only, into --json; "ackurate merge" puts the parts together',
    parseShard,
  )
}

/** What a shard may not be asked for together with; as commander hands it over. */
export interface ShardedOptions {
  readonly time?: number
  readonly json?: string
}

/** Throws a UsageError where the parts could not become the bytes of the whole. */
export function requireShardable({ time, json }: ShardedOptions, outGiven: boolean): void {
  if (json === undefined) throw new UsageError('--shard needs --json FILE, for "ackurate merge"')
  if (outGiven) {
    throw new UsageError('--shard writes no reports: give --out to "ackurate merge" instead')
  }
  if (time !== undefined) {
    throw new UsageError(
      '--shard does not go with --time: what one machine did not finish, no other knows of',
    )
  }
}
