/** The section that names what to use instead, its price, and what has to be changed for it. */
import { join } from 'node:path'
import { markdownTable } from '../../../src/report/tables/text-table.ts'
import type { Comparison, StrategyEntry } from '../../../src/search/verdicts/comparison.ts'
import { fileEntries } from '../../../src/spring/entries.ts'
import { changesTo } from '../words/changes.ts'
import { exampleFiles, examplesFolder } from './as-written.ts'
import { usualStatistics } from './cells.ts'
import { frameworkOf } from './framework.ts'
import { neededBesides } from './needs.ts'
import { meanOf, type Stronger, stronger } from './stronger.ts'

const faultsShownMax = 6

function names(words: readonly string[]): string {
  const shown = words.slice(0, faultsShownMax).map((word) => `\`${word}\``)
  return words.length > faultsShownMax ? `${shown.join(', ')} and others` : shown.join(', ')
}

/** What the other configures and this one does not, or otherwise: `name=value`. */
function settingsOf(root: string, from: string, to: string): readonly string[] {
  const given = (strategy: string): readonly string[] =>
    exampleFiles(root, strategy)
      .filter(({ name }) => name === 'consumer.properties' || name === 'application.yml')
      .flatMap(({ name }) => fileEntries(join(root, examplesFolder, strategy, name)))
      .map(({ name, value }) => `${name}=${value}`)
  const known = given(from)
  return given(to).filter((entry) => !known.includes(entry))
}

function item(
  root: string,
  comparison: Comparison,
  from: StrategyEntry,
  { entry, ...less }: Stronger,
): string {
  const { name, claims } = entry
  const settings = settingsOf(root, from.name, name)
  const parts = [
    ...(less.losesLess.length > 0 ? [`loses clearly less under ${names(less.losesLess)}`] : []),
    ...(less.repeatsLess.length > 0
      ? [`repeats clearly less under ${names(less.repeatsLess)}`]
      : []),
  ]
  const price = priceOf(comparison, from.name, name)
  return [
    `- [${name}](${name}.md) claims ${claims}. It ${parts.join(', and ')}, at this price: ${price}.`,
    `  To change: ${changesTo[name] ?? 'what its page has under _As you write it_.'}`,
    ...(settings.length > 0 ? [`  In the configuration: ${names(settings)}.`] : []),
  ].join('\n')
}

/** What it needs besides, its commit requests, and what it does more often than this one. */
function priceOf(comparison: Comparison, from: string, name: string): string {
  const [before, after] = [figuresOf(comparison, from), figuresOf(comparison, name)]
  const more = (what: 'duplicated' | 'reprocessed', words: string): readonly string[] => {
    const [own, other] = [after[what].toFixed(2), before[what].toFixed(2)]
    return Number(own) > Number(other) ? [`${own} ${words} instead of ${other}`] : []
  }
  return [
    ...neededBesides(name, from),
    `${after.commits} commit requests a run instead of ${before.commits}`,
    ...more('duplicated', 'records that take effect twice'),
    ...more('reprocessed', 'records done again'),
  ].join('; ')
}

/** Means over all faults; commits of a run without any. */
function figuresOf(comparison: Comparison, name: string) {
  const entries = usualStatistics(comparison, name)
  const quiet = entries.filter(({ fault }) => fault === 'none')
  return {
    lost: meanOf(entries, 'lost'),
    duplicated: meanOf(entries, 'duplicated'),
    reprocessed: meanOf(entries, 'reprocessed'),
    commits: quiet.map(({ commitRequests }) => commitRequests.mean.toFixed(1)).join(),
  }
}

function row(comparison: Comparison, { name }: StrategyEntry, isThis: boolean): readonly string[] {
  const { lost, duplicated, reprocessed, commits } = figuresOf(comparison, name)
  const means = [lost, duplicated, reprocessed].map((mean) => mean.toFixed(2))
  return [isThis ? `${name} (this one)` : name, ...means, commits]
}

/** The section. */
export function strongerLines(
  root: string,
  comparison: Comparison,
  entry: StrategyEntry,
): readonly string[] {
  const found = stronger(comparison, entry)
  if (found.length === 0) {
    const framework = frameworkOf(entry)
    return [
      `Nothing that ships for ${framework} loses or repeats clearly less here without doing more of`,
      'either there.',
    ]
  }
  const rows = [
    row(comparison, entry, true),
    ...found.map((one) => row(comparison, one.entry, false)),
  ]
  return [
    'What loses nowhere clearly more, and under no fault but disasters where this one was not seen to:',
    '',
    ...found.map((one) => item(root, comparison, entry, one)),
    '',
    `Side by side, per run of ${comparison.scenario.records} records: the mean over the faults of`,
    'the comparison, each alone and as often as the others, which is not as often as in your cluster;',
    'commits are those of a run without faults.',
    '',
    ...markdownTable(['', 'lost', 'duplicated', 'reprocessed', 'commits'], rows),
  ]
}
