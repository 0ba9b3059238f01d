/** Bundles the page of the report: one script, one style, for the browsers named in `target`. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/** Each opens gzip, knows light-dark() and nested styles. */
const browsers = ['chrome123', 'firefox121', 'safari17.5']

/** The page, then every style that it does not import itself: those of its components. */
function entry(root) {
  const styles = readdirSync(join(root, 'src', 'page'), { recursive: true })
    .filter((name) => name.endsWith('.css'))
    .map((name) => `./src/page/${name.replaceAll('\\', '/')}`)
    .sort()
  return ['./src/page/main.tsx', ...styles].map((path) => `import '${path}'`).join('\n')
}

/**
 * The package says that importing its modules does nothing by itself: of the page, that is not so.
 * Of what the page imports from elsewhere it is, and only what is used comes along.
 */
const withEffects = (root) => ({
  name: 'with-effects',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^\.{1,2}\// }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path)
      if (!file.startsWith(join(root, 'src', 'page'))) return undefined
      return { path: file, sideEffects: true }
    })
  },
})

/** The examples of a strategy are the files of the folder that has its name. */
function examples(root) {
  const folder = join(root, 'examples', 'strategies')
  const strategies = readdirSync(folder).filter((name) => name !== 'shared')
  const filesOf = (strategy) =>
    readdirSync(join(folder, strategy))
      .sort()
      .map((name) => ({ name, text: readFileSync(join(folder, strategy, name), 'utf8') }))
  return Object.fromEntries(strategies.sort().map((name) => [name, filesOf(name)]))
}

/** Writes `dist/page/bundle/main.js` and `main.css`. Throws, with esbuild's words, if it cannot. */
export async function buildPage(root) {
  await build({
    absWorkingDir: root,
    stdin: { contents: entry(root), resolveDir: root, sourcefile: 'page.js' },
    outfile: join('dist', 'page', 'bundle', 'main.js'),
    tsconfig: 'tsconfig.page.json',
    bundle: true,
    plugins: [withEffects(root)],
    minify: true,
    format: 'esm',
    // Only ASCII: what the page is hashed by does not depend on how a text is decoded.
    charset: 'ascii',
    target: browsers,
    legalComments: 'none',
    // They ask for their names to stay with what is made of them.
    banner: { js: '/* With preact (MIT), d3-scale, d3-shape and what they need (ISC, MIT). */' },
    logLevel: 'warning',
  })
  await build({
    absWorkingDir: root,
    entryPoints: ['src/player/main.ts'],
    outfile: join('dist', 'page', 'bundle', 'player.js'),
    tsconfig: 'tsconfig.page.json',
    bundle: true,
    minify: true,
    format: 'iife',
    charset: 'ascii',
    target: browsers,
    // Services name their files by it; none runs in a page.
    define: { 'import.meta.url': '""' },
    legalComments: 'none',
    logLevel: 'warning',
  })
  const bundle = join(root, 'dist', 'page', 'bundle')
  writeFileSync(join(bundle, 'examples.json'), JSON.stringify(examples(root)))
}
