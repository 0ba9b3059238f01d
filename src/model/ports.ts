/** How the cluster reports back to the world. */
import type { Ports } from './cluster/cluster.ts'
import type { Meter } from './meter/meter.ts'
import { respond } from './network/network.ts'
import type { World } from './world.ts'

/** The ports of a world; `world` is asked for late because the two need each other. */
export function createPorts(world: () => World, meter: Meter | null = null): Ports {
  return {
    meter,
    emit: (event) => {
      if (event.kind === 'handed-on') world().progress++
      world().emit(event)
    },
    now: () => world().now,
    // Where the schedule decides what is late, no session runs by a clock.
    sessionBegins: () => {},
    respond: (ticket, response) => respond(world(), ticket, response),
    commitApplied: (commit, topic, partition, offset, previous) => {
      const { commits, now } = world()
      const info = commits[commit]
      if (info === undefined) throw new Error(`no commit ${commit}`)
      if (offset !== previous) world().progress++
      world().emit({
        kind: 'commit-applied',
        time: now,
        member: info.member,
        generation: info.generation,
        topic,
        partition,
        offset,
        previous,
        commit,
        source: info.source,
      })
    },
    transactionEnded: (producerId, producerEpoch, committed, reason) =>
      transactionEnded(world(), producerId, producerEpoch, committed, reason),
  }
}

function transactionEnded(
  world: World,
  producerId: number,
  producerEpoch: number,
  committed: boolean,
  reason: string,
): void {
  const transaction = world.transactions.findLastIndex(
    (info) =>
      info.of === 'kafka' &&
      info.producerId === producerId &&
      info.producerEpoch === producerEpoch &&
      info.status === 'open',
  )
  const info = world.transactions[transaction]
  if (info === undefined) return
  info.status = committed ? 'committed' : 'aborted'
  world.progress++
  const base = { time: world.now, member: info.member, transaction }
  if (committed) world.emit({ kind: 'transaction-committed', ...base })
  else world.emit({ kind: 'transaction-aborted', ...base, reason })
}
