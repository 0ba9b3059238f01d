/** `ackurate init`: what it finds, what it writes, what it asks, and what it leaves alone. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { ackurate, folderOf, type Ran } from './fake-terminal.ts'

/** A project of these files, which may be in folders. */
function projectOf(files: Readonly<Record<string, string>>): string {
  const folder = folderOf({})
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

/** Runs `ackurate init` for somebody who answers. */
const asked = (folder: string, answer: (question: string) => string): Promise<Ran> =>
  ackurate(['init'], folder, answer)

function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8')
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

/** The commands of the written workflow. */
function stepsIn(folder: string): readonly string[] {
  const { jobs } = parse(read(folder, '.github/workflows/ackurate.yml'))
  const steps: readonly { readonly run?: string }[] = jobs.ackurate.steps
  return steps.flatMap(({ run }) => run ?? [])
}

const workflow = '.github/workflows/ackurate.yml'
const empty = '{\n    "name": "shop",\n    "version": "1.0.0"\n}\n'

test('without a package.json it says what to do, and writes nothing', async () => {
  const folder = folderOf({})
  const ran = await ackurate(['init'], folder)
  expect(ran.err).toMatch(/^ackurate: there is no package\.json here: [^\n]+"npm init -y"\n$/)
  expect(ran).toMatchObject({ code: 2, out: '' })
  expect(filesIn(folder)).toEqual([])
  const bad = await ackurate(['init'], folderOf({ 'package.json': '{' }))
  expect(bad.err).toMatch(/^ackurate: cannot read package\.json: [^\n]+\n$/)
})

test('an empty project gets ES modules, and package.json only with consent', async () => {
  const folder = projectOf({ 'package.json': empty })
  const ran = await ackurate(['init'], folder)
  expect(ran).toMatchObject({ code: 0, err: '' })
  expect(filesIn(folder)).toEqual([
    workflow,
    'ackurate.config.mjs',
    'ackurate/consumer.mjs',
    'package.json',
    'test/kafka-consumer.test.mjs',
  ])
  expect(read(folder, 'package.json')).toBe(empty)
  expect(ran.out).toContain('  npm install --save-dev vitest ackurate\n')
  expect(stepsIn(folder)).toEqual([
    'npm ci',
    'npx vitest run test/kafka-consumer.test.mjs',
    'npx ackurate compare',
  ])
  const again = await ackurate(['init', '--yes'], folder)
  expect(again.out.match(/^unchanged/gm)).toHaveLength(4)
  expect(again.out).toContain('  npm install\n')
  const { name, devDependencies } = JSON.parse(read(folder, 'package.json'))
  expect(name).toBe('shop')
  expect(Object.keys(devDependencies)).toEqual(['ackurate', 'vitest'])
  expect(read(folder, 'package.json')).toMatch(/^\{\n {4}"name": "shop",[\s\S]+\}\n$/)
})

const seam = `import type { Service } from 'ackurate/kafkajs'
export default async function start({ kafka, process }: Service) {
  const consumer = kafka.consumer({ groupId: 'shop' })
}
`

test('a consumer with a seam is checked as it is, in the folder of the tests', async () => {
  const folder = projectOf({
    'package.json': JSON.stringify({
      type: 'module',
      dependencies: { kafkajs: '^2.2.4' },
      devDependencies: { ackurate: '*', typescript: '5', vitest: '*' },
    }),
    'pnpm-lock.yaml': '',
    'src/consumer.ts': seam,
    'src/other.ts': "import { Kafka } from 'kafkajs'",
    'tests/shop.test.ts': '',
    '.git/HEAD': '',
  })
  const ran = await ackurate(['init'], folder)
  expect(ran.out).toContain('src/consumer.ts is checked as it is.')
  expect(ran.out).not.toContain('install')
  expect(ran.out).not.toContain('root of the repository')
  expect(read(folder, 'ackurate.config.ts')).toContain("strategies: ['./src/consumer.ts']")
  expect(read(folder, 'tests/kafka-consumer.test.ts')).toContain("expect('../src/consumer.ts')")
  expect(filesIn(folder)).not.toContain('ackurate/consumer.ts')
  expect(stepsIn(folder)).toEqual([
    'corepack enable',
    'pnpm install --frozen-lockfile',
    'pnpm exec vitest run tests/kafka-consumer.test.ts',
    'pnpm exec ackurate compare',
  ])
})

test('a consumer without one is named in what is written, to be started there', async () => {
  const folder = projectOf({
    'package.json': '{ "type": "module" }',
    'lib/shop.js': "import { Kafka } from 'kafkajs'\nnew Kafka({}).consumer({ groupId: 'g' })",
    'node_modules/other/index.js': "require('kafkajs').consumer()",
  })
  const { out } = await ackurate(['init'], folder)
  expect(out).toContain('kafkajs is used in lib/shop.js.\nThe test fails until')
  expect(out).not.toContain('node_modules')
  expect(read(folder, 'ackurate/consumer.js')).toContain('import ../lib/shop.js here')
  expect(out).not.toContain('root of the repository')
  mkdirSync(join(folder, '.git'))
  writeFileSync(join(folder, 'lib/package.json'), '{}')
  const below = await ackurate(['init'], join(folder, 'lib'))
  expect(below.out).toContain('move .github to the root of the repository')
})

test("the user's own files stay, unless he agrees at the terminal", async () => {
  const mine = { 'package.json': '{}', 'ackurate.config.mjs': 'mine', [workflow]: 'mine' }
  const folder = projectOf(mine)
  const ran = await ackurate(['init', '--yes'], folder)
  expect(ran.code).toBe(0)
  expect(ran.out).toContain('left       ackurate.config.mjs  (yours; it was not touched)')
  for (const name of ['ackurate.config.mjs', workflow]) expect(read(folder, name)).toBe('mine')

  const questions: string[] = []
  const second = await asked(projectOf(mine), (question) => {
    questions.push(question)
    return question.includes('ackurate.config') ? 'y' : 'n'
  })
  expect(questions).toEqual([
    'Overwrite ackurate.config.mjs? [y/N] ',
    `Overwrite ${workflow}? [y/N] `,
    'Add vitest and ackurate to devDependencies in package.json? [y/N] ',
  ])
  expect(second.out).toContain('written    ackurate.config.mjs\n')
  expect(second.out).toContain(`left       ${workflow}`)
  expect(second.out).toContain('npm install --save-dev vitest ackurate')
})

test('what cannot be written is known before anything is', async () => {
  const folder = projectOf({ 'package.json': empty, '.github': 'a file' })
  const ran = await ackurate(['init', '--yes'], folder)
  expect(ran.err).toMatch(/^ackurate: cannot write [^\n]+ is not a folder\n$/)
  expect(ran.code).toBe(2)
  expect(filesIn(folder)).toEqual(['.github', 'package.json'])
})
