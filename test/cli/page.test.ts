/** The page as a file: what it carries, what it lets run, and that it is the same every time. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { playedInPage } from '../../src/cli/page/pack-runs.ts'
import { escapeHtml, pageHtml } from '../../src/cli/page/page-html.ts'
import { reproduceLine } from '../../src/cli/page/reproduce-line.ts'
import { requestOf } from '../../src/page/cell/play-request.ts'
import { openReport, type Report } from '../../src/page/open-report.ts'
import type { Examples, PageData } from '../../src/page/page-data.ts'
import { findCell, namesOf } from '../../src/page/places.ts'
import { comparisonJson } from '../../src/report/tables/json.ts'
import { hostile, smallComparison } from '../page/small-comparison.ts'
import { smallPage, sweep } from '../page/small-page.ts'
import { comparison } from '../report/fixtures.ts'
import { ackurate, folderOf } from './fake-terminal.ts'

let page: string
let report: Report

function carried<T>(id: string, within = page): T {
  const [, text = ''] = new RegExp(`id="${id}">([^<]*)<`).exec(within) ?? []
  return JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString()) as T
}

beforeAll(async () => {
  page = await smallPage()
  report = openReport(carried<PageData>('data'))
})

test('every cell comes back with its verdict, reason, search and counterexample', () => {
  expect(report.data.verdicts).toHaveLength(smallComparison.cells.length)
  for (const cell of smallComparison.cells) {
    const settings = cell.settings['auto.offset.reset'] ?? ''
    const place = findCell(report, { ...cell, settings })
    if (place === null) throw new Error(`no cell ${cell.strategy} ${cell.fault}`)
    expect(namesOf(report, place)).toMatchObject({ strategy: cell.strategy, fault: cell.fault })
    const at = report.number(place)
    expect(report.place(at)).toEqual(place)
    expect(report.verdict(at)).toEqual({ verdict: cell.verdict, claimed: cell.claimed })
    expect(report.reason(at)).toBe(cell.reason)
    expect(report.search(at)).toEqual(cell.search)
    expect(report.broken(at)?.replay).toBe(cell.counterexample?.replay)
  }
})

test('figures come back by strategy and column', () => {
  const figures = report.figures(1, 1)
  expect(figures).toMatchObject({ 'lost mean': 1.5, 'reprocessed p99': 6, 'commit requests': 9 })
})

test('what the page can play is not carried, but what plays it', () => {
  expect(report.data.stories).toEqual([])
  const cell = report.data.shortest.find((one) => report.place(one).strategy === 1) ?? -1
  expect(requestOf(report, cell)?.cell).toMatchObject({ fault: 'crash', property: 'at-least-once' })
  expect(carried<string>('player')).toMatch(/^"use strict";/)
  expect(Object.keys(carried<Examples>('examples'))).toEqual([
    'commit-sync-after-batch',
    'commit-sync-before-processing',
  ])
})

test('a user whose strategy bears the name of a shipped one is not told the story of that', () => {
  const [, mine] = smallComparison.strategies
  if (mine === undefined) throw new Error('no strategy')
  const own = { ...smallComparison, strategies: [{ ...mine, family: 'user' as const }] }
  expect([...playedInPage(smallComparison)]).toContain(mine.name)
  expect([...playedInPage(own)]).toEqual([])
})

test('only the script and the style of the page are let run', () => {
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? []
  const [, script = ''] = /<script type="module">([\s\S]*?)<\/script>/.exec(page) ?? []
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? []
  const hash = (text: string) => createHash('sha256').update(text).digest('base64')
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src 'sha256-${hash(script)}'`,
    'worker-src blob:',
    `style-src 'sha256-${hash(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ])
})

test('names are data: none stands in the page as it is', () => {
  expect(page).not.toContain('harmed')
  expect(escapeHtml(hostile)).not.toMatch(/[<>"']/)
  const data = { ...report.data, headline: hostile, seed: hostile }
  const whole = pageHtml(data, new Map(), { script: '', style: '' })
  expect(whole).toContain('&lt;/script&gt;')
  expect(whole.match(/<script/g)).toHaveLength(1)
})

test('a bundle that would end its own element is refused', () => {
  const bundle = { script: '"</script>"', style: '' }
  expect(() => pageHtml(report.data, new Map(), bundle)).toThrow('cannot be put into a page')
})

test('the same review is the same bytes', async () => {
  expect(await smallPage()).toBe(page)
})

test('the command that makes it again names the strategies, safe for a shell', () => {
  const strategies = smallComparison.strategies.slice(0, 2)
  expect(reproduceLine({ ...smallComparison, strategies })).toBe(
    'ackurate compare --strategies commit-sync-after-batch,commit-sync-before-processing ' +
      `--schedules 250 --seed '4'\\''2'`,
  )
})

test('report makes of the data the page that the search made', async () => {
  const folder = folderOf({})
  const few = '--strategies commit-sync-before-processing,auto-commit --faults crash,pause'
  const argv = `compare ${few} --schedules 100 --jobs 1 --out a`.split(' ')
  expect(await ackurate(argv, folder)).toMatchObject({ code: 0 })
  await ackurate(['report', 'a/comparison.json', '--out', 'b'], folder)
  const pageIn = (name: string) => readFileSync(join(folder, name, 'index.html'), 'utf8')
  expect(pageIn('b') === pageIn('a')).toBe(true)
})

test('report shows the curves of what was measured', async () => {
  const plain = { ...sweep, strategy: { ...sweep.strategy, name: 'orders' } }
  const measured = JSON.stringify({ ...plain, schema: 'ackurate/measurement@1' })
  const folder = folderOf({ 'a.json': comparisonJson(comparison), 'm.json': measured })
  const argv = ['report', 'a.json', '--measured', 'm.json', '--out', 'r']
  expect(await ackurate(argv, folder)).toMatchObject({ code: 0, err: '' })
  const written = readFileSync(join(folder, 'r/index.html'), 'utf8')
  expect(carried<PageData>('data', written).measurements).toEqual([JSON.parse(measured)])
})

test.each([
  ['cannot read m.json', null],
  ['schema must be ackurate/measurement@1', '{}'],
  [
    'points must be a list',
    JSON.stringify({
      ...sweep,
      strategy: { ...sweep.strategy, name: 'orders' },
      schema: 'ackurate/measurement@1',
      points: 1,
    }),
  ],
])('%s: one line, and nothing is written', async (words, text) => {
  const folder = folderOf({ 'a.json': comparisonJson(comparison), ...(text && { 'm.json': text }) })
  const argv = ['report', 'a.json', '--measured', 'm.json', '--out', 'r']
  const { code, err } = await ackurate(argv, folder)
  expect(code).toBe(2)
  expect(err).toMatch(/^ackurate: --measured: [^\n]*\n$/)
  expect(err).toContain(words)
  expect(existsSync(join(folder, 'r'))).toBe(false)
})
