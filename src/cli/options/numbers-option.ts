/** Options that are numbers and durations, with their limits. */
import { quoted, UsageError } from '../usage-error.ts'

/** Reads a whole number within the limits. */
export function wholeNumber(option: string, min: number, max: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
    if (value >= min && value <= max) return value
    throw new UsageError(
      `${option} takes a whole number from ${min} to ${max}, not ${quoted(text)}`,
    )
  }
}

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Reads a duration with its unit: `500ms`, `30s`, `2m`, `1h`. Answers milliseconds. */
export function duration(option: string): (text: string) => number {
  return (text) => {
    const match = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h)$/.exec(text)
    const value = match === null ? 0 : Number(match[1]) * (unitsMs[match[2] ?? ''] ?? 0)
    if (value > 0) return value
    throw new UsageError(
      `${option} takes a time with its unit, such as 30s or 2m, not ${quoted(text)}`,
    )
  }
}
