/** `check FILE --against BEFORE` in words: better, worse, and what only chance may have moved. */
import type { UnitResult } from '../../search/planning/plan.ts'
import { type Difference, differencesOf, type FaultDifferences } from './against.ts'
import { settingsLabel } from './grid.ts'

const titles: Readonly<Record<Difference['kind'], string>> = {
  better: 'Better',
  worse: 'Worse',
  unclear: 'No clear difference (the spread of the samples is as large)',
  incomparable: 'Not comparable (one of the two was not judged)',
}
const kinds = ['better', 'worse', 'unclear', 'incomparable'] as const

/** The text; `word`: how the user called what was before. */
export function againstText(
  before: readonly UnitResult[],
  after: readonly UnitResult[],
  word: string,
  seed: string,
): string {
  const all = differencesOf(before, after)
  const base = all[0]?.settings ?? {}
  const labelOf = ({ fault, settings }: FaultDifferences): string => {
    const own = settingsLabel(settings, base)
    return own === '' ? fault : `${fault} (${own})`
  }
  const width = all.reduce((most, row) => Math.max(most, labelOf(row).length), 0)
  const sections = kinds.flatMap((kind) => {
    const lines = all.flatMap((row) => {
      const texts = row.differences.filter((one) => one.kind === kind).map(({ text }) => text)
      return texts.length === 0 ? [] : [`  ${labelOf(row).padEnd(width)}  ${texts.join('; ')}`]
    })
    return lines.length === 0 ? [] : [`${titles[kind]}:\n\n${lines.join('\n')}`]
  })
  const same = all.filter(({ differences }) => differences.length === 0).map(labelOf)
  return [
    `${headOf(all, word)} Both were searched from seed ${seed}.\n` +
      'Records a run; in brackets how many schedules broke it, before → now.',
    ...sections,
    ...(same.length === 0 ? [] : [`The same in both: ${same.join(', ')}.`]),
  ].join('\n\n')
}

/** `Against before.ts: better under 3 faults, worse under none.` */
function headOf(all: readonly FaultDifferences[], word: string): string {
  const count = (kind: Difference['kind']): number =>
    all.filter(({ differences }) => differences.some((one) => one.kind === kind)).length
  const [better, worse] = [count('better'), count('worse')]
  if (better + worse === 0) return `Against ${word}: no clear difference.`
  return `Against ${word}: better in ${rows(better)}, worse in ${rows(worse)}.`
}

function rows(count: number): string {
  return count === 0 ? 'no row' : count === 1 ? '1 row' : `${count} rows`
}
