import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { requireWritable, writeAllWhole, writeWhole } from '../../src/cli/write-file.ts'
import { folderOf } from './fake-terminal.ts'

test('writes into new folders and leaves nothing else behind', async () => {
  const folder = folderOf({})
  await writeWhole(join(folder, 'a/b.json'), 'new')
  expect(readFileSync(join(folder, 'a/b.json'), 'utf8')).toBe('new')
  expect(readdirSync(join(folder, 'a'))).toEqual(['b.json'])
})

test('what cannot be written is the mistake of the user, and stays as it was', async () => {
  const folder = folderOf({ file: 'old' })
  await expect(writeWhole(join(folder, 'file/x'), 'new')).rejects.toThrow('cannot write')
  await expect(writeWhole(folder, 'new')).rejects.toThrow('cannot write')
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('old')
  expect(readdirSync(folder)).toEqual(['file'])
})

test('of files that belong together none is replaced where one cannot be written', async () => {
  const folder = folderOf({ 'a.json': 'old', file: 'old' })
  const files = ['a.json', 'b.md', 'file/x'].map((name) => ({
    path: join(folder, name),
    text: 'new',
  }))
  await expect(writeAllWhole(files)).rejects.toThrow(/cannot write \S+file.x/)
  expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('old')
  expect(readdirSync(folder).sort()).toEqual(['a.json', 'file'])
  await writeAllWhole(files.slice(0, 2))
  expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('new')
  expect(readdirSync(folder).sort()).toEqual(['a.json', 'b.md', 'file'])
})

test('removes what a writer left that was killed, and nothing of others', async () => {
  const [dead, other] = ['.a.json.999999999.tmp', `.a.json.${process.ppid}.tmp`]
  const folder = folderOf({ [dead]: 'half', [other]: 'being written', '.b.json.1.tmp': 'its' })
  await writeWhole(join(folder, 'a.json'), 'new')
  expect(readdirSync(folder).sort()).toEqual([other, '.b.json.1.tmp', 'a.json'].sort())
})

test('knows beforehand what cannot be written', () => {
  const folder = folderOf({ file: 'old' })
  expect(() => requireWritable(join(folder, 'file/x/y'))).toThrow('file is not a folder')
  expect(() => requireWritable(folder)).toThrow('it is a folder')
  expect(() => requireWritable(join(folder, 'new/folder/x'))).not.toThrow()
  expect(readdirSync(folder)).toEqual(['file'])
})
