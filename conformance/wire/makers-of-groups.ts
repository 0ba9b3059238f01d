/** Steps of groups and of what they commit. */
import {
  type Draw,
  generationRef,
  instanceRef,
  type Maker,
  memberRef,
  partitionRef,
} from './draw.ts'
import type { CommittedPartition, Step } from './step.ts'

/** A join of one member. */
export const join: Maker = ({ draw, theme, members, groups, sessionMs, rebalanceMs }) => {
  const client = draw.below(members)
  const isStatic = theme === 'static' ? !draw.chance(4) : draw.chance(12)
  return [
    {
      ...{ api: 'JoinGroup', client, group: draw.below(groups) },
      member: memberRef(draw, client, members),
      instance: isStatic
        ? draw.weighted([
            [6, client % 2],
            [1, draw.below(2)],
          ])
        : null,
      sessionMs,
      rebalanceMs: draw.chance(5) ? rebalanceMs * 2 : rebalanceMs,
      protocols: draw.weighted([
        [8, ['range']],
        [1, ['roundrobin', 'range']],
        [1, ['sticky']],
      ]),
      subscription: draw.chance(4) ? draw.below(3) : 0,
    },
  ]
}

/** A sync of one member, mostly with an assignment. */
export const sync: Maker = ({ draw, members, groups }, before) => {
  const client = draw.below(members)
  return [
    {
      ...{ api: 'SyncGroup', client, group: draw.below(groups) },
      member: memberRef(draw, client, members),
      generation: generationRef(draw, client, members),
      instance: instanceRef(draw, client, before),
      assigns: !draw.chance(12),
    },
  ]
}

/** A heartbeat of one member. */
export const heartbeat: Maker = ({ draw, members, groups }, before) => {
  const client = draw.below(members)
  return [
    {
      ...{ api: 'Heartbeat', client, group: draw.below(groups) },
      member: memberRef(draw, client, members),
      generation: generationRef(draw, client, members),
      instance: instanceRef(draw, client, before),
    },
  ]
}

/** One or two members leave. */
export const leave: Maker = ({ draw, members, groups }, before) => {
  const client = draw.below(members)
  const count = draw.chance(4) ? 2 : 1
  const leaving = Array.from({ length: count }, (_, i) => {
    const who = i === 0 ? client : draw.below(members)
    const instance = instanceRef(draw, who, before)
    const byInstance = instance !== null && draw.chance(2)
    const member = byInstance ? ({ of: 'none' } as const) : memberRef(draw, who, members)
    return { member, instance }
  })
  return [{ api: 'LeaveGroup', client, group: draw.below(groups), members: leaving }]
}

/** A join, and a sync of everybody: what it takes to get a group going. */
export const settle: Maker = (context, before) => {
  const { draw, members } = context
  const group = draw.below(context.groups)
  const steps: Step[] = []
  for (let client = 0; client < members; client++) {
    const [one] = join(context, before)
    if (one?.api === 'JoinGroup') steps.push({ ...one, client, group, member: { of: client } })
  }
  return steps
}

/** A sync of everybody. */
export const syncAll: Maker = (context, before) => {
  const { draw, members } = context
  const group = draw.below(context.groups)
  return Array.from({ length: members }, (_, client) => ({
    ...{ api: 'SyncGroup' as const, client, group },
    member: { of: client },
    generation: { of: client, plus: 0 },
    instance: instanceRef(draw, client, before),
    assigns: true,
  }))
}

/** Offsets of one to three partitions. */
export function offsets(draw: Draw): readonly CommittedPartition[] {
  const count = draw.weighted([
    [6, 1],
    [4, 2],
    [1, 3],
  ])
  const drawn = Array.from({ length: count }, () => ({
    ...partitionRef(draw),
    offset: draw.below(50),
    metadata: draw.weighted([
      [8, null],
      [3, 5],
      [1, 4096],
      [1, 5000],
      [2, 0],
    ]),
  }))
  return drawn.filter(
    (one, i) =>
      drawn.findIndex((b) => b.topic === one.topic && b.partition === one.partition) === i,
  )
}

/** A commit, of a member or of nobody. */
export const commit: Maker = ({ draw, theme, members, groups }) => {
  const client = draw.below(members)
  const simple = draw.chance(theme === 'transactions' ? 1 : 5)
  return [
    {
      ...{ api: 'OffsetCommit', client, group: draw.below(groups) },
      member: simple ? { of: 'none' } : memberRef(draw, client, members),
      generation: simple ? { of: 'simple' } : generationRef(draw, client, members),
      offsets: offsets(draw),
    },
  ]
}

/** What a group has committed. */
export const offsetFetch: Maker = ({ draw, members, groups }) => [
  {
    ...{ api: 'OffsetFetch', client: draw.below(members), group: draw.below(groups) },
    partitions: draw.chance(3) ? null : [partitionRef(draw)],
  },
]

/** Where a group stands. */
export const describe: Maker = ({ draw, members, groups }) => [
  { api: 'DescribeGroups', client: draw.below(members), groups: [draw.below(groups)] },
]

/** A group is deleted. */
export const deleteGroups: Maker = ({ draw, members, groups }) => [
  { api: 'DeleteGroups', client: draw.below(members), groups: [draw.below(groups)] },
]

/** Who coordinates? */
export const findCoordinator: Maker = ({ draw, members }) => [
  {
    ...{ api: 'FindCoordinator', client: draw.below(members) },
    ...{ type: draw.of(['group', 'transaction'] as const), key: draw.below(2) },
  },
]

/** Nobody asks anything. */
export const wait: Maker = ({ draw, sessionMs, rebalanceMs }) => [
  { api: 'wait', ms: draw.of([150, 400, rebalanceMs + 200, sessionMs + 300]) },
]
