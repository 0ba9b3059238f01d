/** The markers of a transaction that is decided are written. Subjects: the transactional ids. */
import { writeMarkers as write } from '../transactions/decide.ts'
import { isEnding, type TransactionalId } from '../transactions/transactional-id.ts'
import type { ClusterAction } from './cluster-action.ts'

export const writeMarkers: ClusterAction = {
  kind: 'write-markers',
  reach: 'cluster',
  count: ({ cluster }) => cluster.transactionalIds.length,
  possible: ({ cluster }, _engine, id) =>
    isEnding(cluster.transactionalIds[id] as TransactionalId) && !cluster.offsets.loading,
  due: ({ cluster }, engine, id) =>
    (cluster.transactionalIds[id] as TransactionalId).decidedAt + engine.brokerMs,
  fire: ({ cluster, ports }, _engine, id) => {
    const known = cluster.transactionalIds[id]
    if (known === undefined) throw new Error(`no transactional id ${id}`)
    write(cluster, ports, known)
  },
}
