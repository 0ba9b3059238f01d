/** What fits a terminal: its width where nobody says one, prose that is broken into lines. */

/** A terminal's usual width, and what a pipe gets. */
export const widthUsual = 80

/** The text in lines of at most so many columns, the later ones indented; words stay whole. */
export function wrapped(text: string, width: number, indent = ''): readonly string[] {
  const lines: string[] = []
  const [margin = ''] = /^ */.exec(text) ?? []
  let line = margin
  let isEmpty = true
  for (const word of text.slice(margin.length).split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line.trimEnd())
      line = indent
      isEmpty = true
    }
    line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  return [...lines, line.trimEnd()]
}
