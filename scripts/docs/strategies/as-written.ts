/**
 * A strategy as an application has it: the files of `examples/strategies/<name>`, as they are.
 *
 * They are compiled, run and read by tests (`test/docs/as-written.test.ts`, and `npm run
 * conformance -- --only examples` where there is Java): a reader copies them.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ShippedStrategy } from '../../../src/strategies/all.ts'
import { type Framework, frameworkOf } from './framework.ts'

/** Where the folders are. */
export const examplesFolder = 'examples/strategies'

/** By the ends of names: the language of a fence. In the order in which a page shows them. */
const languages: readonly (readonly [end: string, language: string])[] = [
  ['.yml', 'yaml'],
  ['.properties', 'properties'],
  ['.java', 'java'],
  ['.scala', 'scala'],
  ['.js', 'js'],
]

/** What a page says before the files: who starts what they hold. SHARED is the folder beside them. */
const before: Readonly<Record<Framework, readonly string[]>> = {
  'the Java client': [
    '[Main.java](SHARED/Main.java) starts the loop, wakes it on SIGTERM and waits for it; an exception',
    'of any thread ends the process, without `close()`.',
  ],
  'Spring Kafka': [
    'What the listener throws goes to the default error handler, which gives a record up after ten',
    'deliveries and logs it; [another one](../how-to/spring.md) is a bean.',
  ],
  'Kafka Connect': [
    'For Connect 3.6 and later; where no transformation renames topics, `topic()` does for',
    '`originalTopic()`.',
  ],
  Spark: ['For Spark 3.5 and Scala 2.13.'],
  kafkajs: [
    'The second argument of `start` is your work. [main.js](SHARED/main.js) starts it, and stops it on',
    'SIGTERM.',
  ],
}

const mistake = [
  'This is how the mistake looks, to be found by: **do not copy it**. What to write instead is',
  '[below](#what-to-use-instead).',
]

/** A file of a strategy's folder. */
export interface ExampleFile {
  readonly name: string
  readonly language: string
  readonly text: string
}

/** The files of a strategy: configuration, then code. */
export function exampleFiles(root: string, strategy: string): readonly ExampleFile[] {
  const names = readdirSync(join(root, examplesFolder, strategy)).sort()
  return languages.flatMap(([end, language]) =>
    names
      .filter((name) => name.endsWith(end))
      .map((name) => {
        const text = readFileSync(join(root, examplesFolder, strategy, name), 'utf8')
        return { name, language, text }
      }),
  )
}

/** The files of the shared folder that these use, as links; Main starts them, and is none. */
function usedFrom(root: string, files: readonly ExampleFile[]): readonly string[] {
  const code = files.map(({ text }) => text).join('\n')
  const extensions = new Set(files.map(({ name }) => name.replace(/.*\./, '')))
  return readdirSync(join(root, examplesFolder, 'shared'))
    .sort()
    .filter((name) => {
      const [stem = '', extension = ''] = name.split('.')
      return stem !== 'Main' && extensions.has(extension) && new RegExp(`\\b${stem}\\b`).test(code)
    })
    .map((name) => `[${name}](SHARED/${name})`)
}

/** The section. */
export function asWritten(root: string, { strategy, faulty }: ShippedStrategy): readonly string[] {
  const folder = `../../${examplesFolder}`
  const files = exampleFiles(root, strategy.name)
  const used = usedFrom(root, files)
  const words = [
    ...(faulty ? [...mistake, ''] : []),
    ...before[frameworkOf(strategy)],
    ...(used.length === 0 ? [] : [`It also needs ${used.join(', ')}.`]),
  ]
  return [
    ...words.map((line) => line.replaceAll('SHARED', `${folder}/shared`)),
    ...files.flatMap(({ name, language, text }) => [
      '',
      `[${name}](${folder}/${strategy.name}/${name}):`,
      '',
      `\`\`\`${language}`,
      text.trimEnd(),
      '```',
    ]),
  ]
}
