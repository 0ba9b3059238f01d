/**
 * Bundles modules of `src/` for Node. What several of them import is in files that they share, so
 * that whoever imports two of them meets every class and every symbol once.
 *
 * `node scripts/bundle.js FOLDER MODULE...` bundles what a test has another process import.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const src = join(root, 'src')

const usual = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  // The manifest's `sideEffects` speaks of what is made here, not of the sources.
  ignoreAnnotations: true,
  charset: 'utf8',
  sourcemap: true,
  write: false,
  metafile: true,
  logLevel: 'warning',
}

/** Services that ship are read by their path and run in a realm: they stay files. */
const services = readdirSync(join(src, 'strategies'), { recursive: true })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(src, 'strategies', name))
  .filter((file) => /^ {2}service: import\.meta\.url,$/m.test(readFileSync(file, 'utf8')))

/** As seen from the folder, the path of what is made of a source. */
const madeOf = (file) => relative(src, file).split(sep).join('/').replace(/\.ts$/, '.js')

const keepServices = {
  name: 'keep-services',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path)
      return services.includes(file) ? { path: `./${madeOf(file)}`, external: true } : undefined
    })
  },
}

/** Files by path; `entries`: modules without their ending, by the path that they get. */
async function filesOf(entries, outdir) {
  const entryPoints = Object.entries(entries).map(([out, name]) => ({ in: `src/${name}.ts`, out }))
  const chunks = { splitting: true, chunkNames: '[hash]', plugins: [keepServices] }
  const shared = await build({ ...usual, ...chunks, entryPoints, outdir })
  assertPlaces(shared.metafile, outdir)
  // Each alone: it is loaded into each simulated process, which shares nothing with us.
  const alone = await build({
    ...usual,
    entryPoints: ['src/fakes/index.ts', ...services],
    outbase: 'src',
    outdir,
  })
  return [...shared.outputFiles, ...alone.outputFiles]
}

/** What asks where it is, and what imports a service, must be in the folder itself. */
function assertPlaces({ outputs }, outdir) {
  for (const [path, { imports, inputs }] of Object.entries(outputs)) {
    const isThere = dirname(join(root, path)) === outdir
    const asks = imports.some(({ path, external }) => external && path.startsWith('./'))
    if (!isThere && (asks || 'src/ours.ts' in inputs)) throw new Error(`${path} is elsewhere`)
  }
}

/** An empty map is of a file that only passes on what others export. */
const isEmptyMap = ({ path, text }) => path.endsWith('.map') && JSON.parse(text).mappings === ''

/** The files to write, by absolute path. Throws, with esbuild's words, if it cannot. */
export async function bundled(entries, outdir) {
  const files = await filesOf(entries, outdir)
  const empty = new Set(files.filter(isEmptyMap).map(({ path }) => path))
  return new Map(
    files
      .filter(({ path }) => !empty.has(path))
      .map(({ path, text }) => [
        path,
        empty.has(`${path}.map`) ? text.replace(/^\/\/# sourceMappingURL=.*\n/m, '') : text,
      ]),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = '', ...modules] = process.argv.slice(2)
  const { mkdirSync, writeFileSync } = await import('node:fs')
  const entries = Object.fromEntries(modules.map((name) => [basename(name), name]))
  for (const [path, text] of await bundled(entries, folder)) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}
