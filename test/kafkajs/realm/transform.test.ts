import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { commonJs } from '../../../src/kafkajs/realm/transform.ts'

const folder = mkdtempSync(join(tmpdir(), 'transform-'))
afterAll(() => rmSync(folder, { recursive: true }))

function transformed(source: string): string {
  const file = join(folder, 'module.cjs')
  writeFileSync(file, source)
  return commonJs(file)
}

test('a type that a comment imports leaves a script as it is', () => {
  const sources = [
    `/** @type {import('x').X} */\nexports.x = 1`,
    `/**\n * @param {import("x").X} x\n */\nexports.f = (x) => x`,
    `const f = /** @type {import('x').F} */ (1)\nexports.f = f`,
  ]
  for (const source of sources) expect(transformed(source)).toBe(source)
})

test('what is imported later is transformed, wherever a comment stands', () => {
  const sources = [
    `exports.later = () => import('x')`,
    `/** @type {import('x').X} */ exports.later = () => import('x')`,
    `const all = glob('src/**/*.js'); exports.later = () => import('x'); all('b/*/c')`,
  ]
  for (const source of sources) expect(transformed(source)).toContain('jitiImport')
})
