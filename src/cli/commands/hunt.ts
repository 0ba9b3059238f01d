/** `ackurate hunt [STRATEGY...]`: looks for broken claims for hours, and keeps what it finds. */
import type { Command } from 'commander'
import { serviceSchedulesUsual } from '../../search/schedules/service-schedules.ts'
import type { HuntOptions } from '../hunt/hunt.ts'
import type { HuntAsked } from '../hunt/state.ts'
import { wholeNumber } from '../options/numbers-option.ts'
import {
  type RawOptions,
  readSearchOptions,
  type SearchOptions,
  withSearchOptions,
} from '../options/options.ts'
import { regressionsUsual } from '../regressions/option.ts'
import type { NamedStrategy } from '../search.ts'
import type { Ending, Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { removeLeftovers, requireWritable } from '../write-file.ts'

/** Per strategy and fault set of a round: with all strategies a round takes about half a minute. */
const schedulesUsual = { schedules: 1000, serviceSchedules: serviceSchedulesUsual }

interface RawHunt extends RawOptions {
  readonly state: string
  readonly regressions: string
  readonly rounds?: number
}

async function strategiesOf(
  words: readonly string[],
  folder: string,
  options: SearchOptions,
): Promise<readonly NamedStrategy[]> {
  const [{ strategies }, { namedStrategy, requireDistinct }] = await Promise.all([
    import('../../strategies/all.ts'),
    import('../search.ts'),
  ])
  const sound = strategies.filter(({ faulty }) => !faulty).map(({ strategy }) => strategy.name)
  const chosen: NamedStrategy[] = []
  for (const word of words.length === 0 ? sound : new Set(words)) {
    chosen.push(await namedStrategy(word, folder, options))
  }
  requireDistinct(chosen)
  return chosen
}

function askedOf(
  strategies: readonly NamedStrategy[],
  options: SearchOptions,
  faults: HuntAsked['faults'],
  sizes: HuntAsked['sizes'],
): HuntAsked {
  const { properties, settings, schedules, seed } = options
  const words = strategies.map(({ word }) => word)
  return { strategies: words, faults, properties, settings, sizes, schedules, seed }
}

async function huntAll(
  words: readonly string[],
  raw: RawHunt,
  folder: string,
  terminal: Terminal,
): Promise<Ending['code']> {
  const [{ hunt }, { readHunt }, { knownRegressions }, { sizesOf }, { hasClaims }] =
    await Promise.all([
      import('../hunt/hunt.ts'),
      import('../hunt/state.ts'),
      import('../regressions/known.ts'),
      import('../../search/planning/regression.ts'),
      import('../../search/planning/hunt-plan.ts'),
    ])
  const { resolve } = await import('node:path')
  const options = readSearchOptions(raw, schedulesUsual)
  for (const file of [raw.regressions, raw.state]) {
    requireWritable(resolve(folder, file))
    removeLeftovers(resolve(folder, file))
  }
  const strategies = await strategiesOf(words, folder, options)
  const { scenario, settings } = options
  const faults = raw.faults ?? null
  const asked = askedOf(strategies, options, faults, sizesOf(scenario))
  const state = readHunt(raw.state, asked, folder)
  const scope = { ...options, faultsChosen: faults !== null }
  const broken = await knownRegressions({}, strategies, scope, folder, terminal, raw.regressions)
  if (state.rounds > 0) terminal.err(`${raw.state}: going on with round ${state.rounds}\n`)
  const huntOptions: HuntOptions = {
    strategies,
    request: {
      strategies: strategies.map(({ strategy }) => strategy),
      faults,
      properties: options.properties,
      scenario: { ...scenario, settings: { ...scenario.settings, ...settings } },
      settings,
      seed: options.seed,
      schedules: options.schedules,
      serviceSchedules: options.serviceSchedules,
    },
    folder,
    jobs: options.jobs,
    regressionsFile: raw.regressions,
    stateFile: raw.state,
    limits: options.limits,
    roundsMax: raw.rounds ?? null,
  }
  if (!hasClaims(huntOptions.request)) {
    throw new UsageError('nothing to hunt: no claim is made under these faults and properties')
  }
  const { rounds, schedules, fresh, again } = await hunt(huntOptions, state, terminal)
  const claims = broken.filter(({ claimed }) => claimed).length
  const found = fresh + again + claims
  const times = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`
  terminal.out(
    `${times(rounds, 'round')}, ${times(schedules, 'schedule')}: ` +
      `${times(fresh, 'broken claim')} new in ${raw.regressions}, ` +
      `${again} found again, ${claims} still broken from before.\n`,
  )
  return found > 0 ? 1 : 0
}

/** Adds the command to the program. */
export function addHuntCommand(
  program: Command,
  terminal: Terminal,
  folder: string,
  ending: Ending,
): void {
  const command = program
    .command('hunt')
    .description('look for broken claims with ever fresh seeds; keep what is found')
    .argument('[strategy...]', 'shipped names or files; without any, all that are sound')
  withSearchOptions(command, schedulesUsual)
    .option('--rounds <n>', 'stop after so many rounds', wholeNumber('--rounds', 1, 1_000_000_000))
    .option('--state <file>', 'how far the hunt has come', 'reports/hunt.json')
    .option('--regressions <file>', 'where finds are kept', regressionsUsual)
    .action(async (words: readonly string[], raw: RawHunt) => {
      ending.ownSignal = true
      ending.code = await huntAll(words, raw, folder, terminal)
    })
}
