/** Runs the command line in this process and remembers what it wrote. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { runProgram } from '../../src/cli/program.ts'

/** What a command did. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/**
 * Runs `ackurate …` in the folder; `answer`: somebody sits at the terminal; `columns`: its width is
 * known.
 */
export async function ackurate(
  argv: readonly string[],
  folder = tmpdir(),
  answer?: (question: string) => string,
  columns?: number,
): Promise<Ran> {
  const written = { out: '', err: '' }
  const terminal = {
    out: (text: string) => {
      written.out += text
    },
    err: (text: string) => {
      written.err += text
    },
    interactive: answer !== undefined,
    colour: false,
    ...(columns === undefined ? {} : { columns }),
    ...(answer === undefined ? {} : { ask: async (question: string) => answer(question) }),
  }
  const code = await runProgram(argv, terminal, folder)
  return { code, ...written }
}

/** A folder of the given files, gone when the test ends. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ackurate-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
