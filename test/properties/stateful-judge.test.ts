/** A judge that is saved and restored says what a judge says that was fed straight. */
import { describe, expect, it } from 'vitest'
import { runStrategy } from '../../src/kafkajs/runner.ts'
import { faultNames } from '../../src/model/faults/names.ts'
import type { HistoryEvent } from '../../src/model/history.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import { properties } from '../../src/properties/all.ts'
import { createJudge, type Judgement } from '../../src/properties/judge.ts'
import { createHash } from '../../src/properties/state/hash.ts'
import { plainNames } from '../../src/properties/state/plain-names.ts'
import {
  createStatefulJudge,
  type SavedJudge,
  type StatefulJudge,
} from '../../src/properties/stateful-judge.ts'
import { cellScenario } from '../../src/search/planning/plan.ts'
import { RandomChoices } from '../../src/search/schedules/random-choices.ts'
import { swarmRanges } from '../../src/search/schedules/swarm.ts'
import { strategies } from '../../src/strategies/all.ts'
import type { AnyStrategy } from '../../src/strategies/strategy.ts'

const modelled = strategies.map(({ strategy }) => strategy).filter((strategy) => 'run' in strategy)

const asked = { names: plainNames, offsetsVanish: true }

function historiesOf(strategy: AnyStrategy, count: number): readonly HistoryEvent[][] {
  const scenario = cellScenario(strategy, faultNames.join('+'), {}, defaultScenario)
  const choices = new RandomChoices(swarmRanges(scenario, { steps: 60, landmarks: [] }))
  return Array.from({ length: count }, (_, seed) => {
    const events: HistoryEvent[] = []
    choices.reset(seed * 7919 + 1)
    runStrategy(strategy, scenario, choices, (event) => events.push(event))
    return events
  })
}

function feed(judge: StatefulJudge, events: readonly HistoryEvent[]): void {
  for (const event of events) judge.emit(event)
}

function fingerprint(judge: StatefulJudge, saved: SavedJudge): string {
  const hash = createHash()
  judge.fingerprint(saved, asked, hash)
  return `${hash.low}/${hash.high}`
}

function straight(events: readonly HistoryEvent[], context: { reprocessingMax: number }) {
  const judge = createJudge(properties, context)
  for (const event of events) judge.emit(event)
  return judge.results().judgements
}

const maskOf = (judgements: readonly Judgement[]) =>
  judgements.reduce((mask, { witnesses }, i) => mask | (witnesses.length > 0 ? 1 << i : 0), 0)

describe('a judge that was restored', () => {
  it.each(modelled.map((strategy) => [strategy.name, strategy] as const))('%s', (_, strategy) => {
    const context = { reprocessingMax: 1 }
    const judge = createStatefulJudge(properties, context)
    const silent = createStatefulJudge(properties, context, { evidence: false })
    const [first = [], ...others] = historiesOf(strategy, 4)
    for (const other of others) {
      const expected = straight(first, context)
      const cut = Math.floor((first.length * others.indexOf(other)) / others.length)
      judge.reset()
      feed(judge, first.slice(0, cut))
      const saved = judge.save()
      const before = fingerprint(judge, saved)
      for (const end of [7, other.length]) {
        feed(judge, other.slice(end === 7 ? 0 : cut, end))
        judge.save()
        judge.restore(saved)
        feed(judge, first.slice(cut))
        expect(judge.judgements()).toEqual(expected)
        expect(judge.broken()).toBe(maskOf(expected))
        expect(fingerprint(judge, saved)).toBe(before)
        judge.restore(saved)
        expect(fingerprint(judge, judge.save())).toBe(before)
      }
      feed(silent, first.slice(0, cut))
      const low = silent.save()
      feed(silent, other)
      silent.restore(low)
      feed(silent, first.slice(cut))
      expect(silent.broken()).toBe(maskOf(expected))
      expect(silent.brokenAlready() & ~silent.broken()).toBe(0)
      silent.reset()
    }
  })
})
