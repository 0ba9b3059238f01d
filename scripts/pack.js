/** Packs the built package into a folder, without running its scripts. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** The tarball's path, its size and what it unpacks to in bytes, and its number of files. */
export function pack(root, folder) {
  const argv = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const [told] = JSON.parse(execFileSync('npm', argv, { cwd: root, encoding: 'utf8' }))
  const { filename, size, unpackedSize, files } = told
  return { tarball: join(folder, filename), size, unpackedSize, files: files.length }
}
