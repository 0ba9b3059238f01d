/** 2. A broker takes a request in flight, and answers it or holds it. */
import { heard } from '../model/group/deadlines.ts'
import type { Message } from '../model/network/message.ts'
import { apply } from '../model/network/network.ts'
import type { Host } from './host.ts'

/** The broker takes the request; a member of a group was heard with it. */
export function arrive({ world, lastHeard }: Host, message: Message): void {
  apply(world, message)
  heard(lastHeard, message.request, message.response, world.now)
}
