/** What `ackurate init` writes. */
import { posix } from 'node:path'
import type { Project } from './project.ts'
import { programText, serviceText } from './samples.ts'
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

/** The names of the files, all of which are ES modules. */
export function placesOf(project: Project): Places {
  const { isTypeScript, isModule, tests, service } = project
  const extension = (isModule ? '' : 'm') + (isTypeScript ? 'ts' : 'js')
  return {
    config: `ackurate.config.${extension}`,
    test: `${tests}/kafka-consumer.test.${extension}`,
    subject: service ?? `${tests}/kafka-consumer.${extension}`,
    workflow: '.github/workflows/ackurate.yml',
  }
}

/** All files of a project. */
export function filesOf(project: Project): readonly NewFile[] {
  const places = placesOf(project)
  const { isTypeScript, service, usesKafkajs } = project
  const sample = usesKafkajs ? serviceText(isTypeScript) : programText(isTypeScript)
  return [
    { path: places.config, text: configText(places) },
    ...(service === null ? [{ path: places.subject, text: sample }] : []),
    { path: places.test, text: testText(places) },
    { path: places.workflow, text: workflowText(project, places) },
  ]
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

function testText({ test, subject }: Places): string {
  const path = posix.relative(posix.dirname(test), subject)
  const word = path.startsWith('.') ? path : `./${path}`
  return `import 'ackurate/vitest'
import { expect, test } from 'vitest'

// The consumer is run many times, in virtual time, under every fault of ackurate.config.
test('the consumer loses no record', { timeout: 120_000 }, async () => {
  await expect('${word}').toHold('at-least-once')
})
`
}

function workflowText({ packages }: Project, { test }: Places): string {
  const { install, run, name } = packages
  return workflow('consumer', [
    ...(name === 'npm' ? [] : ['      - run: corepack enable']),
    `      - run: ${install}`,
    `      - run: ${run} vitest run ${test}`,
    exitCodes,
    `      - run: ${run} ackurate compare`,
    '      - uses: actions/upload-artifact@v4',
    '        if: always()',
    '        with:',
    '          name: ackurate',
    '          path: reports/',
  ])
}
