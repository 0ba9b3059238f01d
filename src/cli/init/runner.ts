/** What runs the tests of a project, and how one more of them is written for it. */

/** A test runner. */
export interface Runner {
  readonly name: 'vitest' | 'jest' | 'mocha' | 'node:test'
  /** The folder of its tests. */
  readonly folder: string
  /** `.test.ts`, `.spec.js`, ...: the end of a test's name. */
  readonly ending: string
  /** Runs one test file, in a shell; `run` runs commands of packages. */
  command(file: string, run: string): string
}

/** What says it. */
export interface RunnerFacts {
  readonly dependencies: ReadonlySet<string>
  /** `scripts.test` of package.json; '' without one. */
  readonly script: string
  /** Whether package.json has a key `jest` or `mocha`. */
  readonly keys: ReadonlySet<string>
  /** All files but those of packages, from the project's folder. */
  readonly files: readonly string[]
  readonly isModule: boolean
  /** A TypeScript file may be added outside of the sources. */
  readonly mayBeTyped: boolean
}

type Name = Runner['name']

const inScript: readonly (readonly [Name, RegExp])[] = [
  ['vitest', /\bvitest\b/],
  ['jest', /\bjest\b|\breact-scripts test\b/],
  ['mocha', /\bmocha\b/],
  ['node:test', /--test\b/],
]

/** The runner; without any it is vitest, which is then added. */
export function runnerOf(facts: RunnerFacts): Runner {
  const name = nameOf(facts)
  const tests = facts.files.filter((file) => /\.(?:test|spec)\.[cm]?[jt]sx?$/.test(file))
  const ending = endingOf(name, tests, facts)
  const command = (file: string, run: string) => commandOf(name, file, run, facts)
  return { name, folder: folderOf(tests, facts.files), ending, command }
}

function nameOf({ dependencies, script, keys, files }: RunnerFacts): Name {
  const said = inScript.find(([, pattern]) => pattern.test(script))
  if (said !== undefined) return said[0]
  const configured = (pattern: RegExp) => files.some((file) => pattern.test(file))
  if (dependencies.has('vitest') || configured(/^vitest\.config\.[cm]?[jt]s$/)) return 'vitest'
  if (dependencies.has('jest') || keys.has('jest') || configured(/^jest\.config\./)) return 'jest'
  if (dependencies.has('mocha') || keys.has('mocha') || configured(/^\.mocharc\./)) return 'mocha'
  return 'vitest'
}

const usual = ['test', 'tests', '__tests__']

/** Where tests are; beside the sources it is the folder that all of those are in. */
function folderOf(tests: readonly string[], files: readonly string[]): string {
  const isIn = (folder: string) => (file: string) => file.startsWith(`${folder}/`)
  const own = usual.find((folder) => tests.some(isIn(folder)))
  if (own !== undefined) return own
  const [first] = tests
  if (first?.includes('/') === true) return first.slice(0, first.indexOf('/'))
  return usual.find((folder) => files.some(isIn(folder))) ?? 'test'
}

/** As those that are there end, if they do alike; else what the runner takes by itself. */
function endingOf(
  name: Name,
  tests: readonly string[],
  { isModule, mayBeTyped }: RunnerFacts,
): string {
  const endings = tests.map((file) => /\.(?:test|spec)\.[cm]?[jt]s(?=x?$)/.exec(file)?.[0] ?? '')
  const [first] = endings
  const isAlike = first !== undefined && endings.every((ending) => ending === first)
  if (isAlike) return first
  const typed = name === 'vitest' && mayBeTyped
  // Not every runner finds .mjs by itself, and each takes CommonJS.
  const module = isModule || name !== 'vitest' ? '' : 'm'
  return `.test.${module}${typed ? 'ts' : 'js'}`
}

/** Without it jest takes `import` only where something turns it into `require`. */
const asModules = 'NODE_OPTIONS=--experimental-vm-modules'

/** Whether modules become CommonJS before jest runs them. */
function transforms({ dependencies, files }: RunnerFacts): boolean {
  const transformers = ['ts-jest', '@swc/jest', 'esbuild-jest', '@babel/preset-env']
  return (
    transformers.some((name) => dependencies.has(name)) ||
    files.some((file) => /^(?:\.babelrc|babel\.config\.)/.test(file))
  )
}

function commandOf(name: Name, file: string, run: string, facts: RunnerFacts): string {
  switch (name) {
    case 'vitest':
      return `${run} vitest run ${file}`
    case 'node:test': {
      // What loads TypeScript stands before it, as in `node --import tsx --test`.
      const [, flags = ''] = /\bnode\s+(.*?)--test\b/.exec(facts.script) ?? []
      return `node ${flags}--test ${file}`
    }
    case 'jest':
      return `${facts.isModule && !transforms(facts) ? `${asModules} ` : ''}${run} jest ${file}`
    case 'mocha':
      return `${run} mocha ${file}`
  }
}

/** The text of a test of the module at this path, as seen from the test. */
export function testText(
  { name, ending }: Pick<Runner, 'name' | 'ending'>,
  { path, isModule, watched }: { path: string; isModule: boolean; watched: readonly string[] },
): string {
  if (name === 'vitest') return vitestText(path, watched)
  const requires = /\.(?:js|cjs)$/.test(ending) && !(isModule && ending.endsWith('.js'))
  const bring = (what: string, from: string) =>
    requires ? `const ${what} = require('${from}')` : `import ${what} from '${from}'`
  const lines = [
    bring('{ holds }', 'ackurate/holds'),
    ...(name === 'node:test' ? [bring('{ test }', 'node:test')] : []),
    '',
    '// The consumer is run many times, in virtual time, under every fault of ackurate.config.',
    ...callLines(name, path),
  ]
  return `${lines.join('\n')}\n`
}

const title = "'the consumer loses no record'"

function callLines(name: Exclude<Name, 'vitest'>, path: string): readonly string[] {
  const call = `holds('${path}', 'at-least-once')`
  switch (name) {
    case 'jest':
      return [`test(${title}, () => ${call}, 120000)`]
    case 'node:test':
      return [`test(${title}, () => ${call})`]
    case 'mocha':
      return [`it(${title}, async function () {`, '  this.timeout(120000)', `  await ${call}`, '})']
  }
}

/** With imports as texts it runs again in watch mode when one of these files has changed. */
function vitestText(path: string, watched: readonly string[]): string {
  const again = watched.map((file) => `import '${file}?raw'`)
  const lines = [
    "import 'ackurate/vitest'",
    "import { expect, test } from 'vitest'",
    ...(again.length === 0
      ? []
      : ['', '// Watch mode: run again when one of them changes.', ...again]),
    '',
    '// The consumer is run many times, in virtual time, under every fault of ackurate.config.',
    `test(${title}, { timeout: 120_000 }, async () => {`,
    `  await expect('${path}').toHold('at-least-once')`,
    '})',
  ]
  return `${lines.join('\n')}\n`
}
