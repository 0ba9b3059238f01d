/** The shards of a run, merged, are the run; and what is no whole run is refused in one line. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ackurate, folderOf } from './fake-terminal.ts'
import { schemaComplaints } from './schemas.ts'

const few = ['--properties', 'at-least-once']
// A little more than a range, so that one search is itself shared out; and a fault that is blank.
const early = 'commit-sync-before-processing'
const tinySizes = ['--records', '2', '--partitions', '1', '--members', '1']
const sizes = ['--schedules', '2010', ...tinySizes, ...few]
const check = ['check', early, '--faults', 'crash,store-failure', ...sizes]

async function shardsOf(argv: readonly string[], of: number, folder: string) {
  const files: string[] = []
  for (let index = of; index >= 1; index--) {
    const [shard, file] = [`${index}/${of}`, `part-${index}.json`]
    const ran = await ackurate([...argv, '--shard', shard, '--json', file], folder)
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.out).toContain(`Shard ${shard}: `)
    files.push(file)
  }
  return files
}

const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8')

describe('merge', () => {
  test('gives the bytes of the run in one piece: check', async () => {
    const folder = folderOf({})
    const whole = await ackurate([...check, '--json', 'whole.json', '--out', 'whole'], folder)
    const files = await shardsOf(check, 4, folder)
    // No shard holds all schedules of the search under crash, and one is left with nothing to do.
    const pieces = files.map((file) => JSON.parse(read(folder, file)).pieces.length)
    expect(pieces).toEqual([0, 1, 1, 1])
    for (const file of files) {
      expect(schemaComplaints('shard', JSON.parse(read(folder, file)))).toEqual([])
    }
    const outputs = ['--json', 'merged.json', '--out', 'merged']
    const merged = await ackurate(['merge', ...files, ...outputs], folder)
    expect(merged).toMatchObject({ code: whole.code, out: whole.out })
    expect(read(folder, 'merged.json')).toBe(read(folder, 'whole.json'))
    for (const name of ['comparison.json', 'README.md']) {
      expect(read(folder, `merged/${name}`)).toBe(read(folder, `whole/${name}`))
    }
  })

  test('gives the bytes of the run in one piece: compare', async () => {
    const folder = folderOf({})
    const strategies = ['--strategies', `commit-sync-after-batch,${early}`]
    const sizes = ['--faults', 'none,offsets-loss', '--schedules', '10', ...few]
    const compare = ['compare', ...strategies, ...sizes]
    const whole = await ackurate([...compare, '--json', '-', '--out', 'whole'], folder)
    const files = await shardsOf(compare, 2, folder)
    const merged = await ackurate(['merge', ...files, '--json', '-', '--out', 'merged'], folder)
    expect(merged.out).toBe(whole.out)
    expect(merged.code).toBe(whole.code)
    expect(read(folder, 'merged/README.md')).toBe(read(folder, 'whole/README.md'))
  })

  test('runs the very file that the shards ran, told by its path', async () => {
    const file = readFileSync(join(import.meta.dirname, '../../examples/my-strategy.ts'), 'utf8')
    const folder = folderOf({ 'mine.ts': file })
    const argv = ['check', './mine.ts', '--faults', 'handler-error', '--schedules', '5', ...few]
    const files = await shardsOf(argv, 1, folder)
    const merged = await ackurate(['merge', ...files], folder)
    expect(merged.out).toContain('replay: ackurate replay ./mine.ts --faults handler-error --path ')
    appendFileSync(join(folder, 'mine.ts'), '\n')
    const changed = await ackurate(['merge', ...files], folder)
    expect(changed).toMatchObject({ code: 2, out: '' })
    expect(changed.err).toMatch(/mine\.ts is not the file that the shards ran: it was changed\n$/)
  })

  test('refuses what is not all of one run', async () => {
    const folder = folderOf({})
    const tiny = ['check', 'auto-commit', '--faults', 'none,crash,join', '--schedules', '3', ...few]
    const [two = '', one = ''] = await shardsOf(tiny, 2, folder)
    const other = [...tiny, '--seed', '7', '--shard', '2/2', '--json', 'other.json']
    expect((await ackurate(other, folder)).code).toBe(0)
    const text = read(folder, one)
    const writes = (name: string, content: string) => writeFileSync(join(folder, name), content)
    writes('damaged.json', text.replace('"schedules":3', '"schedules":4'))
    writes('older.json', text.replace(/"version": "[^"]*"/, '"version": "0.0.1"'))
    writes('half.json', text.slice(0, text.length / 2))
    const rows: readonly (readonly [readonly string[], string])[] = [
      [[one], 'shard 2/2 is missing'],
      [[one, two, two], 'shard 2/2 is there more than once: part-2.json and part-2.json'],
      [[one, 'other.json'], 'other.json is of another run than part-1.json: not the same seed'],
      [['damaged.json', two], 'damaged.json is damaged: it is not what a shard wrote'],
      [['older.json', two], 'older.json is of ackurate 0.0.1, and this is 0.1.0'],
      [['half.json', two], 'cannot read half.json: '],
      [['nowhere.json'], 'cannot read nowhere.json: '],
    ]
    for (const [files, line] of rows) {
      const refused = await ackurate(['merge', ...files, '--out', 'merged'], folder)
      expect(refused).toMatchObject({ code: 2, out: '' })
      expect(refused.err.split('\n')).toHaveLength(2)
      expect(refused.err).toContain(`ackurate: ${line}`)
    }
    expect(() => read(folder, 'merged/README.md')).toThrow()
  })
})

test.each([
  [['check', 'auto-commit', '--shard', '1/2'], '--shard needs --json FILE'],
  [['check', 'auto-commit', '--shard', '3/2', '--json', '-'], '--shard takes a part'],
  [['check', 'auto-commit', '--shard', '0/2', '--json', '-'], '--shard takes a part'],
  [['compare', '--shard', '1/2', '--json', '-', '--out', 'x'], '--shard writes no reports'],
  [['check', 'auto-commit', '--shard', '1/2', '--json', '-', '--time', '1s'], 'go with --time'],
])('%j is refused', async (argv, line) => {
  const refused = await ackurate(argv)
  expect(refused).toMatchObject({ code: 2, out: '' })
  expect(refused.err).toContain(line)
})
