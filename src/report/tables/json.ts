/** The comparison as JSON text, as `--json` writes it: one cell a line. */
import type { Comparison } from '../../search/verdicts/comparison.ts'

/** A member of it by name, a list with an entry a line. */
export function comparisonMember(name: string, value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return `  "${name}": ${JSON.stringify(value)}`
  const lines = value.map((entry) => `    ${JSON.stringify(entry)}`)
  return `  "${name}": [\n${lines.join(',\n')}\n  ]`
}

/** The text; ends with a line break. */
export function comparisonJson(comparison: Comparison): string {
  const members = Object.entries(comparison).map(([name, value]) => comparisonMember(name, value))
  return `{\n${members.join(',\n')}\n}\n`
}
