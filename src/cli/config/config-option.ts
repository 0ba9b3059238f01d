/** `--config FILE`: gives the commands what the configuration and the environment say. */
import { readFileSync } from 'node:fs'
import type { Command, Option } from 'commander'
import { giveEnvironment } from '../../kafkajs/app/environment.ts'
import { parseSettings } from '../../settings/read-settings.ts'
import { UsageError } from '../usage-error.ts'
import { limitsFromNow } from '../workers/limits.ts'
import type { Entry } from './entries.ts'
import { environmentConfig, environmentEntries } from './environment.ts'
import { loadConfig } from './load-config.ts'
import { findConfig, inConfig, type LoadedConfig } from './read-config.ts'
import { fileEntries } from './set-file.ts'

const commandNames: readonly string[] = ['compare', 'check', 'hunt']

interface Raw {
  readonly config?: string
  readonly time?: number
  readonly stuckAfter?: number
}

/** What one machine of several writes and how long it takes is not the configuration's affair. */
const notOfShards: readonly string[] = ['time', 'out', 'json', 'comment', 'junit', 'sarif', 'badge']

/** Lets the commands that search be configured by a file in the folder, or by a named one. */
export function withConfig(program: Command, folder: string): void {
  for (const command of program.commands) {
    if (!commandNames.includes(command.name())) continue
    command
      .option('--config <file>', 'defaults for these options (default: ackurate.config.ts)')
      .hook('preAction', async () => {
        const { config, time, stuckAfter } = command.opts<Raw>()
        const limits = limitsFromNow(time ?? null, stuckAfter)
        const loaded = await loadConfig(config ?? environmentConfig(), folder, limits)
        applyConfig(command, loaded, folder)
      })
  }
  for (const command of program.commands) {
    if (!playingNames.includes(command.name())) continue
    command.hook('preAction', () => applyEnvironment(folder))
  }
}

/** They take no defaults, but the services that they run are those of the other commands. */
const playingNames: readonly string[] = ['replay', 'explore', 'breaking', 'measure']

async function applyEnvironment(folder: string): Promise<void> {
  const named = environmentConfig()
  if (!mentionsEnvironment(named, folder)) return
  const loaded = await loadConfig(named, folder, limitsFromNow(null))
  giveEnvironment(loaded?.env ?? {})
}

function mentionsEnvironment(named: string | null, folder: string): boolean {
  try {
    const found = findConfig(named, folder)
    return found !== null && /\benv\b/.test(readFileSync(found.path, 'utf8'))
  } catch {
    // What is wrong with it is told where its defaults are asked for.
    return false
  }
}

/** Sets the options that stronger sources left open. Throws a UsageError for a bad value. */
function applyConfig(command: Command, config: LoadedConfig | null, folder: string): void {
  const sharded = command.getOptionValue('shard') !== undefined
  const wanted = ({ flag }: Entry) => !(sharded && notOfShards.includes(flag))
  applyEntries(command, environmentEntries().filter(wanted), 'env', folder)
  giveEnvironment(config?.env ?? {})
  if (config === null) return
  inConfig(config.file, () =>
    applyEntries(command, config.entries.filter(wanted), 'config', folder),
  )
}

/** Where an option was said, besides the command line; an assertion is a test's own. */
export type EntrySource = 'env' | 'assertion' | 'config'

/** Sets those of the options that the command has and nobody stronger said anything of. */
export function applyEntries(
  command: Command,
  entries: readonly Entry[],
  source: EntrySource,
  folder: string,
): void {
  for (const entry of entries) {
    const { flag, value } = entry
    if (flag === 'strategies' && applyArgument(command, value)) continue
    if (flag === 'set-file') {
      applyFile(command, entry, source, folder)
      continue
    }
    const negative = value === false
    const option = command.options.find(
      ({ long, negate }) => long === `--${negative ? 'no-' : ''}${flag}` && negate === negative,
    )
    if (option === undefined) continue
    if (flag === 'set') applySettings(command, entry, source)
    else applyOption(command, option, entry, source)
  }
}

function applyOption(command: Command, option: Option, entry: Entry, source: EntrySource): void {
  const name = option.attributeName()
  if ((command.getOptionValueSource(name) ?? 'default') !== 'default') return
  const parsed = namingKey(entry, () => parsedBy(option, entry.value))
  command.setOptionValueWithSource(name, parsed, source)
  // Before the first find there is no file; one that is named on the command line must be there.
  if (entry.flag === 'regressions') command.setOptionValue('regressionsMayBeMissing', true)
}

/** The settings of a file, where the command takes settings. */
function applyFile(command: Command, entry: Entry, source: EntrySource, folder: string): void {
  if (!command.options.some(({ long }) => long === '--set')) return
  const value = namingKey(entry, () => fileEntries(String(entry.value), folder))
  applySettings(command, { ...entry, value }, source)
}

/** Settings add up; of two values of one setting the later one counts. */
function applySettings(command: Command, entry: Entry, source: EntrySource): void {
  const weaker = entry.value as readonly string[]
  namingKey(entry, () => parseSettings(weaker))
  const stronger = command.getOptionValue('set') as readonly string[]
  command.setOptionValueWithSource('set', [...weaker, ...stronger], source)
}

/** Commands with a list of strategies for an argument take it there. */
function applyArgument(command: Command, value: Entry['value']): boolean {
  const [words] = command.processedArgs as readonly unknown[]
  if (!Array.isArray(words)) return false
  if (words.length === 0) command.processedArgs[0] = String(value).split(',')
  return true
}

function parsedBy(option: Option, value: Entry['value']): unknown {
  const parse = option.parseArg
  if (parse === undefined || typeof value === 'boolean') return value
  if (typeof value === 'string') return parse(value, undefined)
  return value.reduce<unknown>((all, text) => parse(text, all), [])
}

/** A message speaks of the key that was written, not of the option that it stands for. */
function namingKey<T>({ key, flag }: Entry, body: () => T): T {
  try {
    return body()
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const message = error.message.replaceAll(`--${flag}`, key)
    throw new UsageError(message.startsWith(key) ? message : `${key}: ${message}`)
  }
}
