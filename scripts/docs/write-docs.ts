/** Writes the pages, and lists of names, that are not what they should be. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { executedPages } from './executed/pages.ts'
import { runPage } from './executed/run-page.ts'
import { generatedPages } from './generated-pages.ts'

/** The files of the folder of strategies that no strategy has any more. */
function leftOver(root: string, pages: ReadonlyMap<string, string>): readonly string[] {
  const folder = 'docs/strategies'
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder))
    .map((name) => `${folder}/${name}`)
    .filter((path) => !pages.has(path))
}

function writeIfChanged(root: string, path: string, text: string): boolean {
  const file = join(root, path)
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return false
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return true
}

/** The executed pages that exist, with the outputs of today. */
async function rerun(root: string, word: string): Promise<readonly (readonly [string, string])[]> {
  const found = executedPages.filter((path) => path.includes(word) && existsSync(join(root, path)))
  const pages: (readonly [string, string])[] = []
  for (const path of found) {
    const { markdown } = await runPage(root, readFileSync(join(root, path), 'utf8'))
    pages.push([path, markdown])
  }
  return pages
}

/** Writes them, executed ones only if their path has the word; answers those that changed. */
export async function writeDocs(root: string, word: string): Promise<readonly string[]> {
  const pages = generatedPages(root)
  const removed = leftOver(root, pages)
  for (const path of removed) rmSync(join(root, path))
  const all = [...pages, ...(await rerun(root, word))]
  const written = all.filter(([path, text]) => writeIfChanged(root, path, text))
  return [...removed, ...written.map(([path]) => path)]
}
