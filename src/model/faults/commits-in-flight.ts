/**
 * Commit requests in flight, as targets of a fault: it is lost, unanswered, refused or delayed.
 *
 * Behaviour: only the commit is hit; nothing else waits behind it. A commitSync that waits hears of
 * a broken connection after request.timeout.ms and sends again, or, by choice, its
 * default.api.timeout.ms is over by then and it throws TimeoutException.
 * Source: reference A.4, A.5.
 */
import { type Choices, detailQuestion } from '../choices.ts'
import type { Message } from '../network/message.ts'
import { breakUnder, isMuted } from '../network/network.ts'
import type { World } from '../world.ts'
import type { Target } from './target.ts'

/** One target for each commit that the coordinator could take next. */
export function commitTargets(
  world: World,
  inject: (message: Message, announce: (detail: string) => void, choices: Choices) => void,
): readonly Target[] {
  const targets: Target[] = []
  for (let i = 0; i < world.messages.length; i++) {
    const message = world.messages[i]
    if (message === undefined || !isCommitAt(world, message, i)) continue
    const member = world.instances[message.instance]?.name ?? null
    targets.push({ member, inject: (announce, choices) => inject(message, announce, choices) })
  }
  return targets
}

/** Whether there is any such commit. */
export function isCommitInFlight(world: World): boolean {
  return world.messages.some((message, i) => isCommitAt(world, message, i))
}

function isCommitAt(world: World, message: Message, position: number): boolean {
  const { api, status, connection } = message
  if ((api !== 'OffsetCommit' && api !== 'TxnOffsetCommit') || status !== 'sent') return false
  return connection >= 0 && !isMuted(world, position)
}

/** The connection under the commit breaks; asks whether the client's whole time is over by then. */
export function clientGivesUp(
  world: World,
  message: Message,
  announce: (detail: string) => void,
  choices: Choices,
): void {
  breakUnder(world, message, world.now + world.settings['request.timeout.ms'])
  message.timedOut = isWaitedFor(world, message) && choices.choose(2, detailQuestion) === 1
  announce(message.timedOut ? 'and the client gives up' : '')
}

/** Whether a commitSync waits for it, which can run out of time. */
function isWaitedFor(world: World, message: Message): boolean {
  const { request } = message
  return request.api === 'OffsetCommit' && world.commits[request.commit]?.source === 'sync'
}
