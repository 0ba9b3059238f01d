/**
 * Checks the package as it would be published: packs it once, and lets publint and
 * @arethetypeswrong read the tarball. Needs no network. Prints the sizes; ends with 1 on a problem.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

function pack(folder) {
  const argv = ['pack', '--json', '--pack-destination', folder]
  const stdio = ['ignore', 'pipe', 'ignore']
  const [told] = JSON.parse(execFileSync('npm', argv, { cwd: root, encoding: 'utf8', stdio }))
  const { filename, size, unpackedSize, files } = told
  return { tarball: join(folder, filename), size, unpackedSize, files: files.length }
}

const folder = mkdtempSync(join(tmpdir(), 'ackurate-package-'))

try {
  const { tarball, size, unpackedSize, files } = pack(folder)
  const mebibytes = (bytes) => (bytes / 1024 / 1024).toFixed(2)
  console.log(
    `${files} files, ${mebibytes(size)} MiB packed, ${mebibytes(unpackedSize)} MiB unpacked`,
  )
  const bytes = readFileSync(tarball)
  const content = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const { messages, pkg } = await publint({ pack: { tarball: content }, strict: true })
  for (const message of messages) console.log(formatMessage(message, pkg))

  const attw = join(
    dirname(createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json')),
    'dist/index.js',
  )
  // Users on Node 20.19 may `require` an ES module, but the package promises only `import`.
  const options = ['--profile', 'esm-only', '--no-definitely-typed', '--format', 'ascii']
  const argv = [attw, tarball, ...options, '--no-emoji', '--no-color']
  const { status } = spawnSync(process.execPath, argv, { stdio: 'inherit' })
  process.exitCode = messages.length > 0 || status !== 0 ? 1 : 0
} finally {
  rmSync(folder, { recursive: true, force: true })
}
