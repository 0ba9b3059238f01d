/** The glossary: the words that a reader of reports meets. */
import { glossary } from '../../../src/report/glossary.ts'
import { markdownTable } from '../../../src/report/tables/text-table.ts'
import { page } from '../page.ts'

/** The page. */
export function glossaryPage(): string {
  return page('src/report/glossary.ts', [
    '# Glossary',
    '',
    'The words of tables, stories and the page. `ackurate explain WORD` says the same, and of',
    'properties, faults and strategies what they are.',
    '',
    ...markdownTable(
      ['word', 'meaning'],
      glossary.map(({ word, meaning }) => [word, meaning]),
    ),
  ])
}
