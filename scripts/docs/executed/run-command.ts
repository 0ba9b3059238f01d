/** Runs the commands of a page: Ackurate in this process, vitest in one of its own. */
import { execFile } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram } from '../../../src/cli/program.ts'

/** Commands that a page may show without their being run: they need a network or a repository. */
const notRun = /^(?:npm (?:install|ci|run)|git|#) ?/

/** Quotes are taken off; nothing else of a shell is understood. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}

async function ackurate(argv: readonly string[], folder: string): Promise<string> {
  const written = { out: '', err: '' }
  const terminal = {
    out: (text: string) => {
      written.out += text
    },
    err: (text: string) => {
      written.err += text
    },
    interactive: false,
    colour: false,
  }
  const code = await runProgram(argv, terminal, folder)
  if (![0, 1, 3].includes(code)) throw new Error(`ackurate ${argv.join(' ')}\n${written.err}`)
  return written.out
}

/** What the folder's files import: this package as it is built, and the vitest that tests it. */
function linkPackages(root: string, folder: string): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  const packages = { ackurate: root, vitest: join(root, 'node_modules/vitest') }
  for (const [name, target] of Object.entries(packages)) {
    symlinkSync(target, join(folder, 'node_modules', name), 'dir')
  }
}

function vitest(root: string, argv: readonly string[], folder: string): Promise<string> {
  linkPackages(root, folder)
  const program = join(root, 'node_modules/vitest/vitest.mjs')
  const env = { ...process.env, NO_COLOR: '1' }
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, ...argv], { cwd: folder, env }, (error, out, err) => {
      if (error === null) resolve(out)
      else reject(new Error(`vitest ${argv.join(' ')}\n${out}${err}`))
    })
  })
}

/** Runs one line in the folder; answers what it wrote, or null where it is only shown. */
export async function runCommand(
  root: string,
  line: string,
  folder: string,
): Promise<string | null> {
  const [npx, name, ...argv] = wordsOf(line)
  if (npx === 'npx' && name === 'ackurate') return await ackurate(argv, folder)
  if (npx === 'npx' && name === 'vitest') return await vitest(root, argv, folder)
  if (notRun.test(line)) return null
  throw new Error(`nobody knows how to run: ${line}`)
}
