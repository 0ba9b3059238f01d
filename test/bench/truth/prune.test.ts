import { expect, test } from 'vitest'
import { pruned } from '../../../src/bench/truth/prune.ts'
import type { KnownBroken, Reference } from '../../../src/bench/truth/reference.ts'
import { subjectOf } from '../../../src/bench/truth/reference-subjects.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { properties } from '../../../src/properties/all.ts'
import { playKnown } from '../../../src/search/random/try-known.ts'
import { parsePlaced } from '../../../src/search/schedules/known/disturbance.ts'
import { placed } from '../../../src/search/schedules/known/place.ts'
import { formatPath, parsePath } from '../../../src/search/schedules/path.ts'
import { choicesOf } from '../../../src/search/schedules/recording.ts'

const cell = (strategy: string, path: string): KnownBroken => {
  return [strategy, 'crash', 'earliest', 'at-most-once', path]
}

/** The path of a crash between an effect and its commit, with delays that have no part in it. */
function longPath(strategy: string): string {
  const schedule = parsePlaced('start +4 order 1; start +9 order 2; effect 1 +0 crash 0')
  const subject = subjectOf(cell(strategy, '0'))
  const { broken, recording } = playKnown(subject, properties, schedule)
  expect(broken).toContain('at-most-once')
  return formatPath(choicesOf(recording))
}

test('what has no part in the story of a service is taken out, and no cell is lost', () => {
  const long = longPath('kafkajs-each-message')
  const ofProgram = cell('commit-sync-after-batch', longPath('commit-sync-after-batch'))
  const reference: Reference = {
    schema: 'ackurate/known-broken@1',
    sizes: { ...defaultScenario },
    cells: [ofProgram, cell('kafkajs-each-message', long)],
  }
  expect(pruned(reference, ['kafkajs-each-batch']).cells).toEqual(reference.cells)
  const [program, service] = pruned(reference, undefined).cells
  expect(program).toEqual(ofProgram)
  const path = service?.[4] ?? ''
  const subject = subjectOf(cell('kafkajs-each-message', path))
  const { disturbances } = placed(subject, parsePath(path))
  expect(disturbances.map(({ what }) => what)).toEqual(['crash'])
  const again = playKnown(subject, properties, { disturbances, world: [] })
  expect(again.broken).toContain('at-most-once')
})
