/** The JSON of a request, and the words in it: what is wrong with one is said in one line. */
import type { IncomingMessage } from 'node:http'
import { Refusal } from './refusal.ts'

/** An object of JSON, as it came. */
export type Body = Readonly<Record<string, unknown>>

const bytesMax = 1_000_000
const waitMsMax = 600_000
const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 }

/** Nothing at all stands for `{}`. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > bytesMax) throw new Refusal(413, `a request has at most ${bytesMax} bytes`)
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  if (text.trim() === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Refusal(400, `the body is no JSON: ${(error as Error).message}`)
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Body
  throw new Refusal(400, 'the body is no object of JSON, such as {}')
}

/** Refuses what is not asked for: a slip of the pen would be taken for nothing. */
export function requireKeys(given: Body, known: readonly string[]): void {
  const other = Object.keys(given).find((key) => !known.includes(key))
  if (other === undefined) return
  const words = known.length === 0 ? 'there is none here' : `known are ${known.join(', ')}`
  throw new Refusal(400, `${JSON.stringify(other)} is not known: ${words}`)
}

/** The text of that name; null: it is absent. */
export function textOf(given: Body, key: string): string | null {
  const value = given[key] ?? null
  if (value === null || typeof value === 'string') return value
  throw new Refusal(400, `${JSON.stringify(key)} takes a text`)
}

/** The same, which must be there. */
export function requiredText(given: Body, key: string, example: string): string {
  const text = textOf(given, key)
  if (text !== null && text !== '') return text
  throw new Refusal(400, `${JSON.stringify(key)} is missing: such as ${JSON.stringify(example)}`)
}

/** The whole number of that name, within limits; null: it is absent. */
export function numberOf(given: Body, key: string, min: number, max: number): number | null {
  const value = given[key] ?? null
  if (value === null) return null
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) {
    return value
  }
  throw new Refusal(400, `${JSON.stringify(key)} takes a whole number from ${min} to ${max}`)
}

/** `30s` in milliseconds; 0: it is absent. */
export function durationOf(given: Body, key: string): number {
  const text = textOf(given, key)
  if (text === null) return 0
  const [, digits, unit = ''] = /^(\d{1,6})(ms|s|m)$/.exec(text) ?? []
  const ms = Number(digits) * (unitsMs[unit] ?? 0)
  if (ms >= 0 && ms <= waitMsMax) return ms
  throw new Refusal(400, `${JSON.stringify(key)} takes a time such as 30s, of 10m at most`)
}
