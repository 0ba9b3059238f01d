/** A file of the project that the documentation names is there, wherever files have moved. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

const under = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
    (name) => `${folder}/${name.replaceAll('\\', '/')}`,
  )

/** But for what is built and kept there. */
const conformance = readdirSync(join(root, 'conformance'))
  .filter((name) => !name.includes('.'))
  .map((name) => `conformance/${name}`)
const files = ['src', 'test', 'scripts', 'examples', ...conformance].flatMap(under)
const pages = under('docs').filter((path) => path.endsWith('.md'))

/** As code, in a folder: `group/rebalance.ts`, `spark/spark-dstream-*.ts`, `apis/NN-<name>.ts`. */
function filesNamed(page: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8').replaceAll(/^ *```[\s\S]*?^ *```$/gm, '')
  return [...text.matchAll(/`((?:[\w.<>*-]+\/)+[\w.<>*-]+\.tsx?)`/g)].map(([, path = '']) => path)
}

function exists(path: string): boolean {
  const end = path
    .replaceAll('.', '\\.')
    .replaceAll(/\*|<[^>]*>/g, '[^/]*')
    .replaceAll('NN', '\\d+')
  const pattern = new RegExp(`(^|/)${end}$`)
  return files.some((file) => pattern.test(file))
}

test('every file that a page names is there', () => {
  const named = [...pages, 'CONTRIBUTING.md', 'README.md'].flatMap((page) =>
    filesNamed(page).map((path) => ({ page, path })),
  )
  expect(named.length).toBeGreaterThan(80)
  const gone = named.filter(({ path }) => !exists(path)).map(({ page, path }) => `${page}: ${path}`)
  expect(gone).toEqual([])
})
