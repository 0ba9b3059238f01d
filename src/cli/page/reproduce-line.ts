/** The command that makes a comparison again. */
import type { Comparison } from '../../search/verdicts/comparison.ts'
import { strategies } from '../../strategies/all.ts'

const quoted = (word: string): string =>
  /^[\w./:=,+@-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`

/**
 * As far as a comparison says: which strategies, if not all that ship; the seed; the schedules. A
 * user's own strategy is named by its file in the replay lines, and by its name here.
 */
export function reproduceLine({ strategies: entries, cells, seed }: Comparison): string {
  const names = entries.map(({ name }) => name)
  const shipped = strategies.map(({ strategy }) => strategy.name)
  const all = names.length === shipped.length && names.every((name, at) => name === shipped[at])
  const most = cells.reduce((count, cell) => Math.max(count, cell.search.schedules), 0)
  return [
    'ackurate compare',
    ...(all ? [] : [`--strategies ${quoted(names.join(','))}`]),
    `--schedules ${most}`,
    `--seed ${quoted(seed)}`,
  ].join(' ')
}
