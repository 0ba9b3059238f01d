/** Moments, plans and effects in words, and which schedules are tried first. */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { effectSourceOf } from '../../../src/remote/effects/effect-source.ts'
import { FileEffects } from '../../../src/remote/effects/file-effects.ts'
import { HttpEffects } from '../../../src/remote/effects/http-effects.ts'
import {
  type Moment,
  momentName,
  momentOf,
  momentWords,
} from '../../../src/remote/moments/moment.ts'
import { plannedName, plannedOf, plannedWords } from '../../../src/remote/moments/planned-name.ts'
import { type PlannedFault, remoteFaults } from '../../../src/remote/moments/remote-faults.ts'
import { brokersOf } from '../../../src/remote/search/brokers-of.ts'
import { drawnPair, inTurn, plansOf, spread } from '../../../src/remote/search/plans.ts'
import { RecordNames } from '../../../src/remote/watching/record-names.ts'

const moment: Moment = { member: 'A', happening: 'commit', nth: 2, stage: 'applied' }

test('a moment is named by what it is', () => {
  expect(momentName(moment)).toBe('A.commit.2.applied')
  expect(momentOf('A.commit.2.applied')).toEqual(moment)
  expect(momentWords(moment)).toBe("A's 2nd commit, applied, before its answer")
  expect(momentWords({ ...moment, nth: 11, stage: 'arrived' })).toMatch(/11th commit, before/)
  for (const wrong of [
    '',
    'A.commit.0.applied',
    'A.commit.1.seen',
    'a.commit.1.applied',
    'A.x.1.y',
  ])
    expect(momentOf(wrong), wrong).toBe(null)
})

test.each([
  'crash@A.commit.2.applied',
  'commit-refused:NOT_COORDINATOR@B.commit.1.arrived',
  'pause@C.effect.3.seen',
])('%s is read and written', (word) => {
  const planned = plannedOf(word)
  if (typeof planned === 'string') throw new Error(planned)
  expect(plannedName(planned)).toBe(word)
  expect(plannedWords(planned)).toContain("'s ")
})

test.each([
  ['crash', /FAULT@MOMENT/],
  ['flood@A.commit.1.applied', /none of crash, shutdown/],
  ['crash@A.commit', /no moment/],
  ['commit-lost@A.commit.1.applied', /cannot happen/],
  ['crash:NOT_COORDINATOR@A.commit.1.applied', /takes no error code/],
  ['commit-refused@A.commit.1.arrived', /takes one of/],
])('%s is refused', (word, why) => expect(plannedOf(word)).toMatch(why))

const sql = { kind: 'sql', query: '', setup: null }

test.each([
  ['topic:invoices', { kind: 'topic', topic: 'invoices' }],
  ['stdout:/billed (.*)/i', { kind: 'stdout', pattern: /billed (.*)/i }],
  ['stdout', { kind: 'stdout', pattern: /(?:)/ }],
  ['file:{dir}/out.txt', { kind: 'file', path: '{dir}/out.txt' }],
  ['http', { kind: 'http' }],
  ['sql:sqlite:{dir}/app.db', { ...sql, dialect: 'sqlite', url: '{dir}/app.db' }],
  ['sql:sqlite:///tmp/a.db', { ...sql, dialect: 'sqlite', url: '/tmp/a.db' }],
  ['sql:postgresql://u@db/a', { ...sql, dialect: 'postgres', url: 'postgres://u@db/a' }],
  ['sql:mariadb://u:p@db:1/a?b=c', { ...sql, dialect: 'mysql', url: 'mysql://u:p@db:1/a?b=c' }],
])('%s says where effects are', (words, source) => expect(effectSourceOf(words)).toEqual(source))

test.each([
  'topic:',
  'topic:a b',
  'stdout:x',
  'stdout:/(/',
  'file:',
  'http:x',
  ...['sql', 'sql:x'],
  'sql:oracle:x',
  'sql:mysql:x',
  'sql:postgres://db',
  '',
])('%s does not', (words) => expect(typeof effectSourceOf(words)).toBe('string'))

