/**
 * All that may be configured together runs: it throws nothing that the user did not, goes on after
 * the faults, and loses what Spring's rules say, and nothing else.
 */
import { expect, test } from 'vitest'
import { type Combination, combinations } from '../../../conformance/spring/matrix/combinations.ts'
import { run } from '../../../src/model/run/run.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { defaultSettings } from '../../../src/model/settings.ts'
import { atLeastOnce } from '../../../src/properties/at-least-once.ts'
import { createJudge } from '../../../src/properties/judge.ts'
import { progress } from '../../../src/properties/progress.ts'
import { RandomChoices } from '../../../src/search/schedules/random-choices.ts'
import { swarmRanges } from '../../../src/search/schedules/swarm.ts'
import { springStrategy } from '../../../src/strategies/spring-kafka/spring-strategy.ts'

const faultSets = ['crash', 'handler-error', 'poison-record', 'crash handler-error']
const schedules = 24

/** What a run may come to, and why; in words that the test below knows how to find. */
type Finding = 'at-least-once' | 'progress' | 'died'

/** Whether Spring's rules let this combination come to that, and by which of them. */
function excuse(one: Combination, faults: string, found: Finding): string | null {
  const { variant, handler, ackMode, batch, onFailure } = one
  const poison = faults.includes('poison')
  const transaction = variant === 'kafka' || variant === 'store'
  const handles = onFailure !== 'nacks'
  if (handler === 'stopping' && handles && faults !== 'crash') {
    if (found === 'died') return 'the container stops'
    if (found === 'progress' && poison) return 'it stops again and again'
  }
  if (found === 'at-least-once') {
    if (handler === 'logging' && handles && faults !== 'crash') return 'a failure is only logged'
    if (poison && handles && handler !== 'dead-letter') return 'the recoverer lets go of it'
    const insideOf = ackMode !== 'BATCH' && ackMode !== 'MANUAL'
    if (variant === 'store' && (batch || insideOf)) return 'committed before the database is'
  }
  if (found === 'progress' && poison) {
    if (!handles) return 'a nack is for ever'
    if (variant === 'asyncAcks') return 'records behind a recovered one are waited for'
    if (transaction && batch) return 'a batch is rolled back for ever'
  }
  return null
}

const played: string[] = []
const excused: string[] = []

function play(one: Combination): string[] {
  const strategy = springStrategy(one.definition)
  const judge = createJudge([atLeastOnce, progress], { reprocessingMax: null })
  const unexpected: string[] = []
  const note = (faults: string, found: Finding, what: string) => {
    const why = excuse(one, faults, found)
    if (why === null) unexpected.push(`${one.definition.name} under ${faults}: ${what}`)
    else if (!excused.includes(why)) excused.push(why)
  }
  for (let seed = 1; seed <= schedules; seed++) {
    const faults = faultSets[seed % faultSets.length] ?? ''
    const budgets = Object.fromEntries(faults.split(' ').map((fault) => [fault, 2]))
    const settings = { ...defaultSettings, ...strategy.settings }
    const scenario = { ...defaultScenario, records: 8, faultsMax: 2, budgets, settings }
    const choices = new RandomChoices(swarmRanges(scenario, { steps: 80, landmarks: [] }), seed)
    judge.reset()
    run(strategy, scenario, choices, judge.emit)
    played.push(one.definition.name)
    for (const event of judge.history()) {
      if (event.kind === 'died') note(faults, 'died', `died of ${event.error}: ${event.message}`)
    }
    for (const { property, witnesses } of judge.results().judgements) {
      if (witnesses[0] !== undefined) note(faults, property as Finding, witnesses[0].text)
    }
  }
  return unexpected
}

test('nothing happens that no rule of Spring’s explains', () => {
  const unexpected = combinations().flatMap(play)
  expect(unexpected).toEqual([])
}, 240_000)

test('hundreds of them were played, and each rule was seen at work', () => {
  expect(new Set(played).size).toBeGreaterThan(250)
  expect(excused.sort()).toEqual([
    'a batch is rolled back for ever',
    'a failure is only logged',
    'a nack is for ever',
    'committed before the database is',
    'it stops again and again',
    'records behind a recovered one are waited for',
    'the container stops',
    'the recoverer lets go of it',
  ])
})
