/** Everything that can happen in a run of the model, by kind. */
import { clientActions } from '../client-actions/all.ts'
import { clusterActions } from '../cluster-actions/all.ts'
import type { ActionKind } from './action.ts'
import type { ActionType } from './action-type.ts'

export const allActions: { readonly [K in ActionKind]: ActionType } = {
  ...clientActions,
  ...clusterActions,
}
