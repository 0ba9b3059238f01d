/** The page as its readers have it: opened from disk in a browser, with mouse, keys and printer. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser, inView, startBrowser } from './browser.ts'
import { hostile } from './small-comparison.ts'
import { smallPage } from './small-page.ts'

const executable = findBrowser()
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let browser: Browser
let folder: string
let address: string
/** What a page should never do: complain, fail, or ask a server for something. */
const complaints: string[] = []

beforeAll(async () => {
  if (executable === undefined) return
  folder = mkdtempSync(join(tmpdir(), 'ackurate-page-'))
  const path = join(folder, 'index.html')
  writeFileSync(path, await smallPage())
  address = pathToFileURL(path).href
  browser = await startBrowser(executable)
})

afterAll(async () => {
  await browser?.close()
  if (folder !== undefined) rmSync(folder, { recursive: true })
})

async function opened(hash = '', width = 1280, scheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const options = { viewport: { width, height: 844 }, colorScheme: scheme } as const
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    const url = request.url()
    if (!/^(?:file|data|blob):/.test(url)) complaints.push(`asks for ${url}`)
  })
  await page.goto(address + hash)
  await page.locator('main h1').waitFor()
  return page
}

const lossCell = '#/cell/commit-sync-before-processing/crash/at-least-once/earliest'
/** The plots that are wider than the A4 page, landscape with its margins, on which they print. */
const plotsCut = `[...document.querySelectorAll('svg')].filter((svg) =>
  svg.getBoundingClientRect().width > 1031 && svg.getAttribute('viewBox') === null
).map((svg) => svg.outerHTML.slice(0, 80))`

const hostileStrategy = `#/strategy/${encodeURIComponent(hostile)}`
const hostileCell = `#/cell/${encodeURIComponent(hostile)}/crash/at-least-once/earliest`

