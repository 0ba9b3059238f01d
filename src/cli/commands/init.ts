/** `ackurate init`: a test, a workflow and a configuration for the project in the folder. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { NewFile } from '../init/files.ts'
import type { Project } from '../init/project.ts'
import type { Terminal } from '../terminal.ts'
import { requireWritable, writeWhole } from '../write-file.ts'

interface InitOptions {
  readonly yes: boolean
}

/** What becomes of a file. */
interface Fate {
  readonly file: NewFile
  readonly fate: 'written' | 'unchanged' | 'left'
}

async function init({ yes }: InitOptions, folder: string, terminal: Terminal): Promise<void> {
  const [{ readProject }, { filesOf }] = await Promise.all([
    import('../init/project.ts'),
    import('../init/files.ts'),
  ])
  const { isJavaProject } = await import('../init/java-project.ts')
  if (isJavaProject(folder)) return await initJava(folder, terminal)
  const project = readProject(folder)
  const fates = await fatesOf(filesOf(project), folder, terminal)
  const manifest = await manifestFor(project, yes, terminal)
  // All questions are answered: from here on, nothing is left half done by a Ctrl-C at a prompt.
  await writeAll(fates, folder)
  if (manifest !== null) await writeWhole(join(folder, 'package.json'), manifest)
  const { initReport: initText } = await import('../init/init-report.ts')
  terminal.out(initText(project, fates, manifest !== null))
}

/** In a Maven or Gradle project: nothing is added to what builds it. */
async function initJava(folder: string, terminal: Terminal): Promise<void> {
  const [{ readJavaProject }, { javaFilesOf }, { javaInitReport }] = await Promise.all([
    import('../init/java-project.ts'),
    import('../init/java-files.ts'),
    import('../init/init-report.ts'),
  ])
  const project = readJavaProject(folder)
  const fates = await fatesOf(javaFilesOf(project), folder, terminal)
  await writeAll(fates, folder)
  terminal.out(javaInitReport(project, fates))
}

/** Asks about the files that there are; writes nothing. */
async function fatesOf(
  files: readonly NewFile[],
  folder: string,
  terminal: Terminal,
): Promise<readonly Fate[]> {
  for (const { path } of files) requireWritable(join(folder, path))
  const fates: Fate[] = []
  for (const file of files) fates.push({ file, fate: await fateOf(file, folder, terminal) })
  return fates
}

async function writeAll(fates: readonly Fate[], folder: string): Promise<void> {
  for (const { file, fate } of fates) {
    if (fate === 'written') await writeWhole(join(folder, file.path), file.text)
  }
}

/** A file of the user's is not overwritten unless he says so at the terminal. */
async function fateOf(file: NewFile, folder: string, terminal: Terminal): Promise<Fate['fate']> {
  const path = join(folder, file.path)
  if (!existsSync(path)) return 'written'
  if (readFileSync(path, 'utf8') === file.text) return 'unchanged'
  return (await agrees(`Overwrite ${file.path}?`, terminal)) ? 'written' : 'left'
}

/** The new package.json; null: it names all that is needed, or has to stay as it is. */
async function manifestFor(
  { missing, manifest }: Project,
  yes: boolean,
  terminal: Terminal,
): Promise<string | null> {
  if (missing.length === 0) return null
  const question = `Add ${missing.join(' and ')} to devDependencies in package.json?`
  if (!yes && !(await agrees(question, terminal))) return null
  const { versionsToAdd, withDevDependencies } = await import('../init/manifest.ts')
  const versions = versionsToAdd()
  return withDevDependencies(
    manifest,
    Object.fromEntries(missing.map((name) => [name, versions[name]])),
  )
}

/** Where nobody can be asked, nobody agrees. */
async function agrees(question: string, { ask }: Terminal): Promise<boolean> {
  if (ask === undefined) return false
  return /^y(es)?$/i.test((await ask(`${question} [y/N] `)).trim())
}

/** Adds the command to the program. */
export function addInitCommand(program: Command, terminal: Terminal, folder: string): void {
  program
    .command('init')
    .description('write a test, a CI workflow and ackurate.config into this project')
    .option('--yes', 'add what is missing to package.json, too; existing files stay', false)
    .action((options: InitOptions) => init(options, folder, terminal))
}
