/** Where it can be seen that a record has taken effect. */
import { type SqlSource, sqlSourceOf } from './sql/sql-source.ts'

/** As a user names it: `topic:NAME`, `stdout:/REGEX/`, `file:PATH`, `http`, `sql:URL`. */
export type EffectSource =
  /** Records that processes produce there; of those in a transaction, when it is committed. */
  | { readonly kind: 'topic'; readonly topic: string }
  /** Lines that they print, on either stream. */
  | { readonly kind: 'stdout'; readonly pattern: RegExp }
  /** Lines that they append to a file; `{dir}` is a folder of the run's own. */
  | { readonly kind: 'file'; readonly path: string }
  /** Requests to a URL that they are told. */
  | { readonly kind: 'http' }
  /** Rows of a database. */
  | SqlSource

const urls = 'sqlite:PATH, postgres://HOST/DATABASE or mysql://HOST/DATABASE'

/** The source of these words, a database's query left open; a text: what is wrong with them. */
export function effectSourceOf(words: string): EffectSource | string {
  const [, kind, rest] = /^([a-z]+)(?::(.*))?$/s.exec(words) ?? []
  switch (kind) {
    case 'http':
      return rest === undefined ? { kind } : 'http takes nothing behind it'
    case 'topic':
      return /^[\w.-]{1,249}$/.test(rest ?? '')
        ? { kind, topic: rest ?? '' }
        : 'topic:NAME takes the name of a topic'
    case 'file':
      return rest ? { kind, path: rest } : 'file:PATH takes the path of a file'
    case 'stdout':
      return stdoutOf(rest ?? '/(?:)/')
    case 'sql':
      return sqlSourceOf(rest ?? '') ?? `sql:URL takes ${urls}`
    default:
      return `${words} is none of topic:NAME, stdout:/REGEX/, file:PATH, http, sql:URL`
  }
}

function stdoutOf(text: string): EffectSource | string {
  const [, source, flags] = /^\/(.*)\/([imsu]*)$/s.exec(text) ?? []
  if (source === undefined) return 'stdout:/REGEX/ takes a regular expression between slashes'
  try {
    return { kind: 'stdout', pattern: new RegExp(source, flags) }
  } catch (error) {
    return `${text}: ${(error as Error).message}`
  }
}
