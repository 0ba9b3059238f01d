/**
 * Faults of one commit request: lost, unanswered, refused, delayed.
 *
 * Behaviour: only the commit is struck; nothing else waits behind it. A
 * commitSync that waits hears of a broken connection after request.timeout.ms and sends again, or,
 * by choice, its default.api.timeout.ms is over by then and it throws TimeoutException.
 * Source: reference A.4, A.5.
 */
import { type Choices, detailQuestion } from '../choices.ts'
import type { KafkaErrorCode } from '../errors.ts'
import { countAnswer } from '../meter/count.ts'
import { traceResponse, traceTaken } from '../meter/trace.ts'
import type { Message } from '../network/message.ts'
import { apply, breakUnder, isBlocked, leaveBehind } from '../network/network.ts'
import type { World } from '../world.ts'
import type { Fault, Target } from './fault.ts'

/** The coordinator never sees it. */
export const commitLost: Fault = {
  name: 'commit-lost',
  possible: isCommitUnderWay,
  targets: (world) =>
    commits(world, (message, tell, choices) => clientGivesUp(world, message, tell, choices)),
}

/** Applied, and the answer is lost. */
export const commitUnanswered: Fault = {
  name: 'commit-unanswered',
  possible: isCommitUnderWay,
  targets: (world) =>
    commits(world, (message, tell, choices) => {
      const ghost = leaveBehind(world, message, world.now, true)
      clientGivesUp(world, message, tell, choices)
      apply(world, ghost)
    }),
}

/** It waits at the broker, on a connection that the client has given up, and is applied late. */
export const commitDelayed: Fault = {
  name: 'commit-delayed',
  possible: isCommitUnderWay,
  targets: (world) =>
    commits(world, (message, tell, choices) => {
      const late = 2 * world.settings['request.timeout.ms']
      leaveBehind(world, message, world.now + late, true)
      clientGivesUp(world, message, tell, choices)
    }),
}

/** Mildest first: retriable ones, then those that cost the membership, then the rest. */
const codes: readonly KafkaErrorCode[] = [
  'COORDINATOR_LOAD_IN_PROGRESS',
  'COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR',
  'REQUEST_TIMED_OUT',
  'REBALANCE_IN_PROGRESS',
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
  'UNKNOWN_SERVER_ERROR',
]

/** A transactional commit is never refused for a rebalance (A.7.3). */
const transactionalCodes = codes.filter((code) => code !== 'REBALANCE_IN_PROGRESS')

/** The coordinator answers with an error and applies nothing. */
export const commitRefused: Fault = {
  name: 'commit-refused',
  possible: isCommitUnderWay,
  targets: (world) =>
    commits(world, (message, tell, choices) => {
      const known = message.api === 'OffsetCommit' ? codes : transactionalCodes
      const code = known[choices.choose(known.length, detailQuestion)] ?? 'NOT_COORDINATOR'
      tell(code)
      message.response = message.rule.refuse(message.request, code)
      countAnswer(world.ports, message.rule, message.response)
      traceTaken(world, message)
      traceResponse(world, 'answered', message, message.response)
      message.status = 'answered'
      message.due = world.now + 1
    }),
}

function clientGivesUp(
  world: World,
  message: Message,
  tell: (detail: string) => void,
  choices: Choices,
): void {
  breakUnder(world, message, world.now + world.settings['request.timeout.ms'])
  message.timedOut = isWaitedFor(world, message) && choices.choose(2, detailQuestion) === 1
  tell(message.timedOut ? 'and the client gives up' : '')
}

/** Whether a commitSync waits for it, which can run out of time. */
function isWaitedFor(world: World, message: Message): boolean {
  const { request } = message
  return request.api === 'OffsetCommit' && world.commits[request.commit]?.source === 'sync'
}

function commits(
  world: World,
  strike: (message: Message, tell: (detail: string) => void, choices: Choices) => void,
): Target[] {
  const targets: Target[] = []
  for (let i = 0; i < world.messages.length; i++) {
    const message = world.messages[i]
    if (message === undefined || !isCommitAt(world, message, i)) continue
    const member = world.instances[message.instance]?.name ?? null
    targets.push({ member, strike: (tell, choices) => strike(message, tell, choices) })
  }
  return targets
}

function isCommitUnderWay(world: World): boolean {
  return world.messages.some((message, i) => isCommitAt(world, message, i))
}

/** Whether the message is a commit that the coordinator could take next. */
function isCommitAt(world: World, message: Message, position: number): boolean {
  const { api, status, connection } = message
  if ((api !== 'OffsetCommit' && api !== 'TxnOffsetCommit') || status !== 'sent') return false
  return connection >= 0 && !isBlocked(world, position)
}
