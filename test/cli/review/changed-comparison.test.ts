/** One field of a saved comparison is changed: what reads it says so in one line, or reads it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readComparison } from '../../../src/cli/review/read-comparison.ts'
import { stream } from '../../../src/search/schedules/streams.ts'
import { ackurate, folderOf } from '../fake-terminal.ts'

const changes = 300

const values: readonly unknown[] = [
  ...[null, true, -1, 0.5, 3, 1_000_000_000, 1e300, '', 'x', 'crash', '\ud800', '\u001b[31m\u0007'],
  ...['a\n::error file=x::boo', {}, [], [null], { kind: 'joined' }, undefined],
]

type Place = readonly (string | number)[]

/** Every field, objects and lists themselves included. */
function placesIn(value: unknown, at: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [at]
  const inside = Array.isArray(value)
    ? value.flatMap((one, index) => placesIn(one, [...at, index]))
    : Object.entries(value).flatMap(([name, one]) => placesIn(one, [...at, name]))
  return at.length === 0 ? inside : [at, ...inside]
}

function changed(json: string, place: Place, value: unknown): string {
  const all = JSON.parse(json) as unknown
  const owner = place
    .slice(0, -1)
    .reduce((one, name) => (one as Record<string | number, unknown>)[name], all)
  ;(owner as Record<string | number, unknown>)[place.at(-1) ?? ''] = value
  return JSON.stringify(all)
}

async function sample(): Promise<string> {
  const folder = folderOf({})
  const argv = 'check commit-sync-mid-batch --faults none,crash --schedules 40 --jobs 1'
  await ackurate([...argv.split(' '), '--json', 'a.json'], folder)
  const checked = JSON.parse(readFileSync(join(folder, 'a.json'), 'utf8')) as object
  const more = 'breaking commit-sync-mid-batch --faults crash,join --schedules 20 --jobs 1'
  await ackurate([...more.split(' '), '--json', 'b.json'], folder)
  const { breakingSets } = JSON.parse(readFileSync(join(folder, 'b.json'), 'utf8'))
  return JSON.stringify({ ...checked, breakingSets })
}

test('what is committed is read', () => {
  const root = join(import.meta.dirname, '../../..')
  expect(() => readComparison('reports/comparison.json', root)).not.toThrow()
})

test(`${changes} changed comparisons`, { timeout: 240_000 }, async () => {
  const json = await sample()
  const places = placesIn(JSON.parse(json))
  const draw = stream(42, 0)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)] as T
  // Kinds of fields as often as each other, however many events there are.
  const kinds = new Map<string, Place[]>()
  for (const place of places) {
    const kind = place.map((one) => (typeof one === 'number' ? '*' : one)).join('.')
    kinds.set(kind, [...(kinds.get(kind) ?? []), place])
  }
  const wrong: string[] = []
  for (let change = 0; change < changes; change++) {
    const [place, value] = [pick(kinds.get(pick([...kinds.keys()])) ?? []), pick(values)]
    const folder = folderOf({ 'a.json': changed(json, place, value), 'good.json': json })
    const forReviewers = [
      '--junit',
      'j.xml',
      '--sarif',
      's.json',
      '--comment',
      'c.md',
      '--badge',
      'b.svg',
    ]
    const argv = [
      ['report', 'a.json', ...forReviewers],
      ['report', 'a.json', '--out', 'reports'],
      ['report', 'good.json', '--baseline', 'a.json', ...forReviewers],
    ][change % 3] as readonly string[]
    const what = `${place.join('.')} = ${JSON.stringify(value)}: ${argv.slice(0, 4).join(' ')}`
    const start = performance.now()
    const ran = await ackurate(argv, folder)
    const isSlow = performance.now() - start > 10_000
    const lines = ran.err.trim().split('\n')
    if (![0, 1, 2, 3].includes(ran.code) || isSlow) wrong.push(`${what}: ${ran.code} ${lines[0]}`)
    if (ran.code !== 2) continue
    if (lines.length !== 1) wrong.push(`${what}: ${lines.length} lines`)
    if (readdirSync(folder).length !== 2) wrong.push(`${what}: left ${readdirSync(folder)}`)
  }
  expect(wrong).toEqual([])
})
