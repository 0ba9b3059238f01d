/** What every generated page has: a line that says so, and one line break at its end. */

/** The page, with where its words come from. */
export function page(source: string, lines: readonly string[]): string {
  const [title = '', ...rest] = lines
  const note = `<!-- Written by \`npm run docs\` from ${source}. -->`
  return `${[title, '', note, ...rest].join('\n').trimEnd()}\n`
}
