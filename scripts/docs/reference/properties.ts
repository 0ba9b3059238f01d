/** The reference of properties: the sentence for somebody on call, and the argument behind it. */
import { properties } from '../../../src/properties/all.ts'
import { sometimesProperties } from '../../../src/properties/sometimes.ts'
import { markdownTable } from '../../../src/report/tables/text-table.ts'
import { page } from '../page.ts'
import { headerOf, parseSource } from '../source-file.ts'

/** The page. */
export function propertiesPage(root: string): string {
  const sections = properties.flatMap(({ name, statement }) => {
    const argument = headerOf(parseSource(root, `src/properties/${name}.ts`))
    return ['', `## ${name}`, '', `_${statement}_`, '', argument]
  })
  return page('src/properties', [
    '# Properties',
    '',
    'What is judged of every run, from its [events](events.md) alone. `--properties a,b` judges and',
    'shows some of them; a search judges all. A strategy that claims at-least-once or at-most-once',
    'is held to that property; one that claims exactly-once, to all three of the kind. Every',
    'strategy is held to `commit-acknowledged-is-applied`, and one that declares a bound to',
    '`bounded-reprocessing` after crashes.',
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
