/** The example for pull requests: its very command, with small sizes, and what it hands on. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { comparisonJson } from '../../../src/report/tables/json.ts'
import { comparison } from '../../report/fixtures.ts'
import { ackurate, folderOf } from '../fake-terminal.ts'

const root = join(import.meta.dirname, '../../..')
const workflow = parse(readFileSync(join(root, 'examples/ci/pull-request.yml'), 'utf8'))

interface Step {
  readonly name?: string
  readonly if?: string
  readonly run?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
}

const steps: readonly Step[] = workflow.jobs.review.steps
const step = (name: string) => steps.find((one) => one.name === name)

test('its command writes what the other steps hand on', async () => {
  const folder = folderOf({ 'baseline.json': comparisonJson(comparison) })
  const small = { STRATEGY: 'commit-sync-before-processing', SCHEDULES: '5', RUNNER_TEMP: folder }
  expect(Object.keys(small)).toEqual([...Object.keys(workflow.env), 'RUNNER_TEMP'])
  const told = step('check')?.run?.replace(/^npx ackurate /, "printf '%s\\n' ") ?? ''
  const env = { PATH: process.env['PATH'] ?? '', ...small }
  const words = execFileSync('sh', ['-c', told], { env, encoding: 'utf8' }).trim().split('\n')
  const few = ['--faults', 'crash', '--properties', 'at-least-once', '--jobs', '1']
  const ran = await ackurate([...words, ...few], folder)
  expect(ran.err).not.toContain('ackurate:')
  expect(ran.out).toContain('Compared with the baseline')
  for (const file of ['comment.md', 'junit.xml', 'ackurate.sarif']) {
    expect(existsSync(join(folder, 'review', file))).toBe(true)
  }
  expect(step('comment')?.run).toContain('--body-file review/comment.md ')
  const uses = (part: string) => steps.find((one) => one.uses?.includes(part))
  expect(uses('upload-sarif')?.with?.['sarif_file']).toBe('review/ackurate.sarif')
  expect(uses('upload-artifact')?.with?.['path']).toBe('review/')
})

test('a failed check keeps nobody from being told', () => {
  const after = steps.slice(steps.findIndex(({ name }) => name === 'check') + 1)
  expect(after).toHaveLength(3)
  for (const one of after) expect(one.if).toMatch(/^always\(\)/)
})

test('nothing of a pull request is put into a script but through the environment', () => {
  for (const { run = '' } of steps) expect(run).not.toContain('${{')
})
