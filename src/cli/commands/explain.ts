/** `ackurate explain`: what a word of the reports means. */
import type { Command } from 'commander'
import { distance } from 'fastest-levenshtein'
import { faults } from '../../model/faults/all.ts'
import { properties } from '../../properties/all.ts'
import { type GlossaryEntry, glossary } from '../../report/glossary.ts'
import { strategies } from '../../strategies/all.ts'
import type { Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

/** So many are offered in place of a word that is not known. */
const nearestMax = 3

/** Words, and the names that stand in the same tables. */
const explained: readonly GlossaryEntry[] = [
  ...glossary,
  ...properties.map(({ name, statement }) => ({ word: name, meaning: statement })),
  ...faults.map(({ name, summary }) => ({ word: name, meaning: summary })),
  ...strategies.map(({ strategy }) => ({ word: strategy.name, meaning: strategy.summary ?? '' })),
]

function explain(word: string): string {
  const wanted = word.trim().toLowerCase()
  const found = explained.find((one) => one.word === wanted)
  if (found !== undefined) return `${found.word}: ${found.meaning}\n`
  const near = explained
    .map((one) => ({ word: one.word, away: distance(wanted, one.word) }))
    .sort((a, b) => a.away - b.away || (a.word < b.word ? -1 : 1))
    .slice(0, nearestMax)
    .map((one) => one.word)
  const hint = `the nearest are ${near.join(', ')}`
  throw new UsageError(`nothing is known of ${JSON.stringify(word)}; ${hint}`)
}

/** Adds the command to the program. */
export function addExplainCommand(program: Command, terminal: Terminal): void {
  program
    .command('explain')
    .description('say what a word of the tables and stories means')
    .argument('<word...>', 'a word of the glossary, or a property, a fault, a strategy')
    .action((words: readonly string[]) => {
      terminal.out(explain(words.join(' ')))
    })
}
