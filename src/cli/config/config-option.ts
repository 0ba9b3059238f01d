/** `--config FILE`: gives the commands what the configuration and the environment say. */
import type { Command, Option } from 'commander'
import { parseSettings } from '../options/settings-option.ts'
import { UsageError } from '../usage-error.ts'
import type { Entry } from './entries.ts'
import { environmentConfig, environmentEntries } from './environment.ts'
import { inConfig, type LoadedConfig, loadConfig } from './load-config.ts'

const commandNames: readonly string[] = ['compare', 'check', 'hunt']

/** What one machine of several writes and how long it takes is not the configuration's affair. */
const notOfShards: readonly string[] = ['time', 'out', 'json', 'comment', 'junit', 'sarif', 'badge']

/** Lets the commands that search be configured by a file in the folder, or by a named one. */
export function withConfig(program: Command, folder: string): void {
  for (const command of program.commands) {
    if (!commandNames.includes(command.name())) continue
    command
      .option('--config <file>', 'defaults for these options (default: ackurate.config.ts)')
      .hook('preAction', async () => {
        const { config } = command.opts<{ readonly config?: string }>()
        applyConfig(command, await loadConfig(config ?? environmentConfig(), folder))
      })
  }
}

/** Sets the options that stronger sources left open. Throws a UsageError for a bad value. */
export function applyConfig(command: Command, config: LoadedConfig | null): void {
  const sharded = command.getOptionValue('shard') !== undefined
  const wanted = ({ flag }: Entry) => !(sharded && notOfShards.includes(flag))
  for (const entry of environmentEntries().filter(wanted)) apply(command, entry, 'env')
  if (config === null) return
  inConfig(config.file, () => {
    for (const entry of config.entries.filter(wanted)) apply(command, entry, 'config')
  })
}

function apply(command: Command, entry: Entry, source: 'env' | 'config'): void {
  const { flag, value } = entry
  if (flag === 'strategies' && applyArgument(command, value)) return
  const negative = value === false
  const option = command.options.find(
    ({ long, negate }) => long === `--${negative ? 'no-' : ''}${flag}` && negate === negative,
  )
  if (option === undefined) return
  const name = option.attributeName()
  const before = command.getOptionValueSource(name)
  const given: unknown = command.getOptionValue(name)
  if (flag === 'set') {
    // Settings add up; of two values of one setting the later one counts.
    const entries = [...(value as readonly string[]), ...(given as readonly string[])]
    told(entry, () => parseSettings(value as readonly string[]))
    command.setOptionValueWithSource(name, entries, before ?? source)
    return
  }
  if (before !== undefined && before !== 'default') return
  const parsed = told(entry, () => parsedBy(option, value))
  command.setOptionValueWithSource(name, parsed, source)
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
function told<T>({ key, flag }: Entry, body: () => T): T {
  try {
    return body()
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const message = error.message.replaceAll(`--${flag}`, key)
    throw new UsageError(message.startsWith(key) ? message : `${key}: ${message}`)
  }
}
