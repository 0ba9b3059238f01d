/** FindCoordinator: which broker looks after this group or transactional id? */
import { findCoordinatorRule } from '../../model/cluster/find-coordinator.ts'
import {
  findCoordinator as codec,
  type FindCoordinatorRequest,
  type FindCoordinatorResponse,
} from '../../wire/apis/10-find-coordinator.ts'
import type { BrokerApi } from '../broker-api.ts'
import { numberOf } from '../errors.ts'

const nowhere = { nodeId: -1, host: '', port: -1 }

/** FindCoordinator, between the wire and the model. */
export const findCoordinator: BrokerApi<
  'FindCoordinator',
  FindCoordinatorRequest,
  FindCoordinatorResponse
> = {
  codec,
  rule: findCoordinatorRule,
  traced: true,
  // All groups have one coordinator here, and so have all transactional ids.
  toModel: ({ api, keys: [key = ''], keyType }, { groups }) =>
    keyType === 0
      ? { api, keyType: 'group', key: groups.modelName(key) }
      : { api, keyType: 'transaction', key },
  toWire: ({ api, error, broker }, { keys }, { addressOf }) => {
    const place = error === 'NONE' ? { nodeId: broker, ...addressOf(broker) } : nowhere
    const found = { errorCode: numberOf(error), errorMessage: null, ...place }
    return { api, coordinators: keys.map((key) => ({ key, ...found })) }
  },
}
