/**
 * `--set-file FILE`, and what is said of settings that change nothing here.
 *
 * Of two values of one setting the stronger source counts. From the weakest: `settingsFile` and
 * `settings` of the configuration, the file of `ACKURATE_SET_FILE`, `--set-file`, `--set`, and
 * what a strategy brings of its own.
 */
import type { Command } from 'commander'
import type { OtherSetting } from '../../settings/other-settings.ts'
import { parseProperties } from '../../settings/properties-file.ts'
import { parseSettings, readSettings } from '../../settings/read-settings.ts'
import { collect } from '../options/options.ts'
import { readGivenFile } from '../read-given-file.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

/** The entries of a file, as `--set` takes them. Throws a UsageError that names file and line. */
export function fileEntries(file: string, folder: string): readonly string[] {
  return parseProperties(readGivenFile(file, '--set-file', folder)).map(({ name, value, line }) => {
    const entry = `${name}=${value}`
    try {
      parseSettings([entry])
    } catch (error) {
      if (error instanceof UsageError) throw new UsageError(`${file}:${line}: ${error.message}`)
      throw error
    }
    return entry
  })
}

const commandsWithSettings = (program: Command): readonly Command[] =>
  program.commands.filter(({ options }) => options.some(({ long }) => long === '--set'))

/** Lets every command that takes settings take a file of them; `--set` is stronger. */
export function withSetFiles(program: Command, folder: string): void {
  for (const command of commandsWithSettings(program)) {
    command
      .option('--set-file <file>', 'settings from a file of Kafka properties', collect, [])
      .hook('preAction', () => {
        const { set, setFile } = command.opts<{
          readonly set: readonly string[]
          readonly setFile: readonly string[]
        }>()
        if (setFile.length === 0) return
        const weaker = setFile.flatMap((file) => fileEntries(file, folder))
        command.setOptionValueWithSource('set', [...weaker, ...set], 'cli')
      })
  }
}

/** Says once, before a command does anything, which of the settings change nothing here. */
export function withSettingNotes(program: Command, terminal: Terminal): void {
  for (const command of commandsWithSettings(program)) {
    command.hook('preAction', () => {
      const { set } = command.opts<{ readonly set: readonly string[] }>()
      const { ignored } = readSettings(set)
      if (ignored.length === 0) return
      const each = reasonsOf(ignored).join('; ')
      terminal.err(`ackurate: changes nothing here: ${each}\n`)
    })
  }
}

/** `client.id, group.id (why)`: each reason once. */
function reasonsOf(ignored: readonly OtherSetting[]): readonly string[] {
  const names = new Map<string, readonly string[]>()
  for (const { name, ignored: why } of ignored) {
    if (why !== null) names.set(why, [...(names.get(why) ?? []), name])
  }
  return [...names].map(([why, all]) => `${all.join(', ')} (${why})`)
}
