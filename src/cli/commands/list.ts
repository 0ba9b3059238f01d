/** `ackurate list`: the words that the other commands take. */
import type { Command } from 'commander'
import { faults } from '../../model/faults/all.ts'
import { defaultSettings } from '../../model/settings.ts'
import { properties } from '../../properties/all.ts'
import { columns } from '../../report/tables/text-table.ts'
import { profiles } from '../../search/timed/profiles.ts'
import { domainText, settingNames } from '../../settings/read-settings.ts'
import { strategies } from '../../strategies/all.ts'
import type { Terminal } from '../terminal.ts'
import { knownName } from '../usage-error.ts'
import { writeWhole } from '../write-file.ts'

const topics = ['strategies', 'faults', 'properties', 'settings', 'profiles'] as const

type Topic = (typeof topics)[number]

type Entry = Readonly<Record<string, unknown>>

const listers: Readonly<Record<Topic, () => readonly Entry[]>> = {
  strategies: () =>
    strategies.map(({ strategy, family, faulty }) => ({
      name: strategy.name,
      family,
      claims: strategy.claims,
      faulty,
      summary: strategy.summary ?? '',
    })),
  faults: () => faults.map(({ name, summary }) => ({ name, summary })),
  properties: () => properties.map(({ name, statement }) => ({ name, summary: statement })),
  settings: () =>
    settingNames.map((name) => ({
      name,
      default: defaultSettings[name],
      values: domainText(name),
    })),
  profiles: () => profiles.map(({ name, summary }) => ({ name, summary })),
}

/** One line per entry; what every row says anyway (`faulty`) is left to the family. */
function section(topic: Topic): string {
  const rows = listers[topic]().map((entry) =>
    Object.entries(entry)
      .filter(([key]) => key !== 'faulty')
      .map(([, value]) => String(value)),
  )
  return `${topic}\n\n${columns(rows)}\n`
}

async function list(chosen: readonly Topic[], json: string | undefined, terminal: Terminal) {
  if (json === undefined) {
    terminal.out(chosen.map(section).join('\n'))
    return
  }
  const data = Object.fromEntries(chosen.map((topic) => [topic, listers[topic]()]))
  const text = `${JSON.stringify(data, null, 2)}\n`
  if (json === '-') terminal.out(text)
  else await writeWhole(json, text)
}

/** Adds the command to the program. */
export function addListCommand(program: Command, terminal: Terminal): void {
  program
    .command('list')
    .description('show the strategies, faults, properties, settings and profiles')
    .argument('[topic]', topics.join(', '))
    .option('--json <file>', 'write JSON instead; - is standard output')
    .action(async (topic: string | undefined, options: { readonly json?: string }) => {
      const chosen = topic === undefined ? topics : [knownName(topic, topics, 'list of')]
      await list(chosen, options.json, terminal)
    })
}
