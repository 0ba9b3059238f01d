/**
 * Compiles `src/` to `dist/`, file by file, so that users can import what they debug.
 *
 * A stamp of the sources' names, sizes and times makes an unchanged build cost milliseconds, which
 * `npm run compare` pays on every call. Prints nothing on success.
 */
import { spawnSync } from 'node:child_process'
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
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildPage } from './build-page.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')
const stampFile = join(dist, '.stamp')

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

/** The page's bundle stays: who writes a report meanwhile needs one. */
function clear() {
  const bundle = join(dist, 'page', 'bundle')
  const files = existsSync(dist) ? filesIn(dist) : []
  for (const file of files) if (dirname(file) !== bundle) rmSync(file, { force: true })
}

const sources = filesIn(join(root, 'src'))
const inputs = [
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'tsconfig.page.json',
  'scripts/build.js',
  'scripts/build-page.js',
]
const names = sources.join('\n')
const stamp = JSON.stringify({
  names,
  files: [
    ...sources,
    ...filesIn(join(root, 'examples', 'strategies')),
    ...inputs.map((name) => join(root, name)),
  ].map(describe),
})

const known = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, 'utf8')) : { names: '' }
if (JSON.stringify(known) !== stamp) {
  // A source that was removed must not live on in dist; an edited one needs only itself again.
  if (known.names !== names) clear()
  else rmSync(stampFile, { force: true })
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
  chmodSync(join(dist, 'cli/main.js'), 0o755)
  await buildPage(root)
  mkdirSync(dist, { recursive: true })
  writeFileSync(stampFile, stamp)
}
