/** The heartbeat thread sends, where the answer would tell it something. */
import { heartbeatDue, heartbeatHasNews, sendHeartbeat } from '../consumer/heartbeat.ts'
import { instanceAt } from '../world.ts'
import type { ClientTimer } from './client-timer.ts'

export const heartbeat: ClientTimer = {
  kind: 'heartbeat',
  reach: 'instance',
  possible: (world, instance) => !instance.consumer.closed && heartbeatHasNews(world, instance),
  due: heartbeatDue,
  fire: (world, _engine, index) => sendHeartbeat(world, instanceAt(world, index)),
}
