import { expect, test } from 'vitest'
import { allFaultSets, parseFaults } from '../../../src/cli/options/faults-option.ts'
import { duration, wholeNumber } from '../../../src/cli/options/numbers-option.ts'
import { faultNames } from '../../../src/model/faults/names.ts'
import { defaultSettings, settingDomains } from '../../../src/model/settings.ts'
import { domainText, parseSettings, settingNames } from '../../../src/settings/read-settings.ts'
import { ackurate } from '../fake-terminal.ts'

test('fault sets are written in one way, without repetitions', () => {
  expect(parseFaults('join+crash,none,crash+join, pause')).toEqual(['crash+join', 'none', 'pause'])
  expect(allFaultSets).toHaveLength(1 + faultNames.length)
})

test('settings keep their types, and the last of a name counts', () => {
  expect(
    parseSettings(['max.poll.records=2', 'enable.auto.commit=true', 'max.poll.records=7']),
  ).toEqual({ 'enable.auto.commit': true, 'max.poll.records': 7 })
})

test.each(settingNames)('the default of %s is a value that --set takes', (name) => {
  const value = defaultSettings[name]
  expect(parseSettings([`${name}=${value}`])).toEqual({ [name]: value })
  expect(settingDomains).toHaveProperty([name])
  expect(domainText(name)).toMatch(/ or |from \d+ to \d+/)
})

test('durations need a unit; numbers have limits', () => {
  const time = duration('--time')
  expect(['500ms', '30s', '1.5m', '1h'].map(time)).toEqual([500, 30_000, 90_000, 3_600_000])
  expect(() => time('0s')).toThrow('--time takes a time')
  expect(wholeNumber('--n', 2, 4)('3')).toBe(3)
  expect(() => wholeNumber('--n', 2, 4)('5')).toThrow('from 2 to 4, not "5"')
})

test('check tells the stories of claims, of all, or of the properties by name', async () => {
  const few = ['check', 'commit-sync-after-batch', '--faults', 'crash', '--schedules', '20']
  const stories = async (...argv: readonly string[]) => {
    const { out } = await ackurate([...few, ...argv])
    return out.match(/^\S+ breaks \S+/gm) ?? []
  }
  expect(await stories()).toEqual([])
  const named = ['--properties', 'at-most-once']
  expect(await stories(...named)).toEqual(['commit-sync-after-batch breaks at-most-once'])
  expect(await stories(...named, '--stories', 'claimed')).toEqual([])
  expect(await stories('--stories', 'all')).toContain('commit-sync-after-batch breaks at-most-once')
  const wrong = await ackurate([...few, '--stories', 'al'])
  expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('did you mean all?') })
})
