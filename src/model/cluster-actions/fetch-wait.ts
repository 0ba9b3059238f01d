/** A held fetch has waited long enough: it is answered with what there is, no record. */
import { endFetchWait } from '../cluster/fetch.ts'
import type { MessageAction } from './cluster-action.ts'

export const fetchWait: MessageAction = {
  kind: 'fetch-wait',
  reach: 'cluster',
  possible: (world, engine, message, position) =>
    message.api === 'Fetch' && engine.isFetchEndVisible(world, message, position),
  due: (world, engine, message) => message.due + engine.fetchWaitMs(world, message),
  fire: ({ cluster, ports }, _engine, ticket) => endFetchWait(cluster, ports, ticket),
}
