/** The shipped schemas, by their file's name; they refer to each other. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'

const folder = join(import.meta.dirname, '../../schema')

const ajv = new Ajv2020({
  ...{ strict: true, strictRequired: false, allowUnionTypes: true },
  // A row of what is packed may have an object behind its values.
  strictTuples: false,
})
for (const file of readdirSync(folder)) {
  ajv.addSchema(JSON.parse(readFileSync(join(folder, file), 'utf8')))
}

/** What the schema `ackurate/NAME@1` has against the value; empty when it is valid. */
export function schemaComplaints(name: string, value: unknown): readonly string[] {
  const validate = ajv.getSchema(`ackurate/${name}@1`)
  if (validate === undefined) throw new Error(`no schema ${name}`)
  validate(value)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
