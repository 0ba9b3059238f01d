/**
 * Scripts that containers need besides those of `play/scripts.ts`.
 *
 * A container that asks what time it is begins to count when it has started: where another one
 * takes over it is started when the first one's session is over, for in the model nobody waits.
 */
import type { Member } from '../play/member.ts'
import { type Script, scripts } from '../play/scripts.ts'
import { pause, type Stage } from '../play/stage.ts'
import type { SpringCase } from './cases.ts'

/** The script of the case. */
export function scriptOf({ script, schedule, timed, heldPoll }: SpringCase): Script {
  if (script) return script
  if (heldPoll > 0) return shutdownInPoll
  return (timed ? timedScripts[schedule] : undefined) ?? scripts[schedule]
}

/** In the middle of the second poll's records. */
const later = 5

const shutdownInPoll: Script = {
  settings: scripts.shutdown.settings,
  play: async (stage) => {
    const a = stage.start(0)
    await stage.until('the second poll', () => pollsOf(a) === 2)
    a.signal('SIGTERM')
    await stage.until(`the end of ${a.name}`, () => a.ended)
    stage.start(a.slot)
    await stage.finish()
  },
}

/** Longer than the three records of a poll take, a second each. */
const pollIntervalMs = 6000

const timedScripts: Partial<Record<SpringCase['schedule'], Script>> = {
  crash: {
    settings: scripts.crash.settings,
    play: async (stage) => {
      const a = await held(stage)
      a.signal('SIGKILL')
      await stage.until(`the end of ${a.name}`, () => a.ended)
      a.note({ kind: 'killed' })
      await sessionIsOver(stage)
      stage.start(a.slot)
      await stage.finish()
    },
  },
  'slow-handler': {
    settings: { ...scripts['slow-handler'].settings, 'max.poll.interval.ms': pollIntervalMs },
    play: scripts['slow-handler'].play,
  },
  pause: {
    settings: scripts.pause.settings,
    play: async (stage) => {
      const a = await held(stage)
      a.signal('SIGSTOP')
      a.note({ kind: 'frozen' })
      await sessionIsOver(stage)
      const b = stage.start(1)
      const isThrough = () => b.polling && lastsOf(b, stage) === stage.play.partitions
      await stage.until('the other one', () => b.ended || isThrough())
      a.note({ kind: 'thawed', after: stage.knownTo(a.name) })
      a.signal('SIGCONT')
      // The heartbeat thread finds out that its session is over.
      await pause(400)
      stage.release(a)
      await stage.finish()
    },
  },
}

/** Of how many partitions it has done the last record. */
function lastsOf({ events }: Member, { play }: Stage): number {
  return events.filter(
    (event) => event.kind === 'processing-done' && event.offset === play.records - 1,
  ).length
}

function sessionIsOver(stage: Stage): Promise<void> {
  return stage.untilGroup('the end of the session', (_, members) => members === 0)
}

async function held(stage: Stage): Promise<Member> {
  const first = stage.start(0)
  stage.decide = (member) => (member === first && member.given === later ? null : 'done')
  await stage.until(`record ${later}`, () => first.held !== null)
  return first
}

function pollsOf({ events }: Member): number {
  let polls = 0
  for (const [i, event] of events.entries()) {
    if (event.kind === 'polled' && events[i - 1]?.kind !== 'polled') polls++
  }
  return polls
}
