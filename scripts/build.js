/**
 * Builds `dist/` as the package has it: the entries of `src/` with what they share, and the page.
 * With `--types` also their declarations, which the compiler takes half a minute for.
 *
 * A stamp of the sources' names, sizes and times makes an unchanged build cost milliseconds, which
 * `npm run compare` pays on every call. Prints nothing on success.
 */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')

/** Modules of `src/` that are imported by name, each under its own path; `fakes` stands alone. */
const entries = ['index', 'kafkajs/index', 'spring/index', 'strategies/index', 'vitest/index']
  .concat(['strategies/connect/index', 'strategies/spark/index'])
  .sort()
const programs = ['cli/main', 'cli/workers/worker', 'vitest/child']

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

const describe = (file) => {
  const { size, mtimeMs } = statSync(file)
  return `${file} ${size} ${mtimeMs}`
}

const inputs = ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'tsconfig.page.json']
const all = [
  ...filesIn(join(root, 'src')),
  ...filesIn(join(root, 'examples', 'strategies')),
  ...readdirSync(join(root, 'scripts'))
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(root, 'scripts', name)),
  ...inputs.map((name) => join(root, name)),
]
const stamp = JSON.stringify(all.map(describe))

/** Makes it, unless it was made of the same before. */
async function once(stampName, make) {
  const file = join(dist, stampName)
  if (existsSync(file) && readFileSync(file, 'utf8') === stamp) return
  rmSync(file, { force: true })
  mkdirSync(dist, { recursive: true })
  await make()
  writeFileSync(file, stamp)
}

async function buildCode() {
  const { bundled } = await import('./bundle.js')
  const { buildPage } = await import('./build-page.js')
  const names = [...entries, ...programs]
  const files = await bundled(Object.fromEntries(names.map((name) => [name, name])), dist)
  for (const [path, text] of files) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  chmodSync(join(dist, 'cli/main.js'), 0o755)
  // What was made of other sources goes last: whoever runs meanwhile may still load it.
  const page = join(dist, 'page', 'bundle')
  for (const path of filesIn(dist)) {
    const isCode = /\.js(?:\.map)?$/.test(path) && dirname(path) !== page
    if (isCode && !files.has(path)) rmSync(path)
  }
  await buildPage(root)
}

await once('.stamp', buildCode)
if (process.argv.includes('--types')) {
  const { buildTypes } = await import('./build-types.js')
  await once('.types-stamp', () => buildTypes(root, dist, [...entries, 'fakes/index']))
}
