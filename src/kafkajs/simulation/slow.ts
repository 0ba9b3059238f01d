/**
 * A process that is slow for a while: its requests, their answers, or its handlers come only when
 * that is over. What the model has as a delay in steps (`model/run/delay.ts`) is time here.
 */
import { type Choices, detailQuestion, targetQuestion } from '../../model/choices.ts'
import type { Next } from './next-event.ts'
import type { Process, Simulation } from './simulation.ts'
import { type Slow, slowScopes as scopes } from './slow-process.ts'

/**
 * How long it may last, in milliseconds: three of them together are shorter than what kafkajs gives
 * a session and a request by default (30 s), for what times out is a fault, and a slow run is none.
 * A service with shorter sessions may lose one.
 */
const lastingMs = [20, 50, 100, 200, 500, 1000, 2000, 4000] as const

/** Whether there is a process that could be slow. */
export function canBeSlow({ apps }: Simulation): boolean {
  return apps.some(isLive)
}

/** Makes a process slow from now on; the choices say which, in what, and for how long. */
export function beginSlow(simulation: Simulation, choices: Choices): void {
  const { world, apps, slow } = simulation
  const live = apps.filter(isLive)
  const process = live[choices.choose(live.length, targetQuestion)]?.instance.index ?? -1
  const scope = scopes[choices.choose(scopes.length, detailQuestion)] ?? 'messages'
  const ms = lastingMs[choices.choose(lastingMs.length, detailQuestion)] ?? 0
  world.delaysLeft--
  slow.push({ process, scope, until: world.now + ms })
}

/** Puts the event off if its process is slow in it; false: it can happen. */
export function putOff({ world, slow }: Simulation, next: Next): boolean {
  let until = 0
  for (const one of slow) {
    if (one.until > Math.max(next.due, world.now) && concerns(one, next)) {
      until = Math.max(until, one.until)
    }
  }
  if (until === 0) return false
  if (next.kind === 'handler' && next.task !== null) next.task.due = until
  else if (next.message !== null) next.message.due = until
  return true
}

function isLive({ instance }: Process): boolean {
  return instance.status === 'live'
}

function concerns({ process, scope }: Slow, { kind, app, message }: Next): boolean {
  switch (kind) {
    case 'apply':
      return message?.instance === process && scope !== 'answers' && scope !== 'handlers'
    case 'answer':
      return message?.instance === process && scope !== 'requests' && scope !== 'handlers'
    case 'handler':
      return app?.instance.index === process && (scope === 'handlers' || scope === 'process')
    default:
      return false
  }
}
