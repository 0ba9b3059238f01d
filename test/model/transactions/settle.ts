/** What brokers do a moment after a transaction was decided. */
import type { Cluster, Ports } from '../../../src/model/cluster/cluster.ts'
import { writeMarkers } from '../../../src/model/transactions/decide.ts'
import { isEnding } from '../../../src/model/transactions/transactional-id.ts'

/** Writes all markers that are due. */
export function settle(cluster: Cluster, ports: Ports): void {
  for (const known of cluster.transactionalIds) {
    if (isEnding(known)) writeMarkers(cluster, ports, known)
  }
}
