/** `reports/hunt.json` (schema `ackurate/hunt@1`): how far a hunt has come, to go on from there. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Sizes } from '../../search/planning/regression.ts'
import type { SearchOptions } from '../options/options.ts'
import { readJson } from '../read-json.ts'
import { UsageError } from '../usage-error.ts'
import { writeWhole } from '../write-file.ts'

/** Where the state is kept unless the user says so. */
export const huntStateUsual = 'reports/hunt.json'

const schema = 'ackurate/hunt@1'

/** What decides which schedules a round runs. */
export interface HuntAsked
  extends Pick<SearchOptions, 'properties' | 'settings' | 'schedules' | 'seed'> {
  /** By the words with which they were asked for. */
  readonly strategies: readonly string[]
  /** Null: all that each strategy claims to survive, in rotation. */
  readonly faults: SearchOptions['faults'] | null
  readonly sizes: Sizes
}

/** The whole state: rounds that are done are not searched again. */
export interface HuntState {
  readonly schema: typeof schema
  readonly asked: HuntAsked
  /** How many rounds are done: the number of the next one. */
  readonly rounds: number
  /** In those rounds: how many schedules ran, and how many finds were new. */
  readonly schedules: number
  readonly finds: number
}

/** The state before the first round. */
export function newHunt(asked: HuntAsked): HuntState {
  return { schema, asked, rounds: 0, schedules: 0, finds: 0 }
}

/** Reads the state of this hunt; throws a UsageError for that of another one. */
export function readHunt(file: string, asked: HuntAsked, folder: string): HuntState {
  const path = resolve(folder, file)
  if (!existsSync(path)) return newHunt(asked)
  const state = (readJson(file, folder) ?? {}) as HuntState
  const counts: readonly unknown[] = [state.rounds, state.schedules, state.finds]
  const sound = counts.every((count) => Number.isInteger(count) && Number(count) >= 0)
  if (state.schema !== schema || !sound || !isObject(state.asked)) {
    throw new UsageError(`${file} is no state of a hunt: its schema is not ${schema}`)
  }
  const names = Object.keys(asked) as (keyof HuntAsked)[]
  const other = names.find(
    (name) => JSON.stringify(asked[name]) !== JSON.stringify(state.asked[name]),
  )
  if (other === undefined) return { ...state, asked }
  throw new UsageError(
    `${file} is the state of another hunt (not the same ${other}): give --state another file, ` +
      'or remove this one',
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Writes the state whole, and waits until the disk has it. */
export async function writeHunt(file: string, state: HuntState, folder: string): Promise<void> {
  await writeWhole(resolve(folder, file), `${JSON.stringify(state, null, 2)}\n`)
}
