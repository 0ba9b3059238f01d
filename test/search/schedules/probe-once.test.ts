import { expect, test } from 'vitest'
import { runStrategy } from '../../../src/kafkajs/runner.ts'
import { faultNames } from '../../../src/model/faults/names.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { cellScenario } from '../../../src/search/planning/plan.ts'
import { probe } from '../../../src/search/schedules/probe.ts'
import { probeOnce } from '../../../src/search/schedules/probe-once.ts'
import type { Runner } from '../../../src/search/schedules/subject.ts'
import { strategies } from '../../../src/strategies/all.ts'

function named(name: string) {
  const found = strategies.find(({ strategy }) => strategy.name === name)
  if (found === undefined) throw new Error(name)
  return found.strategy
}

/** Small, and with one size only, so that each probe is four runs. */
const base = { ...defaultScenario, records: 4, members: 2 }

test('what may fail changes nothing of how a service is probed', () => {
  const service = named('kafkajs-each-message')
  const once = probeOnce(runStrategy, service, cellScenario(service, 'none', {}, base))
  expect(once.steps).toBeGreaterThan(0)
  for (const fault of faultNames) {
    const scenario = cellScenario(service, fault, {}, base)
    expect(probe(runStrategy, service, scenario), fault).toEqual(once)
  }
})

test('a service is probed once for all faults, and again for other settings', () => {
  const service = { ...named('kafkajs-each-message') }
  let runs = 0
  const counting: Runner = (...given) => {
    runs++
    return runStrategy(...given)
  }
  const probeUnder = (fault: 'crash' | 'join', policy: 'earliest' | 'latest') => {
    const settings = { 'auto.offset.reset': policy }
    const before = runs
    probeOnce(counting, service, cellScenario(service, fault, settings, base))
    return runs - before
  }
  expect(probeUnder('crash', 'earliest')).toBeGreaterThan(0)
  expect(probeUnder('join', 'earliest')).toBe(0)
  expect(probeUnder('join', 'latest')).toBeGreaterThan(0)
})
