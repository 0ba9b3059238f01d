/**
 * What `ackurate init` writes to start the user's own consumer. It fails until that is done, for a
 * test that is green must have checked something of his.
 */
import { readyFakes } from '../../fakes/names.ts'

/** What is known of the consumer. */
export interface AdapterFacts {
  readonly isTyped: boolean
  readonly usesKafkajs: boolean
  /** Of the adapter itself, from the project's folder. */
  readonly path: string
  /** The file with the consumer, as the adapter imports it; null: none was found. */
  readonly consumer: string | null
  /** The functions that it exports. */
  readonly functions: readonly string[]
  /** Packages that package.json names. */
  readonly dependencies: ReadonlySet<string>
}

/** The whole file. */
export function adapterText(facts: AdapterFacts): string {
  return facts.usesKafkajs ? serviceText(facts) : programText(facts)
}

function serviceText(facts: AdapterFacts): string {
  const { isTyped, consumer, functions, dependencies } = facts
  const [start = null, ...others] = functions
  const only = others.length === 0 ? start : null
  const ready = Object.entries(readyFakes).filter(([name]) => dependencies.has(name))
  const imports = [
    ...(ready.length === 0
      ? []
      : [`import { ${ready.map(([, fake]) => fake).join(', ')} } from 'ackurate/fakes'`]),
    ...(isTyped ? ["import type { Fakes } from 'ackurate/kafkajs'"] : []),
    ...(only !== null && consumer !== null ? [`import { ${only} } from '${consumer}'`] : []),
  ]
  const lines = [
    '/** How Ackurate starts your kafkajs consumer; nothing in your sources has to change. */',
    ...imports,
    ...(imports.length === 0 ? [] : ['']),
    '// What reaches out of it is replaced. The call whose effect must not be lost says process(),',
    '// which knows the record.',
    `export const fakes${isTyped ? ': Fakes' : ''} = {`,
    "  // '../src/db.js': ({ process }) => ({ saveInvoice: process }),",
    ...ready.flatMap(([name, fake]) => fakeLines(name, fake)),
    '}',
    '',
    'export default async function start() {',
    ...bodyOf(facts, only),
    '}',
  ]
  return `${lines.join('\n')}\n`
}

function fakeLines(name: string, fake: string): readonly string[] {
  const key = /^\w+$/.test(name) ? name : `'${name}'`
  const example =
    fake === 'pg' || fake === 'mysql2'
      ? ['  // ({ text }, { process }) => (/^insert/i.test(text) ? process() : undefined)']
      : []
  return [...example, `  ${key}: ${fake}(() => undefined),`]
}

function bodyOf({ path, consumer }: AdapterFacts, start: string | null): readonly string[] {
  if (start !== null) return [`  return ${start}()`]
  const what = consumer === null ? 'import it here' : `import ${consumer} here`
  return [`  throw new Error('${path} does not start your consumer yet: ${what}, and call it')`]
}

function programText({ isTyped, path }: AdapterFacts): string {
  const [types, type] = isTyped
    ? ["import type { Strategy } from 'ackurate'\n\n", ': Strategy']
    : ['', '']
  return `${types}/** Your poll loop; \`yield*\` stands where it waits, and may be killed. */
export const kafkaConsumer${type} = {
  name: 'kafka-consumer',
  claims: 'at-least-once',
  *run({ consumer, process }) {
    // Take this line away when what is below does what your consumer does.
    throw new Error('${path} does not say yet what your consumer does')
    for (;;) {
      const records = yield* consumer.poll()
      for (const record of records) yield* process(record)
      yield* consumer.commitSync()
    }
  },
}
`
}
