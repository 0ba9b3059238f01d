/** The project's own files as text, for the tests of the house rules. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'

const root = join(import.meta.dirname, '..')

export interface Source {
  readonly path: string
  readonly text: string
  readonly lines: readonly string[]
}

/** The sources under a folder of the project, by path. */
export function sourcesUnder(folder: string): readonly Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => {
      const path = `${folder}/${name.replaceAll('\\', '/')}`
      const text = readFileSync(join(root, path), 'utf8')
      return { path, text, lines: text.split('\n') }
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

export interface Import {
  readonly from: string
  /** A path under src without the leading folder, or a package's name. */
  readonly to: string
  readonly local: boolean
  readonly typeOnly: boolean
}

/** What a file imports or exports on, types too. */
export function importsOf(source: Source): readonly Import[] {
  const statement =
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?([^'"();]*?)\s*from\s*['"]([^'"]+)['"]/g
  const dynamic = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g
  const bare = /(?:^|\n)import\s+['"]([^'"]+)['"]/g
  const found: { to: string; typeOnly: boolean }[] = []
  for (const match of source.text.matchAll(statement)) {
    const names = (match[2] ?? '')
      .replace(/[{}\s]/g, ' ')
      .split(',')
      .filter((name) => name.trim())
    const allTypes = names.length > 0 && names.every((name) => /^\s*type\s/.test(name))
    found.push({ to: match[3] ?? '', typeOnly: match[1] !== undefined || allTypes })
  }
  for (const match of source.text.matchAll(dynamic)) {
    found.push({ to: match[1] ?? '', typeOnly: false })
  }
  for (const match of source.text.matchAll(bare))
    found.push({ to: match[1] ?? '', typeOnly: false })
  return found.map(({ to, typeOnly }) => {
    const local = to.startsWith('.')
    const target = local ? relative('src', normalize(join(dirname(source.path), to))) : to
    return { from: source.path, to: target, local, typeOnly }
  })
}
