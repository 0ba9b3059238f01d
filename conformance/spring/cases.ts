/** What is played: which container, under which schedule. */
import type { ScheduleName } from '../trace/trace.ts'

/** One strategy of the model, as a container has it. */
export interface SpringCase {
  readonly strategy: string
  readonly schedule: ScheduleName
  /** Arguments of the program in `java/spring`. */
  readonly settings: Readonly<Record<string, string | number>>
  /** How long a handler works. */
  readonly handlerMs: number
  /** After so long nothing more is to come. */
  readonly quietMs: number
}

/** The shipped strategies without their `-async` twins. */
const containers: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  'spring-record': { ackMode: 'RECORD', listener: 'record' },
  'spring-batch': { ackMode: 'BATCH', listener: 'record' },
  'spring-time': { ackMode: 'TIME', listener: 'record', ackTime: 5000 },
  'spring-count': { ackMode: 'COUNT', listener: 'record', ackCount: 5 },
  'spring-count-time': {
    ackMode: 'COUNT_TIME',
    listener: 'record',
    ackCount: 5,
    ackTime: 5000,
  },
  'spring-manual': { ackMode: 'MANUAL', listener: 'acknowledging' },
  'spring-manual-immediate': { ackMode: 'MANUAL_IMMEDIATE', listener: 'acknowledging' },
}

const played: readonly ScheduleName[] = [
  'none',
  'join',
  'shutdown',
  'crash',
  'handler-error',
  'poison-record',
  'pause',
  'slow-handler',
  'commit-in-rebalance',
]

/** A record a second is what the model's handlers take; acks are counted in seconds there. */
const timed = { handlerMs: 1000, quietMs: 8000 }
const untimed = { handlerMs: 0, quietMs: 1500 }

/** All of them, the quick ones first. */
export function springCases(): SpringCase[] {
  const cases: SpringCase[] = []
  for (const [strategy, settings] of Object.entries(containers)) {
    const pace = 'ackTime' in settings ? timed : untimed
    for (const schedule of played) {
      cases.push({ strategy, schedule, settings, ...pace })
      const twin = { ...settings, syncCommits: 'false' }
      cases.push({ strategy: `${strategy}-async`, schedule, settings: twin, ...pace })
    }
  }
  const auto = { ackMode: 'BATCH', listener: 'record', 'enable.auto.commit': 'true' }
  for (const schedule of played) {
    cases.push({ strategy: 'spring-auto-commit', schedule, settings: auto, ...timed })
  }
  return cases.sort((a, b) => a.handlerMs - b.handlerMs)
}
