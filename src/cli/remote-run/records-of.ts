/**
 * The records of a user's own, from a file: one of JSON, a list of them, or one on each line.
 *
 * An object of `value`, with `key` and `headers` if there are any, is a record; whatever else is
 * there is the value of one whose key is its name. A text stands for itself, anything else for its
 * JSON, whose numbers stay as they are written. Somewhere each record must have room for its name.
 */
import {
  keyedByName,
  type RecordTemplate,
  usualValue,
} from '../../remote/watching/record-template.ts'
import { readGivenFile } from '../read-given-file.ts'
import { UsageError } from '../usage-error.ts'

/** What was said of records. */
export interface RecordsWish {
  readonly record?: string
  readonly value?: string
}

interface Entry {
  /** Where it stands, for messages. */
  readonly at: string
  readonly json: unknown
}

/**
 * What records hold. Throws a UsageError. `knowsNumbers`: whether a record can be told by its
 * number, too.
 */
export function recordsOf(
  { record: file, value }: RecordsWish,
  knowsNumbers: boolean,
  folder: string,
): readonly RecordTemplate[] {
  if (file === undefined) return [keyedByName(value ?? usualValue)]
  if (value !== undefined) throw new UsageError('--value and --record exclude one another')
  const entries = entriesOf(readGivenFile(file, '--record', folder), file)
  if (entries.length === 0) throw new UsageError(`--record ${file}: there is no record in it`)
  return entries.map(({ at, json }) => {
    const template = templateOf(json, at)
    requirePlace(template, at, knowsNumbers)
    return template
  })
}

function entriesOf(text: string, file: string): readonly Entry[] {
  const lines = text.split('\n')
  const whole = lines.filter((line) => line.trim() !== '').length
  if (whole > 1 && isJson(lines.find((line) => line.trim() !== '') ?? '')) {
    return lines.flatMap((line, index) => {
      const at = `${file}:${index + 1}`
      return line.trim() === '' ? [] : [{ at, json: parsed(line, at, index + 1) }]
    })
  }
  if (whole === 0) return []
  const json = parsed(text, file, 1)
  if (!Array.isArray(json)) return [{ at: file, json }]
  return json.map((one, index) => ({ at: `${file}, record ${index + 1}`, json: one }))
}

/** What marks a number that was read as a text, so that it stays as it was written. */
const mark = '\u0000'

function parsed(text: string, at: string, line: number): unknown {
  try {
    JSON.parse(text)
  } catch (error) {
    const { message } = error as Error
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.trimEnd().length)
    const place = line + text.slice(0, position).split('\n').length - 1
    const where = at.endsWith(`:${line}`) ? at : `${at}:${place}`
    throw new UsageError(`--record ${where}: ${message.replace(/ \(line.*\)$/, '')}`)
  }
  const marked = text.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? token : `"\\u0000${token}"`,
  )
  return JSON.parse(marked)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function templateOf(json: unknown, at: string): RecordTemplate {
  if (!isRecord(json)) return keyedByName(textOf(json))
  const { key, value, headers } = json
  return {
    key: key === undefined ? '{id}' : textOf(key),
    value: textOf(value),
    headers: headersOf(headers ?? {}, at),
  }
}

interface RecordJson {
  readonly key?: unknown
  readonly value: unknown
  readonly headers?: unknown
}

function isRecord(json: unknown): json is RecordJson {
  if (!isObject(json) || !('value' in json)) return false
  return Object.keys(json).every((name) => ['key', 'value', 'headers'].includes(name))
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

function headersOf(json: unknown, at: string): RecordTemplate['headers'] {
  if (!isObject(json)) throw new UsageError(`--record ${at}: headers are an object of texts`)
  return Object.entries(json).map(([key, value]) => {
    if (typeof value === 'string') return { key, value: value.replace(mark, '') }
    throw new UsageError(`--record ${at}: header ${key} is no text`)
  })
}

/** Null: there is none. `"{n}"` is a number, and nothing but that. */
function textOf(json: unknown): string | null {
  if (json === null) return null
  if (typeof json === 'string') return json.replace(mark, '')
  return JSON.stringify(json)
    .replaceAll(/"\\u0000([^"]*)"/g, '$1')
    .replaceAll(/(?<!\\)"\{n\}"/g, '{n}')
}

function requirePlace({ key, value, headers }: RecordTemplate, at: string, knowsNumbers: boolean) {
  const place = knowsNumbers ? /\{(id|uuid|n)\}/ : /\{(id|uuid)\}/
  const texts = [key, value, ...headers.map((header) => header.value)]
  if (texts.some((text) => place.test(text ?? ''))) return
  throw new UsageError(
    `--record ${at}: nothing tells it from other records; ` +
      'put {id} or {uuid} into its key, its value or a header, or leave its key out',
  )
}
