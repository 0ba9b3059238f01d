/** Packs the checkout as `npm publish` does, once for all tests. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import type { Packed } from './installed.ts'

const root = join(import.meta.dirname, '../..')

declare module 'vitest' {
  interface ProvidedContext {
    packed: Packed
  }
}

/** Called by vitest; what it returns is called at the end. */
export function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'ackurate-pack-'))
  const argv = ['pack', '--json', '--pack-destination', folder]
  const stdio = ['ignore', 'pipe', 'ignore'] as const
  const [packed] = JSON.parse(
    execFileSync('npm', argv, { cwd: root, encoding: 'utf8', stdio: [...stdio] }),
  )
  const { filename, size, unpackedSize, files } = packed
  provide('packed', { tarball: join(folder, filename), size, unpackedSize, files })
  return () => rmSync(folder, { recursive: true, force: true })
}
