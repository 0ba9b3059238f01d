/**
 * What is packed has no scripts: they are the checkout's, and without it none of them works. A
 * package that is installed from a folder would have its `prepare` run, and fail.
 *
 * `strip` (before packing) puts a manifest without them in the place of package.json, `restore`
 * (after it) the file itself back.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const manifest = join(root, 'package.json')
const kept = join(root, '.build', 'package.json')

function restore() {
  if (existsSync(kept)) renameSync(kept, manifest)
}

function strip() {
  // Whoever packed before may have been stopped.
  restore()
  const { scripts, ...packed } = JSON.parse(readFileSync(manifest, 'utf8'))
  mkdirSync(dirname(kept), { recursive: true })
  renameSync(manifest, kept)
  writeFileSync(manifest, `${JSON.stringify(packed, null, 2)}\n`)
}

if (process.argv[2] === 'strip') strip()
else restore()
