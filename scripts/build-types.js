/** The declarations of the entries: a file for each, and what several of them need in few more. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import { rollup } from 'rollup'
import { dts } from 'rollup-plugin-dts'

/** Compiles the declarations of all sources, and folds those that the entries reach into `dist`. */
export async function buildTypes(root, dist, entries) {
  const compiled = join(root, '.build', 'types')
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  const paths = ['--outDir', compiled, '--tsBuildInfoFile', join(compiled, '.tsbuildinfo')]
  const options = ['-p', 'tsconfig.build.json', '--emitDeclarationOnly', ...paths]
  const { status } = spawnSync(process.execPath, [compiler, ...options], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 1)
  for (const name of existsSync(dist) ? readdirSync(dist, { recursive: true }) : []) {
    if (/\.d\.ts(?:\.map)?$/.test(name)) rmSync(join(dist, name))
  }
  const bundle = await rollup({
    input: Object.fromEntries(entries.map((name) => [name, join(compiled, `${name}.d.ts`)])),
    plugins: [dts()],
    external: (name) => /^[^./]/.test(name),
    // Types that are shared but not exported, as before: whoever needs one names it by its owner.
    onwarn: ({ code, message }) => {
      if (code !== 'PLUGIN_WARNING') throw new Error(message)
    },
  })
  await bundle.write({
    dir: dist,
    format: 'es',
    entryFileNames: '[name].d.ts',
    chunkFileNames: 'types-[hash].d.ts',
  })
  await bundle.close()
}
