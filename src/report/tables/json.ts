/** The comparison as JSON text: one cell a line, so that a changed verdict is a changed line. */
import type { Comparison } from '../../search/verdicts/comparison.ts'

function member(name: string, value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return `  "${name}": ${JSON.stringify(value)}`
  const lines = value.map((entry) => `    ${JSON.stringify(entry)}`)
  return `  "${name}": [\n${lines.join(',\n')}\n  ]`
}

/** The text; ends with a line break. */
export function comparisonJson(comparison: Comparison): string {
  const members = Object.entries(comparison).map(([name, value]) => member(name, value))
  return `{\n${members.join(',\n')}\n}\n`
}
