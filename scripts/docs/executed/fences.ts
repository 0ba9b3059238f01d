/** Cuts a Markdown page into fences and what stands between them. */

/** A fenced block; everything else of a page is text between fences. */
export interface Fence {
  readonly language: string
  /** What follows the language: a file's name, or which part of an output is shown. */
  readonly info: string
  readonly body: string
}

export type Part = { readonly text: string } | Fence

const pattern = /^```(\w+)(?: ([^\n]+))?\n([\s\S]*?)^```$/gm

/** The parts in their order; joined again by `joined` they are the page to the byte. */
export function partsOf(markdown: string): readonly Part[] {
  const parts: Part[] = []
  let from = 0
  for (const match of markdown.matchAll(pattern)) {
    const [whole, language = '', info = '', body = ''] = match
    parts.push({ text: markdown.slice(from, match.index) }, { language, info, body })
    from = match.index + whole.length
  }
  return [...parts, { text: markdown.slice(from) }]
}

function textOf(part: Part): string {
  if ('text' in part) return part.text
  const head = part.info === '' ? part.language : `${part.language} ${part.info}`
  return `\`\`\`${head}\n${part.body}\`\`\``
}

/** The page of the parts. */
export function joined(parts: readonly Part[]): string {
  return parts.map(textOf).join('')
}
