/** What `ackurate init` says at its end: what it did, and what is left to the user. */
import { type NewFile, placesOf } from './files.ts'
import { javaNextLines } from './java-files.ts'
import type { JavaProject } from './java-project.ts'
import type { Project } from './project.ts'
import { isBelowRepository } from './repository.ts'

/** What became of a file. */
interface Told {
  readonly file: NewFile
  readonly fate: 'written' | 'unchanged' | 'left'
}

const words = {
  written: '',
  unchanged: '  (as it was)',
  left: '  (yours; it was not touched)',
} as const

/** What became of the files, a line each; `more`: paths that were written besides. */
function fateLines(files: readonly Told[], more: readonly string[]): readonly string[] {
  const width = Math.max(...Object.keys(words).map((word) => word.length))
  const written = more.map((path) => `${'written'.padEnd(width)}  ${path}`)
  return [
    ...files.map(({ file, fate }) => `${fate.padEnd(width)}  ${file.path}${words[fate]}`),
    ...written,
  ]
}

/** The report of a Maven or Gradle project. */
export function javaInitReport(project: JavaProject, files: readonly Told[]): string {
  return `${[...fateLines(files, []), '', ...javaNextLines(project)].join('\n')}\n`
}

/** The report; `added`: package.json now names what was missing. */
export function initReport(project: Project, files: readonly Told[], added: boolean): string {
  const lines = [
    ...fateLines(files, added ? ['package.json'] : []),
    ...['', ...seamLines(project), 'Next:', ...nextLines(project, added)],
  ]
  return `${lines.join('\n')}\n`
}

function seamLines(project: Project): readonly string[] {
  const { service, consumers } = project
  if (service !== null) return [`${service} is checked as it is.`, '']
  const { subject } = placesOf(project)
  if (consumers.length === 0) {
    return [`The test fails until your own consumer is in ${subject}.`, '']
  }
  const more = consumers.length > 3 ? ', …' : ''
  return [
    `kafkajs is used in ${consumers.slice(0, 3).join(', ')}${more}.`,
    `The test fails until ${subject} starts it, with fakes of what reaches out of it;`,
    'nothing of it has to be edited.',
    '',
  ]
}

function nextLines(project: Project, added: boolean): readonly string[] {
  const { packages, missing, folder, runner } = project
  const { test } = placesOf(project)
  return [
    ...(missing.length === 0
      ? []
      : [added ? `  ${packages.name} install` : `  ${packages.add} ${missing.join(' ')}`]),
    `  ${runner.command(test, packages.run)}`,
    `  ${packages.run} ackurate compare`,
    ...(isBelowRepository(folder) ? ['  move .github to the root of the repository'] : []),
  ]
}
