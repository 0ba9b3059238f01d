/** What a search finds that is in no name: strategies for a payment, settings of all runs. */
import { meaningOf, meantStrategies } from '../../report/answers/meanings.ts'
import type { Report } from '../open-report.ts'
import { familiesOf, usingProfiles } from '../your-case.ts'

/** The strategies for what the text means. */
export function candidatesOf(report: Report, text: string): ReadonlySet<number> {
  const meaning = meaningOf(text)
  if (meaning === null) return new Set()
  const using = usingProfiles(report)
  const names = familiesOf(report).flatMap((family) => meantStrategies(meaning, family, using))
  return new Set(names.map((name) => using.findIndex((one) => one.name === name)))
}

/** The settings of the comparison that a word names, with their values. */
export function settingsMeant(
  { data }: Report,
  word: string,
): readonly (readonly [name: string, value: string])[] {
  // One without a dot would be in most of them.
  if (!word.includes('.')) return []
  const named = Object.entries(data.scenario.settings).filter(([name]) => name.includes(word))
  return named.map(([name, usual]) => {
    const varied = data.settings.map(({ values }) => String({ [name]: usual, ...values }[name]))
    return [name, [...new Set(varied)].join(' or ')] as const
  })
}
