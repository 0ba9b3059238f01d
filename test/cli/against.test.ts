/** `check FILE --against BEFORE`: is the fix good? */
import { expect, test } from 'vitest'
import { committing } from './committing.ts'
import { ackurate, folderOf } from './fake-terminal.ts'

const folder = () =>
  folderOf({
    'fixed.ts': committing('consumer', 'after'),
    'before.ts': committing('consumer', 'before'),
    'renamed.ts': committing('another-name', 'after'),
  })
const few = ['--faults', 'crash,join', '--schedules', '100', '--jobs', '1'] as const

test('a fix is better, a change back is worse; the code is that of the first file', async () => {
  const at = folder()
  const fixed = await ackurate(['check', 'fixed.ts', '--against', './before.ts', ...few], at)
  expect(fixed.code).toBe(0)
  expect(fixed.out).toMatch(/^Against \.\/before\.ts: better in 2 rows, worse in 1 row\./)
  expect(fixed.out).toMatch(
    /Better:\n\n {2}crash {2}\d\.\d\d lost a run before, 0\.00 now; at-least-once ✖ → ● \(\d+ → 0/,
  )
  const back = await ackurate(['check', 'before.ts', '--against', './fixed.ts', ...few], at)
  expect(back.code).toBe(1)
  expect(back.out).toMatch(/Worse:\n\n {2}crash {2}0\.00 lost a run before, \d\.\d\d now/)
})

test('both get the same schedules, whatever they are called', async () => {
  const at = folder()
  const { out, code } = await ackurate(['check', 'fixed.ts', '--against', 'renamed.ts', ...few], at)
  expect(code).toBe(0)
  expect(out).toContain('Against renamed.ts: no clear difference.')
  expect(out).toContain('The same in both: crash, join.')
})

test('what it is held against changes nothing of the comparison', async () => {
  const at = folder()
  const alone = await ackurate(['check', 'fixed.ts', '--json', '-', ...few], at)
  const both = await ackurate(
    ['check', 'fixed.ts', '--json', '-', '--against', './before.ts', ...few],
    at,
  )
  expect(both.out).toBe(alone.out)
})

test('several kinds at once are not held against each other', { timeout: 240_000 }, async () => {
  const tiny = ['--schedules', '3', '--properties', 'at-least-once', '--records', '3']
  const argv = ['check', 'fixed.ts', '--against', 'renamed.ts', ...tiny]
  const { out } = await ackurate(argv, folder())
  expect(out).toMatch(/^\d+ kinds of fault together: \d+ schedules/m)
  expect(out.slice(out.indexOf('Against '))).not.toContain('+')
})

test('a shard is held against nothing, and nothing against a missing file', async () => {
  const at = folder()
  const shard = ['--shard', '1/2', '--json', '1.json', '--against', 'before.ts']
  const refused = await ackurate(['check', 'fixed.ts', ...few, ...shard], at)
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('--against') })
  const missing = await ackurate(['check', 'fixed.ts', ...few, '--against', './no.ts'], at)
  expect(missing).toMatchObject({ code: 2, err: 'ackurate: there is no file ./no.ts\n' })
})
