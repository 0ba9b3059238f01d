/**
 * Draws the pictures of the documentation from `reports/index.html`, with the Chromium that
 * `CHROMIUM` names or that is in the usual place. Prints what it wrote.
 */
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const folder = join(root, 'docs/images')
const page = pathToFileURL(join(root, 'reports/index.html')).href

const cell = '#/cell/commit-sync-before-processing/crash/at-least-once/earliest'
const wide = { width: 1280, height: 900 }
const narrow = { width: 390, height: 844 }

const pictures = [
  { name: 'matrix', at: '#', size: wide },
  { name: 'matrix-narrow', at: '#', size: narrow },
  { name: 'counterexample', at: `${cell}/step/54`, size: wide, show: '.explorer' },
  { name: 'counterexample-narrow', at: `${cell}/step/54`, size: narrow, show: '.explorer' },
]

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
mkdirSync(folder, { recursive: true })
for (const { name, at, size, show } of pictures) {
  for (const colorScheme of ['light', 'dark']) {
    const tab = await browser.newPage({ viewport: size, colorScheme, reducedMotion: 'reduce' })
    await tab.goto(`${page}${at}`)
    await tab.waitForSelector(show ?? 'table')
    if (show !== undefined) await tab.locator(show).evaluate((element) => element.scrollIntoView())
    await tab.waitForTimeout(300)
    const file = join(folder, `${name}-${colorScheme}.png`)
    await tab.screenshot({ path: file })
    await tab.close()
    console.log(`docs/images/${name}-${colorScheme}.png`)
  }
}
await browser.close()
