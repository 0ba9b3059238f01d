/**
 * A file of Java properties, as Kafka's tools read them.
 *
 * Behaviour: `key=value`, `key: value` or `key value`; lines that begin with # or ! are comments; a
 * backslash at the end of a line takes the next one along; \t, \n, \r, \f and \uXXXX; any other
 * character after a backslash is itself.
 * Source: `java.util.Properties.load`.
 */

/** One entry, and the number of the line on which it begins. */
export interface Property {
  readonly name: string
  readonly value: string
  readonly line: number
}

/** The entries, in the order of the file. */
export function parseProperties(text: string): readonly Property[] {
  return logicalLines(text).map(({ line, text: logical }) => {
    const [, name = '', value = ''] =
      /^((?:\\.|[^\\\s=:])*)(?:\s*[=:]\s*|\s+|$)(.*)$/su.exec(logical) ?? []
    return { name: unescaped(name), value: unescaped(value), line }
  })
}

interface Logical {
  readonly line: number
  readonly text: string
}

function logicalLines(text: string): readonly Logical[] {
  const found: Logical[] = []
  let open: Logical | null = null
  for (const [at, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const own = raw.trimStart()
    if (open === null && (own === '' || /^[#!]/.test(own))) continue
    const before: Logical = open ?? { line: at + 1, text: '' }
    const isContinued = (/\\*$/.exec(own)?.[0].length ?? 0) % 2 === 1
    const whole = before.text + (isContinued ? own.slice(0, -1) : own)
    open = isContinued ? { line: before.line, text: whole } : null
    if (!isContinued) found.push({ line: before.line, text: whole })
  }
  if (open !== null) found.push(open)
  return found
}

const letters: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' }

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code?: string, letter = '') =>
    code === undefined
      ? (letters[letter] ?? letter)
      : String.fromCharCode(Number.parseInt(code, 16)),
  )
}
