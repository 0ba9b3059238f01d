/** A client in a world in which nothing happens by itself, to test its rules one by one. */
import { createAssigned } from '../../../src/model/consumer/consumer-state.ts'
import { createWorld } from '../../../src/model/create-world.ts'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { startInNewSlot } from '../../../src/model/instance/starting.ts'
import type { FetchedRecord } from '../../../src/model/network/records.ts'
import { defaultScenario } from '../../../src/model/scenario.ts'
import { defaultSettings, type Settings } from '../../../src/model/settings.ts'
import { goOn, place } from '../scripted.ts'

/** A stable member of generation 2 that polls and fetches `orders-0`, `orders-1` from offset 0. */
export function createMember(settings: Partial<Settings> = {}) {
  const events: HistoryEvent[] = []
  const scenario = { ...defaultScenario, settings: { ...defaultSettings, ...settings } }
  const strategy = { name: 'by-hand', run: goOn }
  const world = createWorld(strategy, scenario, (event) => events.push(event))
  const instance = startInNewSlot(world)
  const { consumer } = instance
  const task = instance.tasks[0]
  if (task?.pending?.kind !== 'poll') throw new Error('the program begins with a poll')
  consumer.mode = 'subscribed'
  consumer.membership = 'stable'
  consumer.memberId = 'A-0'
  consumer.generation = 2
  consumer.rejoinNeeded = false
  consumer.partitions = [0, 1].map((partition) => {
    return { ...createAssigned(place(partition)), status: 'fetching' }
  })
  return { world, instance, consumer, task, pending: task.pending, events }
}

/** Records of these types at the offsets 0, 1, ... */
export function recordsOf(...types: FetchedRecord['type'][]): FetchedRecord[] {
  return types.map((type, offset) => ({
    offset,
    type,
    key: `k${offset}`,
    leaderEpoch: 0,
    payload: null,
    producerId: -1,
    producerEpoch: -1,
    timestamp: 0,
    transactional: false,
    marker: type === 'control' ? 'commit' : 'none',
  }))
}
