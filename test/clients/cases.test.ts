/** What is asked of real clients can be started, and is told on the page that has the verdicts. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { strategies } from '../../src/strategies/all.ts'

interface Case {
  readonly name: string
  readonly strategy: string
  readonly expected: string
}

const root = join(import.meta.dirname, '../..')
const { cases }: { cases: Readonly<Record<string, readonly Case[]>> } = await import(
  new URL('../../clients/check/cases.js', import.meta.url).href
)
const { toolchains }: { toolchains: object } = await import(
  new URL('../../clients/check/toolchains.js', import.meta.url).href
)
const all = Object.values(cases).flat()

it('every client can be started', () => {
  expect(Object.keys(toolchains).sort()).toEqual(Object.keys(cases).sort())
})

it('every case is explained', () => {
  const page = readFileSync(join(root, 'docs/clients.md'), 'utf8')
  const [explained = ''] = page.split('<!-- clients -->')
  const rows = explained.split('\n').filter((line) => line.startsWith('| '))
  const names = new Set(rows.flatMap((line) => (line.split('|')[1] ?? '').split(/[, ]+/)))
  expect(all.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([])
})

it('every case has a model', () => {
  const names: readonly string[] = strategies.map(({ strategy }) => strategy.name)
  const unknown = all
    .map(({ strategy }) => strategy)
    .filter((strategy) => {
      return !names.includes(strategy) && !existsSync(join(root, strategy))
    })
  expect(unknown).toEqual([])
})

it('beside every client that loses stands one that does not', () => {
  for (const own of Object.values(cases)) {
    const expected = own.map((one) => one.expected)
    expect(expected).toContain('loses')
    expect(expected).toContain('repeats')
    expect(expected).toContain('once')
  }
})
