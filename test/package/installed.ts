/** A project with the packed package in its `node_modules`; all else is linked there. */
import { execFileSync, spawn } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** What `npm pack` says of the package; sizes in bytes. */
export interface Packed {
  readonly tarball: string
  readonly size: number
  readonly unpackedSize: number
  readonly files: readonly { readonly path: string }[]
}

/**
 * A project of these files. Installing a tarball asks a registry for its dependencies; these are
 * already in the checkout, and nothing else of it can be seen from the project.
 */
export function projectWith({ tarball }: Packed, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ackurate-project-'))
  const modules = join(folder, 'node_modules')
  mkdirSync(join(modules, 'ackurate'), { recursive: true })
  execFileSync('tar', ['xzf', tarball, '-C', join(modules, 'ackurate'), '--strip-components=1'])
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name.startsWith('.') || name === 'ackurate') continue
    symlinkSync(join(root, 'node_modules', name), join(modules, name))
  }
  mkdirSync(join(modules, '.bin'))
  const bins = { vitest: '../vitest/vitest.mjs', tsc: '../typescript/bin/tsc' }
  const ackurate = `../ackurate/${ownBin(modules)}`
  for (const [name, target] of Object.entries({ ...bins, ackurate })) {
    symlinkSync(target, join(modules, '.bin', name))
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

/** As the manifest in the tarball says. */
function ownBin(modules: string): string {
  const manifest = readFileSync(join(modules, 'ackurate/package.json'), 'utf8')
  return (JSON.parse(manifest) as { readonly bin: { readonly ackurate: string } }).bin.ackurate
}

/** For `npx`: nothing is fetched, and nothing said of the user's own npm. */
const quiet = { npm_config_offline: 'true', npm_config_loglevel: 'error' }

/** What a command did. */
export interface Done {
  readonly code: number | null
  readonly out: string
}

/** Runs a command line in the project, without a network; `onOut` sees all output so far. */
export function runIn(
  folder: string,
  line: string,
  env: Readonly<Record<string, string>> = {},
  onOut: (text: string, stop: () => void) => void = () => {},
): Promise<Done> {
  const clean = Object.entries(process.env).filter(([name]) => !/^(VITEST|npm_)/.test(name))
  const child = spawn(line, {
    cwd: folder,
    shell: true,
    detached: true,
    env: { ...Object.fromEntries(clean), NO_COLOR: '1', ...quiet, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  // The group, for a shell does not pass a signal on to what it runs.
  const stop = () => process.kill(-(child.pid ?? 0), 'SIGKILL')
  const hear = (chunk: Buffer) => {
    out += String(chunk)
    onOut(out, stop)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out }))
  })
}

/** Takes away the line of what `init` wrote that throws until the user has said what is done. */
export function sayWhatItDoes(file: string): void {
  const written = readFileSync(file, 'utf8').split('\n')
  const said = written.filter((line) => !line.includes('throw new Error('))
  if (said.length === written.length) throw new Error(`${file} throws nothing`)
  writeFileSync(file, said.join('\n'))
}
