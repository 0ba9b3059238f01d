/** Writes the pages that are not what they should be. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
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

/** Writes them; answers the paths of those that changed. */
export async function writeDocs(root: string): Promise<readonly string[]> {
  const pages = generatedPages(root)
  const removed = leftOver(root, pages)
  for (const path of removed) rmSync(join(root, path))
  const written = [...pages].filter(([path, text]) => writeIfChanged(root, path, text))
  return [...removed, ...written.map(([path]) => path)]
}
