/** All faults by name, and how one is put into the world. */
import { type Choices, targetQuestion } from '../choices.ts'
import type { FaultName } from '../faults.ts'
import { countStrike } from '../meter/count.ts'
import type { World } from '../world.ts'
import * as brokers from './brokers.ts'
import * as commits from './commits.ts'
import type { Fault } from './fault.ts'
import * as handlers from './handlers.ts'
import * as instances from './instances.ts'

/** What each kind of fault does. */
export type Faults = Readonly<Record<FaultName, Fault>>

/** The faults of the model's own clients. */
export const modelFaults: Faults = {
  crash: instances.crash,
  shutdown: instances.shutdown,
  join: instances.join,
  pause: instances.pause,
  'slow-handler': handlers.slowHandler,
  'handler-error': handlers.handlerError,
  'poison-record': handlers.poisonRecord,
  'commit-lost': commits.commitLost,
  'commit-unanswered': commits.commitUnanswered,
  'commit-refused': commits.commitRefused,
  'commit-delayed': commits.commitDelayed,
  disconnect: brokers.disconnect,
  'coordinator-failover': brokers.coordinatorFailover,
  'offsets-loss': brokers.offsetsLoss,
  'leader-failover': brokers.leaderFailover,
  'unclean-election': brokers.uncleanElection,
  retention: brokers.retention,
  'offset-expiry': brokers.offsetExpiry,
  'partition-added': brokers.partitionAdded,
  'store-failure': handlers.storeFailure,
  'transaction-timeout': brokers.transactionTimeout,
}

/** Whether the fault could strike something now. */
export function isPossible(world: World, fault: FaultName, faults: Faults = modelFaults): boolean {
  const { possible, targets } = faults[fault]
  return possible === undefined ? targets(world).length > 0 : possible(world)
}

/** Strikes one of the fault's targets, by choice; does nothing if there is none. */
export function inject(
  world: World,
  fault: FaultName,
  choices: Choices,
  faults: Faults = modelFaults,
): void {
  const targets = faults[fault].targets(world)
  if (targets.length === 0) return
  const target = targets[choices.choose(targets.length, targetQuestion)]
  if (target === undefined) return
  spend(world, fault)
  world.progress++
  const { member } = target
  target.strike((detail) => {
    countStrike(world)
    world.emit({ kind: 'fault', time: world.now, fault, member, detail })
  }, choices)
}

function spend(world: World, fault: FaultName): void {
  const index = world.faultsAllowed.indexOf(fault)
  world.faultsLeft--
  const left = (world.budgets[index] ?? 1) - 1
  world.budgets[index] = left
  if (left > 0) return
  world.faultsAllowed.splice(index, 1)
  world.budgets.splice(index, 1)
}
