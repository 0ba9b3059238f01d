/** A browser that shows the explorer, for tests of it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Page } from 'playwright-core'
import type { ExplorerStory } from '../../../src/report/explorer/explorer-story.ts'
import { startBrowser } from '../browser.ts'

const root = join(import.meta.dirname, '../../..')
const component = join(root, 'src/page/explorer')

const entry = `
  import { h, render } from 'preact'
  import { useState } from 'preact/hooks'
  import { Explorer } from './explorer.tsx'
  function App({ story, first }) {
    const [step, onStep] = useState(first)
    return h(Explorer, { story, step, onStep })
  }
  window.show = (story, first) => {
    const root = document.getElementById('root')
    render(null, root)
    render(h(App, { story, first }), root)
  }`

const policy = "default-src 'none'; script-src 'nonce-of-the-test'; style-src 'nonce-of-the-test'"

async function pageText(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: component, loader: 'tsx' },
    bundle: true,
    write: false,
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  })
  const css = readFileSync(join(component, 'explorer.css'), 'utf8')
  return `<!doctype html><html lang="en"><head><title>Explorer</title>
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <style nonce="of-the-test">body { margin: 0 } ${css}</style></head>
    <body><main id="root"></main>
    <script nonce="of-the-test">${outputFiles[0]?.text}</script></body></html>`
}

/** An open page, and what went wrong on it so far. */
export interface Shown {
  readonly page: Page
  readonly errors: readonly string[]
  show(story: ExplorerStory, step: number): Promise<void>
  close(): Promise<void>
}

/** Opens a page that allows nothing but its own script and style. */
export async function openExplorer(executablePath: string): Promise<Shown> {
  const browser = await startBrowser(executablePath)
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.setContent(await pageText())
  return {
    page,
    errors,
    // Given to a function as text: this file knows no document.
    show: async (story, step) => {
      await page.evaluate(`window.show(${JSON.stringify(story)}, ${step})`)
      await page.locator('.explorer-row.is-current').waitFor()
    },
    close: () => browser.close(),
  }
}

/**
 * Milliseconds that each of so many presses of a key takes until all is laid out again, ascending.
 */
export function timePresses(page: Page, key: string, count: number): Promise<readonly number[]> {
  return page.evaluate(`(async () => {
    const list = document.querySelector('[role=listbox]')
    const times = []
    for (let press = 0; press < ${count}; press += 1) {
      const before = performance.now()
      list.dispatchEvent(new KeyboardEvent('keydown', { key: '${key}', bubbles: true }))
      await new Promise((done) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = done
        port2.postMessage(null)
      })
      document.querySelector('.explorer').getBoundingClientRect()
      times.push(performance.now() - before)
    }
    return times.sort((a, b) => a - b)
  })()`)
}
