/** The reference of commands: what the command line says of itself, as a page. */
import type { Argument, Command, Option } from 'commander'
import { exitCodes, programFor } from '../../../src/cli/program.ts'
import { markdownTable } from '../../../src/report/tables/text-table.ts'
import { page } from '../page.ts'

const silent = { out: () => {}, err: () => {}, interactive: false, colour: false }

const inCell = (text: string): string =>
  text.replaceAll('|', '\\|').replace(/<(\w[^>]*)>/g, '&lt;$1&gt;')

function usual({ defaultValue, defaultValueDescription }: Argument | Option): string {
  if (defaultValueDescription !== undefined) return defaultValueDescription
  const empty = [undefined, false].includes(defaultValue) || String(defaultValue) === ''
  return empty ? '' : `\`${defaultValue}\``
}

function optionRows(command: Command): readonly (readonly string[])[] {
  return command.options
    .filter(({ hidden }) => !hidden)
    .map((option) => [
      `\`${option.flags.replaceAll('|', '\\|')}\``,
      inCell(option.description),
      usual(option),
    ])
}

function usageOf(command: Command): string {
  const words = command.registeredArguments.map((argument) => {
    const word = `${argument.name()}${argument.variadic ? '...' : ''}`
    return argument.required ? `<${word}>` : `[${word}]`
  })
  return ['ackurate', command.name(), ...words, '[options]'].join(' ')
}

function section(command: Command): readonly string[] {
  const told = command.registeredArguments.filter(({ description }) => description !== '')
  const rows = optionRows(command)
  return [
    `## ${command.name()}`,
    '',
    '```text',
    usageOf(command),
    '```',
    '',
    `${command.description().replace(/^./, (letter) => letter.toUpperCase())}.`,
    ...told.flatMap((one) => ['', `\`${one.name()}\`: ${inCell(one.description)}.`]),
    '',
    ...(rows.length === 0 ? [] : [...markdownTable(['option', 'meaning', 'usually'], rows), '']),
  ]
}

const codes: Readonly<Record<keyof typeof exitCodes, string>> = {
  holds: 'every claim holds, or what was asked for was told',
  usage: 'the command, the configuration or a file of the user is wrong; nothing was written',
  bug: 'a bug in Ackurate',
  undecided:
    'undecided: the time was up, a schedule never came back, the search never met what it was ' +
    'made for, or it did not catch a known bug that it should have',
  SIGINT:
    'ended by Ctrl-C: what was found is told, no file was written; `hunt` ends so with 0 or 1',
  SIGTERM: 'ended by SIGTERM, in the same way',
}

function exitRows(): readonly (readonly string[])[] {
  const own = Object.entries(exitCodes).map(
    ([name, code]) => [code, codes[name as keyof typeof exitCodes]] as const,
  )
  const verdicts = [[1, 'a claim is violated']] as const
  return [...own, ...verdicts]
    .sort(([one], [other]) => one - other)
    .map(([code, text]) => [String(code), text])
}

/** The page. */
export function commandsPage(): string {
  const program = programFor(silent, '.', { code: 0 })
  const commands = program.commands.filter((command) => command.name() !== 'help')
  const list = commands.map((command) => [
    `[\`${command.name()}\`](#${command.name()})`,
    command.description(),
  ])
  return page('src/cli', [
    '# Commands',
    '',
    'In a checkout, or where the package is installed: `npx ackurate …`. `--help` behind a command',
    'says the same as this page. Same seed, same bytes, whatever `--jobs` is.',
    '',
    ...markdownTable(['command', 'what it does'], list),
    '',
    ...markdownTable(['exit code', 'meaning'], exitRows()),
    '',
    ...commands.flatMap(section),
  ])
}
