/** No page links to a file, or to a heading of one, that is not there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name.replaceAll('\\', '/')}`)
  .concat('README.md', 'CONTRIBUTING.md')
  .sort()

const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** What is not shown as code. */
const proseOf = (text: string): string =>
  text.replaceAll(/^ *```[\s\S]*?^ *```$/gm, '').replaceAll(/`[^`\n]*`/g, '``')

/** The anchor that GitHub gives a heading. */
function anchorOf(heading: string): string {
  const text = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
  return text.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-')
}

function anchorsOf(path: string): readonly string[] {
  const text = read(path).replaceAll(/^ *```[\s\S]*?^ *```$/gm, '')
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading.trim()))
}

interface Link {
  readonly page: string
  readonly target: string
}

function linksOf(page: string): readonly Link[] {
  const found = [...proseOf(read(page)).matchAll(/\]\(([^)\s]+)\)/g)]
  return found
    .map(([, target = '']) => ({ page, target }))
    .filter(({ target }) => !/^[a-z]+:/.test(target))
}

function isBroken({ page, target }: Link): boolean {
  const [file = '', anchor] = target.split('#')
  const path = file === '' ? page : normalize(join(page, '..', file))
  if (!existsSync(join(root, path))) return true
  return anchor !== undefined && path.endsWith('.md') && !anchorsOf(path).includes(anchor)
}

test('all links within the documentation lead somewhere', () => {
  const links = pages.flatMap(linksOf)
  expect(links.length).toBeGreaterThan(200)
  const broken = links.filter(isBroken).map(({ page, target }) => `${page}: ${target}`)
  expect(broken).toEqual([])
})
