/** A run is not over while the coordinator still waits for somebody. */
import { describe, expect, it } from 'vitest'
import { runKafkajs } from '../../src/kafkajs/run.ts'
import { isSettled } from '../../src/kafkajs/simulation/settled.ts'
import { createGroup, type Group, noTicket } from '../../src/model/group/group.ts'
import type { HistoryEvent } from '../../src/model/history.ts'
import { defaultScenario } from '../../src/model/scenario.ts'
import { createJudge } from '../../src/properties/judge.ts'
import { progress } from '../../src/properties/progress.ts'
import { cellScenario } from '../../src/search/planning/plan.ts'
import { parsePath } from '../../src/search/schedules/path.ts'
import { ReplayChoices } from '../../src/search/schedules/replay-choices.ts'
import { folderWith } from './folder.ts'
import { consuming, ofKind, serviceIn } from './run-service.ts'

const sessionTimeoutMs = 30_000

function groupOf(...memberIds: readonly string[]): Group {
  const group = createGroup([], 'mine')
  group.status = 'Stable'
  for (const memberId of memberIds) {
    group.members.push({
      ...{ memberId, groupInstanceId: null, clientId: memberId, sessionTimeoutMs },
      ...{ rebalanceTimeoutMs: 60_000, protocols: [], assignment: [], isNew: false },
      ...{ joinTicket: noTicket, syncTicket: noTicket },
    })
  }
  return group
}

/** Sessions that began so long ago, by member id. */
function heardOf(now: number, agoMs: Readonly<Record<string, number>>): Map<string, number> {
  return new Map(Object.entries(agoMs).map(([id, ago]) => [id, now - ago + sessionTimeoutMs]))
}

describe('a group is settled', () => {
  it('when every member has synced and is heard of', () => {
    expect(isSettled(groupOf('a', 'b'), heardOf(90_000, { a: 3000, b: 8000 }), 90_000)).toBe(true)
  })

  it('when there is none, or nobody in it', () => {
    expect(isSettled(null, new Map(), 0)).toBe(true)
    expect(isSettled(groupOf(), new Map(), 0)).toBe(true)
  })

  it('not while a member has not synced, though the others have: the group is Stable then', () => {
    const group = groupOf('a', 'b')
    group.pendingSync.push('b')
    expect(isSettled(group, heardOf(90_000, { a: 3000, b: 3000 }), 90_000)).toBe(false)
  })

  it('not while a member is silent whose session has not ended', () => {
    expect(isSettled(groupOf('a', 'b'), heardOf(90_000, { a: 3000, b: 16_000 }), 90_000)).toBe(
      false,
    )
  })

  it('not while it waits for joins', () => {
    const group = groupOf('a')
    group.status = 'PreparingRebalance'
    expect(isSettled(group, heardOf(90_000, { a: 0 }), 90_000)).toBe(false)
  })
})

/**
 * A commit without an answer keeps A from its heartbeats, and A is put out. It joins again, loses
 * that answer, too, and goes on fetching what it had, while the coordinator waits a minute for the
 * SyncGroup of a member that nobody knows to be. Then B gets its partition.
 */
const ghost =
  '0.15.0.0.0.2.4.0.1.0.4.0.2.0.2.0.4.0x4.2.0x11.1.0.0.3.0.4.0x8.2.0x4.1.0x5.2.0x5.3.0.3.0.5.' +
  '0x47.4.0.3.0x4.3.0x22.2.0.0.0.4'

it('a run ends after the partitions of a member that never syncs have gone to another', () => {
  const service = serviceIn(folderWith({ 'index.ts': consuming() }))
  const events: HistoryEvent[] = []
  runKafkajs(
    service,
    cellScenario(service, 'commit-unanswered', {}, defaultScenario),
    new ReplayChoices(parsePath(ghost), 'choices'),
    (event) => events.push(event),
  )
  expect(ofKind(events, 'lost').map(({ member }) => member)).toEqual(['A', 'A'])
  expect(ofKind(events, 'assigned').at(-1)).toMatchObject({ member: 'B', generation: 4 })
  const judge = createJudge([progress], { reprocessingMax: null })
  for (const event of events) judge.emit(event)
  expect(judge.results().judgements[0]?.witnesses).toEqual([])
})
