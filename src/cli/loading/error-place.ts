/** Where in a user's files an error is from, as `src/consumer.ts:4:19`. */
import { existsSync, readFileSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { ours } from '../../ours.ts'

interface Place {
  readonly file: string
  readonly line: number
  /** Null: it is one of what the module was transformed into. */
  readonly column: number | null
}

/**
 * The place, its file as seen from the folder; null: the error does not say. Lines are those of the
 * user. A column is known of what cannot be parsed and of imports, not of what was thrown: it would
 * be one of the JavaScript that was made of the file.
 */
export function placeOf(error: Error, folder: string): string | null {
  const place = importPlace(error) ?? framePlace(error)
  if (place === null) return null
  const seen = relative(folder, place.file).split(sep).join('/')
  return [seen, place.line, ...(place.column === null ? [] : [place.column])].join(':')
}

/** Of a module that was not found, where it is asked for. */
function importPlace(error: Error): Place | null {
  const { requireStack } = error as { readonly requireStack?: readonly string[] }
  const [file] = requireStack ?? []
  const [, specifier] = /^Cannot find module '([^']+)'/.exec(error.message) ?? []
  if (file === undefined || specifier === undefined || !isOfUser(file)) return null
  const source = readFileSync(file, 'utf8')
  const at = [`'${specifier}'`, `"${specifier}"`].map((text) => source.indexOf(text))
  const first = at.find((index) => index >= 0)
  if (first === undefined) return { file, line: 1, column: null }
  const before = source.slice(0, first).split('\n')
  return { file, line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

/** The innermost frame that is of the user. */
function framePlace({ message, stack = '' }: Error): Place | null {
  for (const [, file = '', line, column] of stack.matchAll(
    /((?:\/|[A-Z]:\\)[^\n():]+):(\d+)(?::(\d+))?/g,
  )) {
    if (!isOfUser(file)) continue
    const isParsed = message.startsWith('ParseError') && column !== undefined
    // A parser counts columns from 0, an editor from 1.
    return { file, line: Number(line), column: isParsed ? Number(column) + 1 : null }
  }
  return null
}

/** No error of a user is from our own code. */
function isOfUser(file: string): boolean {
  return !file.startsWith(ours) && !file.includes(`${sep}node_modules${sep}`) && existsSync(file)
}
