/** The examples for CI, Kubernetes and Slurm: their very commands, with small sizes. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { ackurate, folderOf } from './fake-terminal.ts'

const root = join(import.meta.dirname, '../..')
const read = (name: string): string => readFileSync(join(root, name), 'utf8')

/** Small enough for a test. */
const strategy = 'commit-sync-before-processing'
const small = { STRATEGY: strategy, SCHEDULES: '6' }
const few = ['--faults', 'none,crash,join', '--properties', 'at-least-once']

type Environment = Readonly<Record<string, string>>

/** The words that a shell makes of the one `npx ackurate …` in a script. */
function wordsOf(script: string, folder: string, environment: Environment): readonly string[] {
  expect(script.match(/^npx ackurate /gm)).toHaveLength(1)
  const told = script.replace(/^npx ackurate /m, "printf '%s\\n' ")
  const env = { PATH: process.env['PATH'] ?? '', ...environment }
  return execFileSync('sh', ['-c', told], { cwd: folder, env, encoding: 'utf8' }).trim().split('\n')
}

/** Runs two shards and the merge, and holds the result against the run in one piece. */
async function expectWhole(
  folder: string,
  search: (shard: number) => readonly string[],
  merge: () => readonly string[],
): Promise<void> {
  const unsharded = ['check', strategy, '--schedules', '6', ...few, '--out', 'whole']
  const whole = await ackurate(unsharded, folder)
  for (const shard of [1, 2]) {
    const argv = search(shard)
    expect(argv.slice(0, 4)).toEqual(unsharded.slice(0, 4))
    expect(argv).toContain(`${shard}/2`)
    expect(await ackurate([...argv, ...few], folder)).toMatchObject({ code: 0 })
  }
  const words = merge()
  const out = words[words.indexOf('--out') + 1] ?? ''
  const merged = await ackurate(words, folder)
  expect(merged).toMatchObject({ code: whole.code, out: whole.out })
  for (const name of ['comparison.json', 'README.md']) {
    const [one, other] = [join(folder, 'whole', name), join(folder, out, name)]
    expect(readFileSync(other, 'utf8')).toBe(readFileSync(one, 'utf8'))
  }
}

describe('the example for GitHub Actions', () => {
  const workflow = parse(read('examples/ci/github-actions.yml'))
  const { search, merge } = workflow.jobs
  const runOf = (job: { steps: readonly { name?: string; run?: string }[] }, name: string) =>
    job.steps.find((step) => step.name === name)?.run ?? ''

  test('merges after all shards, each of which hands over what it wrote', () => {
    const { shard } = search.strategy.matrix
    expect(shard).toEqual(Array.from(shard, (_, at) => at + 1))
    expect(merge.needs).toBe('search')
    const uploads = search.steps.filter((step: { uses?: string }) => /upload/.test(step.uses ?? ''))
    expect(uploads).toHaveLength(1)
    expect(uploads[0].with.path).toBe('shards/')
    expect(Object.keys(workflow.env)).toEqual(Object.keys(small))
  })

  test('gives the bytes of the run in one piece', async () => {
    const folder = folderOf({})
    const filled = (text: string, shard: number) =>
      text
        .replace(/\$\{\{ matrix\.shard \}\}/g, String(shard))
        .replace(/\$\{\{ strategy\.job-total \}\}/g, '2')
    await expectWhole(
      folder,
      (shard) => wordsOf(filled(runOf(search, 'search'), shard), folder, small),
      () => wordsOf(runOf(merge, 'merge'), folder, small),
    )
  })
})

describe('the example for Kubernetes', () => {
  const jobs = parseAllDocuments(read('examples/ci/kubernetes.yaml')).map((one) => one.toJS())
  const [search, merge] = jobs.map(({ spec }) => spec.template.spec.containers[0])

  test('has one index per shard', () => {
    const { completionMode, completions, parallelism } = jobs[0].spec
    const names = search.env.map(({ name }: { name: string }) => name)
    const shards = search.env.find(({ name }: { name: string }) => name === 'SHARDS')
    expect([completionMode, completions, parallelism]).toEqual(['Indexed', 4, 4])
    expect(Number(shards.value)).toBe(completions)
    expect(names).toEqual([...Object.keys(small), 'SHARDS', 'FOLDER'])
    for (const container of [search, merge]) {
      expect(container.command).toEqual(['sh', '-c'])
      expect(container.volumeMounts[0].mountPath).toBe('/shards')
    }
  })

  test('gives the bytes of the run in one piece', async () => {
    const folder = folderOf({})
    const environment = { ...small, SHARDS: '2', FOLDER: 'volume' }
    const indexed = (index: number) => ({ ...environment, JOB_COMPLETION_INDEX: String(index) })
    await expectWhole(
      folder,
      (shard) => wordsOf(search.args[0], folder, indexed(shard - 1)),
      () => wordsOf(merge.args[0], folder, environment),
    )
  })
})

test('the example for Slurm gives the bytes of the run in one piece', async () => {
  const folder = folderOf({})
  const script = read('examples/ci/slurm.sh')
  expect(script).toContain('#SBATCH --array=1-4\n')
  mkdirSync(join(folder, 'shards'))
  const merge = /^# {3}(npx ackurate merge .*)$/m.exec(script)?.[1] ?? ''
  const task = (shard: number) => ({
    ...small,
    SLURM_ARRAY_TASK_ID: String(shard),
    SLURM_ARRAY_TASK_COUNT: '2',
  })
  await expectWhole(
    folder,
    (shard) => wordsOf(script, folder, task(shard)),
    () => wordsOf(merge, folder, { ...small, FOLDER: 'shards' }),
  )
})

test('the commands of the page take the options that it shows', async () => {
  const page = read('docs/many-machines.md')
  const commands = page.match(/^npx ackurate .*$/gm) ?? []
  expect(commands).toHaveLength(4)
  for (const name of new Set(commands.map((line) => line.split(' ')[2] ?? ''))) {
    const { out } = await ackurate([name, '--help'])
    const options = commands
      .filter((line) => line.split(' ')[2] === name)
      .flatMap((line) => line.match(/--[a-z-]+/g) ?? [])
    for (const option of options) expect(out).toContain(`${option} <`)
  }
  const { out } = await ackurate(['hunt', '--help'])
  const rows = page.match(/^\| `--[a-z]+/gm) ?? []
  expect(rows).toHaveLength(5)
  for (const row of rows) expect(out).toContain(row.replace('| `', ''))
})
