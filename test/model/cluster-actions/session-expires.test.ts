/** When the session of a member ends whose process lives: not before its LeaveGroup has come. */
import { describe, expect, it } from 'vitest'
import { sessionExpires } from '../../../src/model/cluster-actions/session-expires.ts'
import { modelProcesses } from '../../../src/model/faults/model-processes.ts'
import type { Instance } from '../../../src/model/instance/instance.ts'
import { createAction } from '../../../src/model/run/action.ts'
import { findDefault } from '../../../src/model/run/default-action.ts'
import { modelEngine } from '../../../src/model/run/model-engine.ts'
import { startRun } from '../../../src/model/run/run.ts'
import { step } from '../../../src/model/run/step.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import {
  type Act,
  firstRecords,
  goOn,
  lines,
  of,
  outcomeOf,
  play,
  seen,
  shipped,
} from '../scripted.ts'

const scenario = { partitions: 2, records: 12, members: 2 }
const sessionMs = 45_000
const pollIntervalMs = 300_000
const settings = { 'session.timeout.ms': sessionMs, 'max.poll.interval.ms': pollIntervalMs }

describe('a member that leaves', () => {
  /** A is asked to stop long after its start, and when another process has been stopped already. */
  const faults = [
    { fault: 'shutdown', when: seen('processing-started', 'B'), target: 'B' },
    { fault: 'shutdown', when: seen('processing-started', 'A'), target: 'A' },
  ] as const

  const late = (leaving: Act): Act =>
    function* (stage) {
      if (stage.member !== 'A') return yield* goOn(stage)
      yield* firstRecords(stage.consumer)
      yield* stage.sleep(60_000)
      const [record] = yield* firstRecords(stage.consumer)
      if (record !== undefined) yield* stage.process(record)
      stage.note(yield* outcomeOf(stage.consumer.commitSync()))
      yield* leaving(stage)
    }

  it('A.8: has no session that could end while its LeaveGroup is on its way', () => {
    const leaver = shipped('commit-sync-after-batch')
    const world = startRun(
      leaver,
      { ...defaultScenario, members: 1 },
      { choose: () => 0 },
      () => {},
    )
    const [instance] = world.instances
    const next = createAction()
    while (instance?.consumer.membership !== 'stable' && findDefault(world, next)) step(world, next)
    modelProcesses.askToStop(world, instance as Instance)
    while (instance?.consumer.leaveTicket === -1 && findDefault(world, next)) step(world, next)
    expect(sessionExpires.count(world)).toBe(1)
    expect(sessionExpires.possible(world, modelEngine, 0)).toBe(false)
  })

  it.each<[string, Act]>([
    ['close', ({ consumer }) => consumer.close()],
    ['unsubscribe', ({ consumer }) => consumer.unsubscribe()],
  ])('A.3, A.8: what it committed before %s is applied', (_, leaving) => {
    const { events, notes } = play({ scenario, settings, faults }, late(leaving))
    expect(notes).toEqual(['A WakeupException'])
    const asked = of(events, 'commit-requested').filter(({ member }) => member === 'A')
    expect(asked.length).toBeGreaterThan(0)
    const applied = lines(events, 'commit-applied').filter((text) => text.startsWith('A'))
    expect(applied).toHaveLength(asked.length)
  })
})

describe('a member whose process has forgotten it', () => {
  it('A.8: is expelled when its session is over, counted from then', () => {
    const faults = [{ fault: 'slow-handler', when: seen('processing-started', 'A') }] as const
    const isStatic = { ...settings, 'group.instance.id': true }
    const { events } = play({ scenario, settings: isStatic, faults }, function* (stage) {
      if (stage.member !== 'A') return yield* goOn(stage)
      for (const record of yield* firstRecords(stage.consumer)) yield* stage.process(record)
      yield* stage.sleep(1_000_000)
    })
    const [fault] = of(events, 'fault')
    const taken = of(events, 'assigned').find(
      ({ member, generation }) => member === 'B' && generation === 2,
    )
    const forgotten = (fault?.time ?? 0) + pollIntervalMs
    expect(taken?.time).toBeGreaterThanOrEqual(forgotten + sessionMs)
  })
})
