/** Pages that tell their readers what to do: it is done here, and what comes out is compared. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Fence, partsOf } from '../../scripts/docs/executed/fences.ts'
import { executedPages } from '../../scripts/docs/executed/pages.ts'
import { runPage } from '../../scripts/docs/executed/run-page.ts'
import { shownPart } from '../../scripts/docs/executed/shown-part.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

const fencesOf = (path: string): readonly Fence[] =>
  partsOf(read(path)).filter((part): part is Fence => 'language' in part)

/** What the steps of a workflow run. */
function stepsOf({ body }: Fence): readonly string[] {
  const { jobs } = parse(body) as {
    readonly jobs: Readonly<Record<string, { readonly steps: readonly { run?: string }[] }>>
  }
  return Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []))
}

test.each(executedPages)('%s shows what its commands print', { timeout: 300_000 }, async (path) => {
  const markdown = read(path)
  const ran = await runPage(root, markdown)
  expect(ran.markdown).toBe(markdown)
  expect(ran.commands).not.toEqual([])
  // A workflow must run what the page has shown to work.
  const steps = fencesOf(path)
    .filter(({ language }) => language === 'yaml')
    .flatMap(stepsOf)
    .filter((step) => step.startsWith('npx '))
  expect(steps.filter((step) => !ran.commands.includes(step))).toEqual([])
})

test('a page that shows something else is found', async () => {
  const command = 'replay commit-sync-after-batch --faults crash --path 0'
  const shown = '```text output\nAll is well.\n```\n'
  const page = `\`\`\`sh\nnpx ackurate ${command}\n\`\`\`\n\n${shown}`
  const { markdown } = await runPage(root, page)
  expect(markdown).not.toBe(page)
  expect(markdown).toContain('Every property holds in this run')
})

test('a command that nobody can run, and an output without a story, are mistakes', async () => {
  await expect(runPage(root, '```sh\nackurate check x\n```\n')).rejects.toThrow('nobody knows how')
  await expect(runPage(root, '```sh\nnpx ackurate check x\n```\n')).rejects.toThrow(
    'ackurate check',
  )
  expect(() => shownPart('story', 'No claim is broken.')).toThrow('no story in the output')
})
