/**
 * A frozen process goes on.
 *
 * Behaviour: where it was frozen for longer than its session, its heartbeat thread finds that out
 * by the clock and takes the coordinator for lost. Until that is found again, by the next call that
 * needs it, the member hears of nothing: its next poll hands out what was fetched before.
 * Left out: that the thread looks for the coordinator, too, while the application is busy.
 * Source: reference A.7.1, A.7.2; `HeartbeatThread.run`, `Heartbeat.sessionTimeoutExpired`.
 */
import { forgetCoordinator } from '../consumer/coordinator.ts'
import type { World } from '../world.ts'
import { wakeTasks } from './execute.ts'
import type { Instance } from './instance.ts'

/** It is live again, and whatever waits in a client call looks again. */
export function unfreeze(world: World, instance: Instance): void {
  const frozenMs = world.now - instance.since
  instance.status = 'live'
  world.membershipVersion++
  if (instance.consumer.membership !== 'stable') return
  if (frozenMs < world.settings['session.timeout.ms']) return
  forgetCoordinator(instance)
  wakeTasks(world, instance)
}
