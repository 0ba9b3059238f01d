/**
 * A frozen process goes on.
 *
 * Behaviour: where it was frozen for longer than its session, its heartbeat thread finds that out
 * by the clock, takes the coordinator for lost and closes the connection to it: commits under way
 * are answered by nobody, though the broker took them. Answers that are read before that are heard.
 * Until the coordinator is found again, by the next call that needs it, the member hears of
 * nothing: its next poll hands out what was fetched before.
 * Left out: that the thread looks for the coordinator, too, while the application is busy.
 * Source: reference A.7.1, A.7.2; `HeartbeatThread.run`, `Heartbeat.sessionTimeoutExpired`,
 * `AbstractCoordinator.markCoordinatorUnknown` (disconnectAsync); measured, `conformance/`.
 */
import { forgetCoordinator } from '../consumer/coordinator.ts'
import { hangUp } from '../network/cut.ts'
import type { World } from '../world.ts'
import { wakeTasks } from './execute.ts'
import type { Instance } from './instance.ts'

/** It is live again. */
export function unfreeze(world: World, instance: Instance): void {
  const frozenMs = world.now - instance.since
  instance.status = 'live'
  world.membershipVersion++
  if (instance.consumer.membership !== 'stable') return
  instance.consumer.sessionLapsed = frozenMs >= world.settings['session.timeout.ms']
}

/** It finds that its session is over, and whatever waits in a client call looks again. */
export function lapse(world: World, instance: Instance): void {
  const { consumer } = instance
  consumer.sessionLapsed = false
  world.membershipVersion++
  if (consumer.coordinator >= 0) hangUp(world, instance, consumer.coordinator, 'coordinator')
  forgetCoordinator(instance)
  wakeTasks(world, instance)
}
