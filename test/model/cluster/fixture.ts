/** A small cluster and ports that remember, for the tests of what brokers do. */
import type { Cluster, Ports } from '../../../src/model/cluster/cluster.ts'
import { createCluster } from '../../../src/model/cluster/create-cluster.ts'
import type { PartitionLog } from '../../../src/model/cluster/partition-log.ts'
import type { HistoryEvent } from '../../../src/model/history.ts'
import type { RequestOf, Response, ResponseOf } from '../../../src/model/network/requests.ts'
import { defaultScenario, type Scenario } from '../../../src/model/scenario.ts'

/** What the ports were told, in order. */
export interface Told {
  readonly events: HistoryEvent[]
  readonly responses: { readonly ticket: number; readonly response: Response }[]
  /** Decided transactions: `producerId/epoch committed|aborted`. */
  readonly ended: string[]
  /** Applied commits: `commit: topic-partition → offset`. */
  readonly applied: string[]
}

/** A cluster of three brokers with the topic `orders`, and one log of it at hand. */
export function fixture(changes: Partial<Scenario> = {}) {
  const cluster: Cluster = createCluster({ ...defaultScenario, ...changes })
  const told: Told = { events: [], responses: [], ended: [], applied: [] }
  const ports: Ports = {
    meter: null,
    emit: (event) => told.events.push(event),
    sessionBegins: () => {},
    now: () => 7,
    respond: (ticket, response) => told.responses.push({ ticket, response }),
    commitApplied: (commit, topic, partition, offset) =>
      told.applied.push(`${commit}: ${topic}-${partition} → ${offset}`),
    transactionEnded: (producerId, epoch, committed) =>
      told.ended.push(`${producerId}/${epoch} ${committed ? 'committed' : 'aborted'}`),
  }
  return { cluster, ports, told, log: cluster.partitions[0] as PartitionLog }
}

/** A Fetch of `orders-0`; no epoch check unless one is given. */
export function fetchOf(
  offset: number,
  currentLeaderEpoch = -1,
  isolation: RequestOf<'Fetch'>['isolation'] = 'read_uncommitted',
): RequestOf<'Fetch'> {
  return {
    api: 'Fetch',
    isolation,
    partitions: [{ topic: 'orders', partition: 0, offset, currentLeaderEpoch }],
  }
}

/** The error of the first partition, and its offsets. */
export function seen(response: Response | null | undefined): string {
  if (response === null || response === undefined) return 'held'
  const first = (response as ResponseOf<'Fetch'>).partitions[0]
  if (first === undefined) return 'nothing'
  if (first.error !== 'NONE') return first.error
  return `[${first.records.map((record) => record.offset).join(' ')}]`
}