// What axe has against the page, as one line each. The steps of the explorer are read out in other
// words than they are written, so that they make sense in a list: the one rule against that is off.
async function violationsOf(page: Page, only?: string): Promise<readonly string[]> {
  await page.evaluate(axe)
  return page.evaluate(async (rule) => {
    const { run } = (globalThis as unknown as { axe: typeof import('axe-core') }).axe
    const rules = { 'label-content-name-mismatch': { enabled: false } }
    const { violations } = await run(rule === undefined ? { rules } : { runOnly: [rule] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  }, only)
}

// Without a browser there is no reader: install chromium, or name one in CHROMIUM.
const title = executable === undefined ? 'needs chromium, or CHROMIUM to name one' : 'the page'

describe.skipIf(executable === undefined)(title, () => {
  test('opens from disk and shows all strategies; names do no harm', async () => {
    const page = await opened()
    expect(await page.locator('.matrix tbody th[scope=row]').count()).toBe(3)
    expect(await page.getByRole('link', { name: hostile, exact: true }).count()).toBe(1)
    for (const hash of [hostileStrategy, hostileCell]) {
      await page.goto(address + hash)
      await page.locator('main h1', { hasText: hostile }).waitFor()
    }
    expect(await page.evaluate("'harmed' in globalThis")).toBe(false)
    await page.context().close()
  })

  test('filters what is shown, and keeps the filter in the address', async () => {
    const page = await opened()
    const rows = page.locator('.matrix tbody th[scope=row]')
    await page.getByLabel('Name, fault or words').fill('before')
    expect(await rows.allInnerTexts()).toEqual([expect.stringContaining('before-processing')])
    expect(page.url()).toContain('text=before')
    await page.getByLabel('Name, fault or words').fill('crash')
    expect(await rows.count()).toBe(3)
    await page.getByLabel('Name, fault or words').fill('nowhere')
    await page.getByText('No strategy passes this filter.').waitFor()
    await page.getByLabel('Name, fault or words').fill('payment')
    await page.getByRole('link', { name: 'rather none than two (at most once)' }).click()
    await expect.poll(() => inView(page.getByRole('heading', { name: 'Your case' }))).toBe(true)
    await page.getByLabel('Name, fault or words').fill('')
    await page.getByLabel('Only what is broken').check()
    expect(await rows.count()).toBe(3)
    await page.getByLabel('Property').selectOption('at-least-once')
    expect(await rows.count()).toBe(2)
    await page.getByLabel('Property').selectOption('at-most-once')
    expect(await rows.allInnerTexts()).toEqual([expect.stringContaining('after-batch')])
    await page.reload()
    expect(await rows.count()).toBe(1)
    await page.getByRole('button', { name: 'Show all' }).click()
    expect(await rows.count()).toBe(3)
    await page.context().close()
  })

  test('keys lead to a cell and to its story; back leads to the matrix', async () => {
    const page = await opened()
    await page.locator('.matrix td a[tabindex="0"]').focus()
    await page.keyboard.press('ArrowDown')
    // Past the other half of the first cell.
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.locator('h1', { hasText: 'breaks at-least-once under crash' }).waitFor()
    expect(page.url()).toContain(lossCell)
    await page.getByRole('heading', { name: 'The run that broke it' }).waitFor()
    await page.getByText('orders-0@0 is produced').first().waitFor({ state: 'attached' })
    await page.getByRole('option').first().click()
    await page.keyboard.press('End')
    await page.waitForURL(/\/earliest\/step\/\d\d$/)
    const [last] = /\d+$/.exec(page.url()) ?? []
    await page.reload()
    const current = page.locator('[role=option][aria-selected=true]')
    await current.waitFor()
    expect(page.url()).toMatch(new RegExp(`/step/${last}$`))
    // The address names the step as it is numbered, and opens it in view.
    expect(await current.getAttribute('aria-label')).toMatch(new RegExp(`^Step ${last}: `))
    await expect.poll(() => inView(current)).toBe(true)
    expect(await page.title()).toBe('commit-sync-before-processing · crash · loses · Ackurate')
    // Keys work at once.
    await page.keyboard.press('Home')
    await page.waitForURL(/\/earliest$/)
    // Steps are no entries of the history: back leads to where the reader came from.
    await page.goBack()
    await page.locator('.matrix').waitFor()
    await page.goForward()
    await page.locator('h1', { hasText: 'commit-sync-before-processing' }).waitFor()
    const cure = await page.locator('.instead').innerText()
    expect(cure).toBe(
      'To keep at-least-once, use instead commit-sync-after-batch (commit requests a run 5 ' +
        'instead of 9, records repeated 0.75 instead of 0).',
    )
    await page.context().close()
  })

  test('a cell whose story is not carried says so, and how to bring it back', async () => {
    const page = await opened(hostileCell)
    await page.getByText('The steps of this run are not in this file').waitFor()
    const command = await page.locator('.command code').innerText()
    expect(command).toBe(`npx ackurate replay ${hostile} --faults crash --path 0x9.1`)
    await page.goto(`${address}#/cell/nobody/crash/at-least-once/earliest`)
    await page.getByText('This report has no such page').waitFor()
    await page.context().close()
  })

  test('copies the replay command, or selects it where that is denied', async () => {
    const page = await opened(lossCell)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const button = page.getByRole('button', { name: 'Copy the replay command' }).first()
    await button.click()
    await page.getByText('Copied').first().waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(
      /^npx ackurate replay commit-sync-before-processing .*--path 0x30\.4$/,
    )
    await page.evaluate("navigator.clipboard.writeText = () => Promise.reject(Error('denied'))")
    await button.click()
    await page.getByText('Selected').first().waitFor()
    expect(await page.evaluate('String(getSelection())')).toContain('--path 0x30.4')
    await page.context().close()
  })

  test('is light or dark as the system has it, or as the switch says', async () => {
    const page = await opened('', 1280, 'dark')
    const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    const dark = await paper()
    await page.getByText('Light', { exact: true }).click()
    const light = await paper()
    expect(light).not.toBe(dark)
    await page.reload()
    await page.locator('main h1').waitFor()
    expect(await paper()).toBe(light)
    await page.context().close()
  })

  test('prints', async () => {
    const page = await opened()
    const pdf = await page.pdf()
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('search.filters').isVisible()).toBe(false)
    expect(await page.locator('.matrix').isVisible()).toBe(true)
    const cut = await page.evaluate(plotsCut)
    expect(cut).toEqual([])
    await page.context().close()
  })

  test('prints the whole of a story, and the short one first', async () => {
    const page = await opened(lossCell)
    await page.getByRole('option').first().waitFor()
    const short = page.locator('.explorer-print-story')
    const steps = page.locator('.explorer-print-steps pre')
    expect(await short.isVisible()).toBe(false)
    await page.emulateMedia({ media: 'print' })
    for (const hidden of ['.explorer-body', '.explorer-legend', '.explorer-replay button'])
      expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false)
    expect(await short.innerText()).toMatch(/^ +✗ +\S/m)
    // A sheet of A4 within its margins.
    await page.setViewportSize({ width: 703, height: 1031 })
    const bottom = `document.querySelector('.explorer-print-story').getBoundingClientRect().bottom`
    expect(await page.evaluate(`${bottom} + scrollY`)).toBeLessThan(1031)
    const lines = (await steps.innerText()).trim().split('\n')
    expect(lines[0]).toMatch(/^ *1 {2}0\.000 s {2}/)
    const [, count] = /of (\d+)/.exec(await page.locator('.explorer-at').innerText()) ?? []
    expect(lines.at(-1)).toMatch(new RegExp(`^ *${count} `))
    await page.context().close()
  })

  test.each([
    ['light', 1280, undefined],
    // The rules that light told nothing of: the tree is the same.
    ['dark', 390, 'color-contrast'],
  ] as const)('keeps the rules of accessibility: %s, %i pixels', async (scheme, width, rule) => {
    const page = await opened('', width, scheme)
    const found: string[] = []
    for (const hash of ['#/', lossCell, hostileStrategy, hostileCell]) {
      await page.evaluate(`location.hash = ${JSON.stringify(hash)}`)
      await page.locator('main h1').waitFor()
      await page.getByText('Opening the story').waitFor({ state: 'detached' })
      found.push(...(await violationsOf(page, rule)))
      const wide = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
      if (wide > 0) found.push(`${hash} is ${wide} pixels too wide`)
    }
    expect(found).toEqual([])
    await page.context().close()
  })

  test('never complained, and asked nobody for anything', () => {
    expect(complaints).toEqual([])
  })
})
