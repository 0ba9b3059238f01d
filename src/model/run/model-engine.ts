/** The model's own run: its clients are simulated, and the schedule decides what is late. */
import type { Engine } from '../cluster-actions/engine.ts'
import { takeAnswer } from '../consumer/answers.ts'
import { restartDelayMs } from '../instance/ending.ts'
import { startInSlot } from '../instance/starting.ts'
import { removeAt } from '../lists.ts'
import { traceResponse } from '../meter/trace.ts'
import { hopMs } from '../network/hop-ms.ts'
import type { Message } from '../network/message.ts'
import { apply } from '../network/network.ts'
import { instanceAt, type World } from '../world.ts'

/** A frozen process goes on so long after its session would have ended, in milliseconds. */
const resumeMarginMs = 15_000

export const modelEngine: Engine = {
  brokerMs: hopMs,
  sessionEnds: null,
  restartAfterStormMs: restartDelayMs,
  fetchWaitMs: ({ settings }) => settings['fetch.max.wait.ms'],
  isFetchEndVisible: isInTheWay,
  apply,
  answer: (world, message, position) => {
    removeAt(world.messages, position)
    if (message.response !== null) traceResponse(world, 'arrived', message, message.response)
    takeAnswer(world, instanceAt(world, message.instance), message)
  },
  resumeDue: (world, { name, since }) => {
    for (const group of world.cluster.groups) {
      for (const { clientId } of group.members) {
        if (clientId === name) return Number.POSITIVE_INFINITY
      }
    }
    return since + world.settings['session.timeout.ms'] + resumeMarginMs
  },
  start: startInSlot,
}

/**
 * Whether the end of a held fetch would change anything: something waits behind it on its
 * connection, or its client would fetch something else by now. An empty answer is invisible.
 */
export function isInTheWay(world: World, message: Message, position: number): boolean {
  const messages = world.messages
  for (let i = position + 1; i < messages.length; i++) {
    if (messages[i]?.connection === message.connection) return true
  }
  const fetches = world.instances[message.instance]?.consumer.fetches
  if (fetches === undefined) return true
  for (let i = 0; i < fetches.length; i++) {
    const fetch = fetches[i]
    if (fetch?.ticket === message.ticket) return fetch.stale
  }
  return true
}
