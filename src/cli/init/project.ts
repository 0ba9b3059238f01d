/** What `ackurate init` finds in a user's project. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../usage-error.ts'
import { type Runner, runnerOf } from './runner.ts'

/** How packages are installed and commands run there. */
export interface Packages {
  readonly name: 'npm' | 'pnpm' | 'yarn'
  /** In CI: exactly what the lock file says. */
  readonly install: string
  readonly add: string
  /** Runs a command of a package. */
  readonly run: string
}

/** A project, as far as it matters. */
export interface Project {
  readonly folder: string
  readonly manifest: string
  readonly isModule: boolean
  /** Of `ackurate`, and `vitest` where that runs the tests, what package.json does not name. */
  readonly missing: readonly ('vitest' | 'ackurate')[]
  readonly usesKafkajs: boolean
  /** What runs the tests. */
  readonly runner: Runner
  /** TypeScript files may be added outside of the sources. */
  readonly mayBeTyped: boolean
  readonly dependencies: ReadonlySet<string>
  readonly packages: Packages
  /** Files with a kafkajs consumer, from the project's folder. */
  readonly consumers: readonly string[]
  /** The first of them that can be checked as it is. */
  readonly service: string | null
  /** The functions that the first of them exports. */
  readonly functions: readonly string[]
}

const managers: Readonly<Record<string, Packages>> = {
  'pnpm-lock.yaml': {
    name: 'pnpm',
    install: 'pnpm install --frozen-lockfile',
    add: 'pnpm add --save-dev',
    run: 'pnpm exec',
  },
  'yarn.lock': {
    name: 'yarn',
    install: 'yarn install --frozen-lockfile',
    add: 'yarn add --dev',
    run: 'yarn',
  },
}

const npm: Packages = {
  name: 'npm',
  install: 'npm ci',
  add: 'npm install --save-dev',
  run: 'npx',
}

/** Looks at the folder; runs nothing of it. Throws a UsageError where there is no project. */
export function readProject(folder: string): Project {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) {
    throw new UsageError(
      'there is no package.json here: go to the folder of your project, or begin one with ' +
        '"npm init -y"',
    )
  }
  const manifest = readFileSync(file, 'utf8')
  const { type, scripts, ...rest } = parsed(manifest)
  const dependencies = namesIn(rest)
  const has = (name: string) => existsSync(join(folder, name))
  const [, manager = npm] = Object.entries(managers).find(([lock]) => has(lock)) ?? []
  const { consumers, files } = lookedThrough(folder)
  const isModule = type === 'module'
  const isTypeScript = has('tsconfig.json') || dependencies.has('typescript')
  const mayBeTyped = isTypeScript && leavesRootAlone(folder)
  const script = String(Object(scripts)['test'] ?? '')
  const keys = new Set(Object.keys(rest))
  const runner = runnerOf({ dependencies, script, keys, files, isModule, mayBeTyped })
  const wanted =
    runner.name === 'vitest' ? (['vitest', 'ackurate'] as const) : ['ackurate' as const]
  return {
    ...{ folder, manifest, isModule, mayBeTyped, runner, dependencies },
    missing: wanted.filter((name) => !dependencies.has(name)),
    usesKafkajs: dependencies.has('kafkajs') || consumers.length > 0,
    packages: manager,
    consumers: consumers.map(({ path }) => path),
    service: consumers.find(({ text }) => seam.test(text))?.path ?? null,
    functions: functionsIn(consumers[0]?.text ?? ''),
  }
}

/** A file beside `src` moves where the compiler puts all others, unless it names its sources. */
function leavesRootAlone(folder: string): boolean {
  const file = join(folder, 'tsconfig.json')
  if (!existsSync(file)) return true
  const [, include = ''] = /"include"\s*:\s*\[([^\]]*)\]/.exec(readFileSync(file, 'utf8')) ?? []
  return include.trim() !== '' && !/"(?:\.\/)?(?:\*|\.)/.test(include)
}

const declared = String.raw`^export\s+(?:async\s+)?function\s+(\w+)`
const assigned = String.raw`^(?:export\s+const|(?:module\.)?exports\.)\s*(\w+)\s*=\s*`
const exported = new RegExp(String.raw`${declared}|${assigned}(?:async\s*)?(?:\(|function)`, 'gm')

function functionsIn(text: string): readonly string[] {
  return [...text.matchAll(exported)].map(([, one, other]) => one ?? other ?? '')
}

type Manifest = Readonly<Record<string, unknown>>

function parsed(manifest: string): Manifest {
  try {
    const value: unknown = JSON.parse(manifest)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Manifest
    }
  } catch (error) {
    throw new UsageError(`cannot read package.json: ${(error as Error).message}`)
  }
  throw new UsageError('package.json must hold an object')
}

function namesIn(manifest: Manifest): ReadonlySet<string> {
  const kinds = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']
  return new Set(kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {})))
}

/** A default export that is given a `kafka` is what `ackurate check` takes. */
const seam = /^export default (?:async )?(?:function )?\w*\s*\(\s*\{[^}]*\bkafka\b/m
const consumer = /(?:from|require\()\s*['"]kafkajs['"]|\bkafka\.consumer\(/
const source = /(?<!\.(?:test|spec|d))\.[cm]?[jt]s$/
const elsewhere = /^(?:node_modules|dist|build|coverage|\..*)$/
/** A consumer is not hidden behind more files than that. */
const filesMax = 5000
const bytesMax = 500_000

interface Source {
  readonly path: string
  readonly text: string
}

/** The consumers, and the paths of all source files, those of tests with them. */
function lookedThrough(folder: string): { consumers: readonly Source[]; files: readonly string[] } {
  const found: Source[] = []
  const paths: string[] = []
  let files = 0
  const visit = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory() && !elsewhere.test(entry.name)) visit(path)
      if (entry.isFile() && paths.length < filesMax) paths.push(path)
      if (!entry.isFile() || !source.test(entry.name) || ++files > filesMax) continue
      if (statSync(join(folder, path)).size > bytesMax) continue
      const text = readFileSync(join(folder, path), 'utf8')
      if (consumer.test(text) && /\.consumer\(/.test(text)) found.push({ path, text })
    }
  }
  visit('')
  const consumers = found.sort((a, b) => (a.path < b.path ? -1 : 1))
  return { consumers, files: paths.sort() }
}
