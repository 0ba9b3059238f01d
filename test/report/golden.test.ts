/**
 * Real stories, found, shrunk and told: how a counterexample reads to somebody who knows Kafka.
 *
 * When a search or the model moves a story, read the new one before `vitest -u` accepts it.
 */
import { expect, test } from 'vitest'
import { runStrategy } from '../../src/kafkajs/runner.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import type { Settings } from '../../src/model/settings.ts'
import type { PropertyName } from '../../src/properties/all.ts'
import { story } from '../../src/report/story/story.ts'
import { trimCounterexample } from '../../src/report/tables/trim.ts'
import { searchUnit } from '../../src/search/compare.ts'
import { strategies } from '../../src/strategies/all.ts'

const schedules = 150

/** Header, lines and witnesses, without the numbers of schedules and choices. */
function told(
  name: string,
  fault: string,
  property: PropertyName,
  settings: Partial<Settings> = {},
): string {
  const found = strategies.find(({ strategy }) => strategy.name === name)
  if (found === undefined) throw new Error(`no strategy ${name}`)
  const unit = {
    strategy: name,
    fault,
    settings: { 'auto.offset.reset': 'earliest', ...settings } as const,
    properties: [property],
    scenario: defaultScenario,
    seed: '42',
    schedules,
  }
  const [cell] = searchUnit(unit, found.strategy, runStrategy).cells
  if (cell?.counterexample == null) throw new Error(`${name} holds ${property} under ${fault}`)
  const text = story(cell, trimCounterexample(cell.counterexample), { seed: '42', statement: '' })
  const lines = text.split('\n').filter((line) => /^ *(\d+|✗) {2,}/.test(line))
  const [header = ''] = text.split(/ {6}|\n/)
  return `${[header, ...lines].join('\n')}\n`
}

test.each<[string, string, PropertyName, Partial<Settings>?]>([
  ['commit-sync-after-batch', 'crash', 'at-most-once'],
  ['commit-sync-before-processing', 'crash', 'at-least-once'],
  ['commit-sync-mid-batch', 'crash', 'at-least-once'],
  ['commit-async-retry-in-callback', 'commit-lost', 'commit-monotonic'],
  ['commit-sync-after-batch', 'offsets-loss', 'progress', { 'auto.offset.reset': 'none' }],
  ['external-store-atomic-unguarded', 'pause', 'exactly-once'],
  ['auto-commit-close-in-finally', 'handler-error', 'at-least-once'],
  ['transactional', 'offset-expiry', 'at-most-once'],
  ['auto-commit', 'crash', 'at-most-once'],
  ['auto-commit-worker-threads', 'crash', 'at-least-once'],
])('%s under %s, %s', async (name, fault, property, settings) => {
  const text = told(name, fault, property, settings)
  expect(text.split('\n').filter((line) => /^ *\d/.test(line)).length).toBeLessThanOrEqual(20)
  await expect(text).toMatchFileSnapshot(`stories/${name}-${fault}-${property}.txt`)
})
