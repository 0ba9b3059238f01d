/** The section that names what promises more, what has to be changed for it and what it costs. */
import { markdownTable } from '../../../src/report/tables/text-table.ts'
import type { Comparison, StrategyEntry } from '../../../src/search/verdicts/comparison.ts'
import { changesTo } from '../words/changes.ts'
import { exampleFiles } from './as-written.ts'
import { usualStatistics } from './cells.ts'
import { frameworkOf } from './framework.ts'
import { needText } from './needs.ts'
import { meanOf, type Stronger, stronger } from './stronger.ts'

const faultsShownMax = 6

function names(words: readonly string[]): string {
  const shown = words.slice(0, faultsShownMax).map((word) => `\`${word}\``)
  return words.length > faultsShownMax ? `${shown.join(', ')} and others` : shown.join(', ')
}

/** Lines of configuration that the other has and this one has not. */
function settingsOf(root: string, from: string, to: string): readonly string[] {
  const lines = (strategy: string): readonly string[] =>
    exampleFiles(root, strategy)
      .filter(({ name }) => name === 'consumer.properties' || name === 'application.yml')
      .flatMap(({ text }) => text.trim().split('\n'))
      .map((line) => line.trim())
  const known = lines(from)
  return lines(to).filter((line) => !known.includes(line))
}

function item(root: string, from: StrategyEntry, { entry, ...less }: Stronger): string {
  const { name, claims } = entry
  const settings = settingsOf(root, from.name, name)
  const parts = [
    ...(less.losesLess.length > 0 ? [`loses clearly less under ${names(less.losesLess)}`] : []),
    ...(less.repeatsLess.length > 0
      ? [`repeats clearly less under ${names(less.repeatsLess)}`]
      : []),
  ]
  return [
    `- [${name}](${name}.md) claims ${claims}${needText(name)}. It ${parts.join(', and ')}.`,
    `  To change: ${changesTo[name] ?? 'what its page has under _As you write it_.'}`,
    ...(settings.length > 0 ? [`  In the configuration: ${names(settings)}.`] : []),
  ].join('\n')
}

function row(comparison: Comparison, { name }: StrategyEntry, isThis: boolean): readonly string[] {
  const entries = usualStatistics(comparison, name)
  const quiet = entries.filter(({ fault }) => fault === 'none')
  return [
    isThis ? `${name} (this one)` : name,
    meanOf(entries, 'lost').toFixed(2),
    meanOf(entries, 'duplicated').toFixed(2),
    meanOf(entries, 'reprocessed').toFixed(2),
    quiet.map(({ commitRequests }) => commitRequests.mean.toFixed(1)).join(),
  ]
}

/** The section. */
export function strongerLines(
  root: string,
  comparison: Comparison,
  entry: StrategyEntry,
): readonly string[] {
  const found = stronger(comparison, entry)
  if (found.length === 0) {
    return [
      `Nothing that ships for ${frameworkOf(entry)} loses or repeats clearly less, and nothing more.`,
    ]
  }
  const rows = [
    row(comparison, entry, true),
    ...found.map((one) => row(comparison, one.entry, false)),
  ]
  return [
    ...found.flatMap((one) => [item(root, entry, one)]),
    '',
    `What it costs, per run of ${comparison.scenario.records} records: the mean over the faults of`,
    'the comparison, each alone and as often as the others, which is not as often as in your cluster;',
    'commits are those of a run without faults.',
    '',
    ...markdownTable(['', 'lost', 'duplicated', 'reprocessed', 'commits'], rows),
  ]
}
