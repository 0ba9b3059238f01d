/** The lists of names in the schema of a comparison, as the code has them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { faultNames } from '../../src/model/faults/names.ts'
import { propertyNames } from '../../src/properties/all.ts'

/** Where it is. */
export const schemaPath = 'schema/comparison.schema.json'

/** The schema as it is, but for the names of faults and properties. */
export function schemaText(root: string): string {
  const text = readFileSync(join(root, schemaPath), 'utf8')
  return withNames(withNames(text, 'faultName', faultNames), 'propertyName', propertyNames)
}

function withNames(text: string, definition: string, names: readonly string[]): string {
  const list = names.map((name) => `        "${name}"`).join(',\n')
  const start = `    "${definition}": {\n      "enum": [\n`
  const from = text.indexOf(start)
  if (from < 0) throw new Error(`${schemaPath} has no list of ${definition}`)
  const to = text.indexOf('\n      ]', from)
  return `${text.slice(0, from)}${start}${list}${text.slice(to)}`
}