test('records are found by their names, and by nothing that is like one', () => {
  const names = new RecordNames('my.orders')
  const found = names.in('my.orders-0@7, {"id":"my.orders-1@12"} my.orders-0@7')
  expect(found.map(({ partition, offset }) => [partition, offset])).toEqual([
    [0, 7],
    [1, 12],
  ])
  expect(names.in('not-my.orders-0@7 myxorders-0@7 my.orders-0@ my.orders-a@1')).toEqual([])
})

test('what is tried first lies far apart', () => {
  expect(spread([1, 2, 3, 4, 5, 6, 7, 8])).toEqual([1, 8, 5, 3, 7, 2, 4, 6])
  expect([...spread(Array.from({ length: 100 }, (_, i) => i))].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 100 }, (_, i) => i),
  )
})

test('each kind of moment of a fault comes in turn, and all come', () => {
  const moments: Moment[] = []
  for (let nth = 1; nth <= 5; nth++) {
    for (const stage of ['arrived', 'applied', 'answered'] as const) {
      moments.push({ member: 'A', happening: 'commit', nth, stage })
    }
    moments.push({ member: 'A', happening: 'effect', nth, stage: 'seen' })
  }
  const plans = plansOf(remoteFaults, moments)
  const [crash] = plans
  expect(crash?.planned).toHaveLength(20)
  expect(
    new Set(crash?.planned.slice(0, 4).map(({ at }) => `${at.happening}.${at.stage}`)).size,
  ).toBe(4)
  const all = inTurn(plans.map(({ planned }) => planned))
  expect(new Set(all.map(plannedName)).size).toBe(all.length)
  expect(new Set(all.slice(0, remoteFaults.length).map(({ fault }) => fault)).size).toBe(10)
  expect(plans.find(({ fault }) => fault === 'commit-refused')?.planned).toHaveLength(40)
})

test('only what needs several brokers has them, and now and then another schedule', () => {
  const brokersAt = (...words: readonly string[]) => {
    return brokersOf(words.map((word) => plannedOf(word) as PlannedFault))
  }
  expect(brokersAt()).toBe(3)
  expect(brokersAt('crash@A.commit.1.applied')).toBe(1)
  expect(brokersAt('crash@A.commit.4.applied')).toBe(3)
  expect(brokersAt('leader-failover@A.commit.1.answered')).toBe(3)
  expect(brokersAt('crash@A.commit.1.applied', 'coordinator-failover@B.effect.1.seen')).toBe(3)
})

test('a pair that begins with the end of a process goes on with the next one', () => {
  const plans = plansOf(['crash'], [{ member: 'A', happening: 'effect', nth: 1, stage: 'seen' }])
  const [first, second] = drawnPair(plans, 2, () => 0)
  expect([first?.at.member, second?.at.member]).toEqual(['A', 'C'])
})

test('lines of a file are effects from when it is watched', () => {
  const dir = mkdtempSync(join(tmpdir(), 'effects-'))
  const path = join(dir, 'out')
  appendFileSync(path, 'old\n')
  const lines: string[] = []
  const file = new FileEffects(path, (line) => lines.push(line))
  file.look()
  appendFileSync(path, 'one\ntw')
  file.look()
  appendFileSync(path, 'o\n')
  file.look()
  rmSync(dir, { recursive: true })
  expect(lines).toEqual(['one', 'two'])
})

test('requests are effects of the process whose URL they come to', async () => {
  const seen: string[][] = []
  const http = new HttpEffects((text, member) => seen.push([member, text]))
  await http.open('127.0.0.1')
  const url = http.urlOf('B')
  expect((await fetch(`${url}/bill%20it`, { method: 'POST', body: 'orders-0@1' })).status).toBe(200)
  await http.close()
  expect(seen).toEqual([['B', '/B/bill it\norders-0@1']])
})
