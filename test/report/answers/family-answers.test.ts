import { expect, test } from 'vitest'
import { familyAnswers } from '../../../src/report/answers/family-answers.ts'
import type { Profile } from '../../../src/report/answers/profile.ts'
import { means, profile } from './profiles.ts'

const textOf = (...profiles: readonly Profile[]): string | undefined =>
  familyAnswers(profiles)[0]?.text

test('says who loses first, then who repeats fewest', () => {
  const [one, two] = [profile('one', { means: means(2) }), profile('two', { means: means(0.5) })]
  expect(familyAnswers([one, two])).toEqual([
    {
      family: 'kafka-consumer',
      title: 'Kafka consumer (Java client)',
      text:
        'none of 2 loses a record in a crash; ' +
        'two repeats fewest (0.5 records in a run with a fault of every day).',
    },
  ])
})

test('what was not proved was only not seen; what was not searched is not counted', () => {
  expect(textOf(profile('one'), profile('two', { inCrash: 'not seen' }))).toMatch(
    /^none of 2 was seen to lose a record in a crash;/,
  )
  expect(textOf(profile('one'), profile('two', { inCrash: 'unsearched' }))).toMatch(
    /^it never loses a record in a crash \(1 more undecided or not searched\)/,
  )
  expect(textOf(profile('one', { inCrash: 'unsearched' }))).toMatch(
    /^what a crash loses was not searched/,
  )
})

test('who loses more than all do is never said to repeat fewest', () => {
  const loser = profile('loser', { loses: ['crash'], inCrash: 'loses', means: means(0) })
  const other = profile('other', { loses: ['pause'], means: means(0.1) })
  const open = profile('open', { open: ['join'], means: means(0.1) })
  expect(textOf(loser, other, open, profile('safe', { means: means(3) }))).toBe(
    '1 of 4 loses records in a crash (loser); other loses records under pause; ' +
      'safe repeats fewest (3 records in a run with a fault of every day).',
  )
  expect(textOf(loser)).toBe('it loses records in a crash; it repeats records under crash.')
})

test('what all lose is said before the best of them is named', () => {
  const part = { loses: ['poison-record', 'pause'] }
  const more = { loses: ['poison-record', 'pause', 'join'], means: means(0) }
  expect(textOf(profile('one', part), profile('two', more))).toBe(
    'none of 2 loses a record in a crash; ' +
      'all drop a record that always fails (poison-record) and lose records under pause; ' +
      'two also loses records under join; ' +
      'one repeats fewest (1 records in a run with a fault of every day).',
  )
})

test('who repeats nothing is named apart; known bugs are left out', () => {
  const never = profile('never', { repeats: [], means: means(0) })
  const nearly = profile('nearly', { repeats: ['commit-delayed'], means: means(0) })
  const bug = profile('bug', { faulty: true, inCrash: 'loses', loses: ['crash'] })
  expect(textOf(never, nearly, bug)).toBe(
    'none of 2 loses a record in a crash; never was not seen to repeat any; ' +
      'of the others nearly repeats fewest: only under commit-delayed.',
  )
})
