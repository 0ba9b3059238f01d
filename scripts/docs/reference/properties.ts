/** The reference of properties: the sentence for somebody on call, and the argument behind it. */
import { properties } from '../../../src/properties/all.ts'
import type { Example } from '../../../src/properties/property.ts'
import { sometimesProperties } from '../../../src/properties/sometimes.ts'
import { markdownTable } from '../../../src/report/tables/text-table.ts'
import { page } from '../page.ts'
import { headerOf, parseSource } from '../source-file.ts'

/** What each example is a case of, and its lines. */
function shownAs(verb: string, examples: readonly Example[]): readonly string[] {
  return examples.flatMap(({ when, history, reprocessingMax }) => {
    const bound = reprocessingMax === undefined ? '' : `, where ${reprocessingMax} is declared`
    const lines = history.split('\n').map((line) => line.trim())
    return ['', `${verb} when ${when}${bound}:`, '', '```', ...lines.filter(Boolean), '```']
  })
}

/** The page. */
export function propertiesPage(root: string): string {
  const sections = properties.flatMap(({ name, statement, examples }) => {
    const argument = headerOf(parseSource(root, `src/properties/${name}.ts`))
    const shown = [...shownAs('Breaks', examples.breaks), ...shownAs('Holds', examples.holds)]
    return ['', `## ${name}`, '', `_${statement}_`, '', argument, ...shown]
  })
  return page('src/properties', [
    '# Properties',
    '',
    'What is judged of every run, from its [events](events.md) alone. `--properties a,b` judges and',
    'shows some of them; a search judges all. A strategy that claims at-least-once or at-most-once',
    'is held to that property; one that claims exactly-once, to all three of the kind. Every',
    'strategy is held to `commit-acknowledged-is-applied`, to `progress` without faults and under',
    'each that it should come through, and one that declares a bound to `bounded-reprocessing`',
    'after crashes.',
    ...sections,
    '',
    '## What a search must have met',
    '',
    'These are no properties but doubts: a search that never met what it was made for proves',
    'nothing and is vacuous. How often each was met stands in `--json` and, with `--coverage`, in',
    'what `check` prints.',
    '',
    ...markdownTable(
      ['name', 'met when'],
      sometimesProperties.map(({ name, statement }) => [`\`${name}\``, statement]),
    ),
  ])
}
