/** The model's cluster as brokers over TCP need it: with topics, and no history of anybody. */
import { GroupNames } from '../broker/group-names.ts'
import type { Host } from '../broker/host.ts'
import { appendRecord } from '../model/cluster/append.ts'
import type { Ports } from '../model/cluster/cluster.ts'
import { ensureTopic } from '../model/cluster/topics.ts'
import { createWorld } from '../model/create-world.ts'
import { type SessionEnds, timingPorts } from '../model/group/deadlines.ts'
import { addSlot, occupySlot } from '../model/instance/starting.ts'
import { createPorts } from '../model/ports.ts'
import { defaultScenario, type Scenario } from '../model/scenario.ts'
import type { Settings } from '../model/settings.ts'
import type { World } from '../model/world.ts'
import { PackedRecords } from './packed-records.ts'

/** What is in a cluster. */
export interface Contents {
  readonly brokers: number
  readonly topics: readonly string[]
  /** Of each topic. */
  readonly partitions: number
  /** In each topic from the start, evenly over its partitions. */
  readonly records: number
  readonly settings?: Partial<Settings>
}

/** The cluster at that time, before anybody has asked it anything. */
export function createHost(
  contents: Contents,
  now: number,
  sessionEnds: SessionEnds,
  addressOf: Host['addressOf'],
): Host {
  const program = { name: 'cluster', *run() {} }
  const world = createWorld(program, scenarioOf(contents), ignore, (late) => {
    return ports(late, sessionEnds)
  })
  world.now = now
  world.cluster.createRecords = () => new PackedRecords()
  occupySlot(world, addSlot(world).index)
  for (const topic of contents.topics) fill(world, topic, contents)
  const groups = new GroupNames()
  // The group that a history tells of is like no other to administrators: here it is nobody's.
  groups.modelName('\0')
  return { world, groups, addressOf, inFlight: new Map() }
}

function ignore(): void {}

/** No topic is the one that a history tells of, so that any can be deleted. */
function scenarioOf({ brokers, settings }: Contents): Scenario {
  const { settings: usual } = defaultScenario
  const factor = Math.min(brokers, usual['offsets.topic.replication.factor'])
  const own = { 'offsets.topic.replication.factor': factor, ...settings }
  return {
    ...defaultScenario,
    ...{ topic: '', partitions: 0, brokers, newGroup: true },
    settings: { ...usual, ...own },
  }
}

/** Commits have no number, for no history asks for them. */
function ports(late: () => World, sessionEnds: SessionEnds): Ports {
  return timingPorts({ ...createPorts(late), commitApplied: ignore }, sessionEnds)
}

function fill(world: World, topic: string, { partitions, records }: Contents): void {
  const { cluster } = world
  const error = ensureTopic(cluster, topic, partitions)
  if (error !== 'NONE') throw new Error(`topic ${topic}: ${error}`)
  const logs = cluster.partitions.filter((log) => log.topic === topic)
  for (let i = 0; i < records; i++) {
    const log = logs[i % logs.length]
    if (log !== undefined) appendRecord(cluster, world.ports, log)
  }
}
