/**
 * Does what a page tells its reader to do, and puts in what comes out.
 *
 * A fence with a file's name (`ts src/consumer.ts`) is written to a folder; the commands of `sh`
 * fences run there; `text story` and the like show that part of the last output. So a page is right
 * if this changes nothing of it.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Fence, joined, type Part, partsOf } from './fences.ts'
import { runCommand } from './run-command.ts'
import { shownPart, showsOutput } from './shown-part.ts'

/** The lines of a `sh` fence, a `\` at the end of a line taken together with the next. */
function commandsOf({ body }: Fence): readonly string[] {
  const lines = body.replaceAll(/\\\n\s*/g, '').split('\n')
  return lines.map((line) => line.replace(/\s+#.*$/, '').trim()).filter((line) => line !== '')
}

function writeFile(folder: string, { info, body }: Fence): void {
  const file = join(folder, info)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, body)
}

/** Whether the fence is a file of the reader's project: its info is a path. */
const isFile = ({ info }: Fence): boolean => /^[\w./-]+\.\w+$/.test(info)

/** A page as it should be, and the commands that were run. */
export interface PageRun {
  readonly markdown: string
  readonly commands: readonly string[]
}

/** Where a page's files are. */
interface Place {
  /** Removed in the end, with all its folders. */
  readonly parent: string
  folder: string
  copies: number
}

function createPlace(): Place {
  const parent = mkdtempSync(join(tmpdir(), 'ackurate-docs-'))
  const folder = join(parent, 'project')
  mkdirSync(folder)
  return { parent, folder, copies: 0 }
}

/**
 * Writes a file. One that is there already is changed in a copy of the project: all commands run in
 * this process, which would not load a module of the same path again.
 */
function place(at: Place, fence: Fence): void {
  if (existsSync(join(at.folder, fence.info))) {
    at.copies += 1
    const copy = join(at.parent, `project-${at.copies}`)
    cpSync(at.folder, copy, { recursive: true, verbatimSymlinks: true })
    at.folder = copy
  }
  writeFile(at.folder, fence)
}

/** Runs a page in a folder of its own, which is removed. */
export async function runPage(root: string, markdown: string): Promise<PageRun> {
  const at = createPlace()
  const commands: string[] = []
  let output = ''
  const run = async (part: Part): Promise<Part> => {
    if ('text' in part) return part
    if (part.language === 'text' && showsOutput(part.info)) {
      return { ...part, body: shownPart(part.info, output) }
    }
    if (isFile(part)) place(at, part)
    if (part.language !== 'sh') return part
    for (const line of commandsOf(part)) {
      const written = await runCommand(root, line, at.folder)
      if (written !== null) commands.push(line)
      output = written ?? output
    }
    return part
  }
  try {
    const parts: Part[] = []
    for (const part of partsOf(markdown)) parts.push(await run(part))
    return { markdown: joined(parts), commands }
  } finally {
    rmSync(at.parent, { recursive: true, force: true })
  }
}
