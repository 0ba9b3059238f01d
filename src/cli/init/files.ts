/** What `ackurate init` writes. */
import { posix } from 'node:path'
import { adapterText } from './adapter.ts'
import type { Project } from './project.ts'
import { testText } from './runner.ts'
import { exitCodes, workflow } from './workflow.ts'

/** A file to write, from the project's folder. */
export interface NewFile {
  readonly path: string
  readonly text: string
}

/** Where they go. */
export interface Places {
  readonly config: string
  readonly test: string
  /** What is checked: the user's own module, or the sample beside the test. */
  readonly subject: string
  readonly workflow: string
}

/** The names of the files, all of which but a test for Jest or Mocha are ES modules. */
export function placesOf({ mayBeTyped, isModule, runner, service }: Project): Places {
  const extension = (isModule ? '' : 'm') + (mayBeTyped ? 'ts' : 'js')
  return {
    config: `ackurate.config.${extension}`,
    test: `${runner.folder}/kafka-consumer${runner.ending}`,
    subject: service ?? `ackurate/consumer.${extension}`,
    workflow: '.github/workflows/ackurate.yml',
  }
}

/** All files of a project. */
export function filesOf(project: Project): readonly NewFile[] {
  const places = placesOf(project)
  const { service, consumers, runner, isModule } = project
  const [first] = consumers
  const watched = [...new Set([...(service === null ? [places.subject] : []), service ?? first])]
    .filter((file) => file !== undefined)
    .map((file) => seenFrom(places.test, file))
  const path = seenFrom(places.test, places.subject)
  return [
    { path: places.config, text: configText(places) },
    ...(service === null ? [{ path: places.subject, text: adapterOf(project, places) }] : []),
    { path: places.test, text: testText(runner, { path, isModule, watched }) },
    { path: places.workflow, text: workflowText(project, places) },
  ]
}

function adapterOf(project: Project, { subject }: Places): string {
  const { mayBeTyped, usesKafkajs, consumers, functions, dependencies } = project
  const [first] = consumers
  const consumer = first === undefined ? null : seenFrom(subject, first.replace(/ts$/, 'js'))
  const facts = { isTyped: mayBeTyped, usesKafkajs, path: subject, consumer }
  return adapterText({ ...facts, functions, dependencies })
}

/** How a file imports another one. */
function seenFrom(from: string, file: string): string {
  const path = posix.relative(posix.dirname(from), file)
  return path.startsWith('.') ? path : `./${path}`
}

function configText({ subject }: Places): string {
  const lines = [
    "import { defineConfig } from 'ackurate'",
    '',
    '/** Defaults of `ackurate compare`, `check`, `hunt` and `toHold`; options are stronger. */',
    'export default defineConfig({',
    `  strategies: ['./${subject}'],`,
    '  // Ordinary life. "ackurate list faults" shows what else can go wrong.',
    "  faults: ['none', 'crash', 'shutdown', 'join'],",
    '  // A failing test adds the path that it found; commit the file, and it is tried first.',
    "  regressions: 'reports/regressions.json',",
    '})',
  ]
  return `${lines.join('\n')}\n`
}

function workflowText({ packages, runner }: Project, { test }: Places): string {
  const { install, run, name } = packages
  return workflow('consumer', [
    ...(name === 'npm' ? [] : ['      - run: corepack enable']),
    `      - run: ${install}`,
    `      - run: ${runner.command(test, run)}`,
    exitCodes,
    `      - run: ${run} ackurate compare`,
    '      - uses: actions/upload-artifact@v4',
    '        if: always()',
    '        with:',
    '          name: ackurate',
    '          path: reports/',
  ])
}
