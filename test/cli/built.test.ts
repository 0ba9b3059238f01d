/** What only the compiled command can show: worker threads, signals, exit codes of a process. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type Ended, runBuilt } from './built.ts'
import { folderOf } from './fake-terminal.ts'

/** The watchdog is patient, so that it waits while the other tests run. */
let hanging: Promise<Ended> | undefined

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'ackurate-'))
  const text = "export const m = { name: 'm', claims: 'at-least-once', *run() { for (;;) {} } }"
  writeFileSync(join(folder, 'mine.js'), text)
  hanging = runBuilt(['check', 'mine.js'], folder).finally(() => {
    rmSync(folder, { recursive: true })
  })
})

const few = '--properties at-least-once,at-most-once --schedules 60'.split(' ')

test('the same seed writes the same bytes, whatever the number of jobs', async () => {
  const folder = folderOf({})
  const compare = 'compare --strategies auto-commit,commit-sync-mid-batch --faults none,crash'
  const run = (jobs: number) =>
    runBuilt(
      [...compare.split(' '), ...few, '--jobs', String(jobs), '--out', `jobs-${jobs}`],
      folder,
    )
  const [one, three] = [await run(1), await run(3)]
  // The faulty strategy was asked for by name, so that its broken claim counts.
  expect(one.code).toBe(1)
  expect(three).toMatchObject({ code: 1, out: one.out })
  expect(one.out).toContain('commit-sync-mid-batch')
  for (const name of ['comparison.json', 'README.md', 'index.html']) {
    const read = (jobs: number) => readFileSync(join(folder, `jobs-${jobs}`, name), 'utf8')
    expect(read(3)).toBe(read(1))
  }
})

test('a replay line, pasted, tells the same story', async () => {
  const folder = folderOf({})
  const argv = 'check commit-sync-mid-batch --faults crash --properties at-least-once'.split(' ')
  const checked = await runBuilt([...argv, '--schedules', '60'], folder)
  expect(checked.code).toBe(1)
  const [, line] = /replay: ackurate (.*)\n/.exec(checked.out) ?? []
  const replayed = await runBuilt((line ?? '').split(' '), folder)
  expect(replayed.code).toBe(1)
  const storyOf = (text: string) => text.split('\n').filter((one) => /^ *(\d+|✗) {2,}/.test(one))
  expect(storyOf(checked.out).length).toBeGreaterThan(3)
  expect(storyOf(replayed.out)).toEqual(expect.arrayContaining(storyOf(checked.out)))
  expect(readdirSync(folder)).toEqual([])
})

test("a user's strategy is checked, and told by its file", async () => {
  const folder = folderOf({
    'mine.ts': `
      import type { Strategy } from 'ackurate'
      export const mine: Strategy = {
        name: 'mine',
        claims: 'at-least-once',
        *run({ consumer, process }) {
          for (;;) {
            const records = yield* consumer.poll()
            yield* consumer.commitSync()
            for (const record of records) yield* process(record)
          }
        },
      }`,
  })
  const checked = await runBuilt(['check', './mine.ts', '--faults', 'crash', ...few], folder)
  expect(checked.code).toBe(1)
  expect(checked.out).toContain('mine breaks at-least-once under crash')
  expect(checked.out).toContain('replay: ackurate replay ./mine.ts --faults crash --path ')
})

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends the work, tells what there is, and writes nothing', async (signal, code) => {
  const folder = folderOf({})
  const argv = 'compare --strategies auto-commit --schedules 3000 --jobs 2 --json all.json'
  let asked = 0
  const interrupted = await runBuilt(argv.split(' '), folder, (_, kill) => {
    if (asked === 0) kill(signal)
    asked ||= performance.now()
  })
  // Two seconds, and what a busy machine needs to start a table.
  expect(performance.now() - asked).toBeLessThan(10_000)
  expect(interrupted.code).toBe(code)
  expect(interrupted.out).toContain('auto-commit')
  expect(interrupted.out).toMatch(/are undecided \(\?\)/)
  expect(interrupted.err).toMatch(
    new RegExp(
      `interrupted by ${signal}: \\d+ of \\d+ verdicts are undecided .*no file was written`,
    ),
  )
  expect(readdirSync(folder)).toEqual([])
})

test('a strategy that loops for ever is ended, with one line', async () => {
  const checked = await hanging
  expect(checked?.err).toMatch(
    /^ackurate: mine\.js did not come back for 10 s: .* for ever at \S+mine\.js:1:\d+\n$/,
  )
  expect(checked).toMatchObject({ code: 2, out: '' })
})
