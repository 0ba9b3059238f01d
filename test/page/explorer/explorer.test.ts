import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tracedStory } from '../../report/explorer/traced.ts'
import { findBrowser } from '../browser.ts'
import { openExplorer, type Shown, timePresses } from './browser.ts'
import { arrow, longStory, step, storyOf } from './stories.ts'

const chromium = findBrowser()
const why = chromium === undefined ? ' (skipped: no chromium is installed here)' : ''

describe.skipIf(chromium === undefined)(`the explorer in a browser${why}`, () => {
  let shown: Shown
  beforeAll(async () => {
    shown = await openExplorer(chromium ?? '')
  }, 60_000)
  afterAll(async () => {
    expect(shown.errors).toEqual([])
    await shown.close()
  })
  const current = (): Promise<string | null> =>
    shown.page.locator('.explorer-row.is-current').getAttribute('aria-label')

  test('keys, buttons and clicks lead from step to step', async () => {
    const { page, show } = shown
    const told = tracedStory('commit-sync-before-processing', 'crash', 'at-least-once', '0x30.4')
    await show(told.story, 0)
    expect(await current()).toBe('Step 1: orders-0@0 is produced.')
    await page.getByRole('listbox').focus()
    await page.keyboard.press('End')
    expect(await current()).toContain('is not read again')
    const announced = page.locator('[aria-live=polite]')
    expect(await announced.textContent()).toContain('Why: Reading goes on at the committed offset')
    await page.keyboard.press('p')
    expect(await current()).toContain("A's commit orders-0 → 3")
    const list = page.getByRole('listbox')
    const active = await list.getAttribute('aria-activedescendant')
    expect(await page.locator(`[id="${active}"]`).getAttribute('aria-selected')).toBe('true')
    expect(await page.locator('.explorer-panel').textContent()).toContain('crashed')
    await page.getByRole('option', { name: /A crashes/ }).click()
    expect(await current()).toContain('A crashes')
    await page.getByRole('button', { name: 'Previous step' }).click()
    expect(await current()).toContain('A sends OffsetCommit')
    expect(await page.locator('.explorer-instances').textContent()).toContain(
      'awaits OffsetCommit (orders-0 → 3, generation 1): on its way',
    )
    await page.getByRole('button', { name: 'Go to step 77' }).first().click()
    expect(await current()).toContain('Step 77')
  })

  test('the replay command is copied, also where the page may not use the clipboard', async () => {
    const { page } = shown
    await page.getByRole('button', { name: 'copy' }).click()
    await page.getByRole('status').getByText('copied', { exact: true }).waitFor()
    expect(await page.locator('textarea').count()).toBe(0)
  })

  test('routine steps are hidden until they are asked for', async () => {
    const { page } = shown
    const options = page.getByRole('option')
    const size = async (): Promise<number> =>
      Number(await options.first().getAttribute('aria-setsize'))
    const few = await size()
    await page.getByLabel('show every message and handler').check()
    const more = await size()
    await page.getByLabel('show fetches and heartbeats').check()
    expect([more > few, await size()]).toEqual([true, 77])
  })

  test('nothing stands in the way of assistive technology, in light or dark', async () => {
    const { page } = shown
    const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
    await page.evaluate(readFileSync(axe, 'utf8'))
    await page.locator('.explorer summary').first().click()
    const rules = { light: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], dark: ['color-contrast'] }
    for (const [theme, runOnly] of Object.entries(rules)) {
      await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
      const run = `axe.run('.explorer', { runOnly: ${JSON.stringify(runOnly)} })
        .then((found) => found.violations.map((one) =>
          one.id + ': ' + one.nodes.map((node) => node.html).join(' ')))`
      expect(await page.evaluate(run), theme).toEqual([])
    }
  })

  test('what users name is text, however it looks', async () => {
    const { page, show } = shown
    const evil = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"'
    const steps = [
      step({ text: evil, why: evil, marked: true, message: { arrow: 0, part: 'sent' } }),
      step({ lane: 1, text: 'x'.repeat(5000) }),
    ]
    const lanes = [
      { kind: 'instance', title: evil },
      { kind: 'instance', title: '__proto__' },
    ] as const
    const given = { lanes, arrows: [arrow({ api: evil, asks: evil, to: 1 })], text: evil }
    const witnesses = [{ topic: evil, partition: 0, offsets: [0], text: evil, at: 0 }]
    await show(storyOf(steps, { ...given, strategy: evil, replay: evil, witnesses }), 0)
    expect(await page.locator('#root img, #root script').count()).toBe(0)
    expect(await page.title()).toBe('Explorer')
    expect(await page.locator('.explorer-replay code').textContent()).toBe(evil)
    const wide = 'document.documentElement.scrollWidth <= window.innerWidth'
    expect(await page.evaluate(wide)).toBe(true)
  })

  test('a story of 2,000 steps is stepped through without delay', async () => {
    const { page, show } = shown
    await show(longStory(2000), 0)
    await page.getByLabel('show every message and handler').check()
    const times = await timePresses(page, 'ArrowDown', 40)
    expect(times[20]).toBeLessThan(50)
    await page.getByRole('listbox').focus()
    await page.keyboard.press('End')
    expect(await current()).toContain('Step 2000:')
    expect(await page.getByRole('option').count()).toBeLessThan(150)
    const inSight = await page.locator('.explorer-row.is-current').boundingBox()
    expect(inSight?.y).toBeLessThan(900)
  })
})
