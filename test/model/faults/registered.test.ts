/** No fault is left out: every file of model/faults that describes one is in its lists. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faults, injections } from '../../../src/model/faults/all.ts'

const folder = join(import.meta.dirname, '../../../src/model/faults')
const files = readdirSync(folder).filter((file) => file !== 'all.ts')

const isFacts = (value: unknown): value is { readonly name: string } =>
  typeof value === 'object' && value !== null && 'disturbs' in value

test.each(files)('what src/model/faults/%s says of a fault is registered', async (file) => {
  const exported = Object.values<unknown>(await import(join(folder, file)))
  const facts = exported.filter(isFacts)
  expect(faults).toEqual(expect.arrayContaining(facts))
  for (const { name } of facts) expect(`${name}.ts`).toBe(file)
})

test('every fault is injected by what its own file says', async () => {
  for (const { name } of faults) {
    const exported = Object.values<unknown>(await import(join(folder, `${name}.ts`)))
    expect(exported).toContain(injections[name])
  }
})

test.each(faults)('$name has a test of its own', ({ name }) => {
  expect(readdirSync(import.meta.dirname)).toContain(`${name}.test.ts`)
})
