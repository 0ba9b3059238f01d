/** The schedules, as scripts: who is started, held, signalled and let go on, and when. */
import type { ScheduleName } from '../trace/trace.ts'
import type { Member } from './member.ts'
import { pause, type Stage } from './stage.ts'

/** Settings of consumers that a script relies on, by Kafka's names. */
export type ScriptSettings = Readonly<Record<string, string | number>>

export interface Script {
  readonly settings: ScriptSettings
  play(stage: Stage): Promise<void>
}

/** In the middle of the first and of the second poll's records. */
const early = 2
const later = 5

const sessionMs = 2000
const beatMs = 200
const pollIntervalMs = 2000
const autoCommitMs = 1500

const calm = { 'session.timeout.ms': 30_000, 'heartbeat.interval.ms': beatMs } as const
const hasty = { 'session.timeout.ms': sessionMs, 'heartbeat.interval.ms': beatMs } as const
/** Nothing is committed by the clock, unless a script wants it. */
const byNoClock = { 'auto.commit.interval.ms': 600_000 } as const

/** Holds the first member at its record of that number. */
async function held(stage: Stage, at: number): Promise<Member> {
  const first = stage.start(0)
  stage.decide = (member) => (member === first && member.given === at ? null : 'done')
  await stage.until(`record ${at} of ${first.name}`, () => first.held !== null || first.ended)
  return first
}

async function end(stage: Stage, member: Member): Promise<void> {
  await stage.until(`the end of ${member.name}`, () => member.ended)
}

const joined = (state: string) => state === 'PreparingRebalance'

export const scripts: Readonly<Record<ScheduleName, Script>> = {
  none: {
    settings: { ...calm, 'auto.commit.interval.ms': autoCommitMs },
    play: async (stage) => {
      const a = await held(stage, later)
      await pause(autoCommitMs + beatMs)
      stage.release(a)
      await stage.finish()
    },
  },
  join: {
    settings: { ...calm, ...byNoClock },
    play: async (stage) => {
      const a = await held(stage, early)
      stage.start(1)
      await stage.untilGroup('the join', joined)
      // The heartbeat thread hears of it.
      await pause(3 * beatMs)
      stage.release(a)
      await stage.finish()
    },
  },
  shutdown: {
    settings: { ...calm, ...byNoClock },
    play: async (stage) => {
      const a = await held(stage, later)
      a.askToStop(stage.knownTo(a.name))
      const isAsked = () => a.events.some(({ kind }) => kind === 'asked-to-stop')
      await stage.until('the shutdown hook', isAsked)
      // The hook says that it runs just before it calls wakeup().
      await pause(beatMs)
      stage.release(a)
      await end(stage, a)
      stage.start(a.slot)
      await stage.finish()
    },
  },
  crash: {
    settings: { ...hasty, ...byNoClock },
    play: async (stage) => {
      const a = await held(stage, later)
      a.signal('SIGKILL')
      await end(stage, a)
      a.note({ kind: 'killed' })
      stage.start(a.slot)
      await stage.finish()
    },
  },
  'handler-error': {
    settings: { ...hasty, ...byNoClock },
    play: async (stage) => {
      const a = await held(stage, later)
      stage.release(a, 'fail')
      await stage.until('what follows', () => a.ended || a.polling || a.given > later)
      if (a.ended) stage.start(a.slot)
      await stage.finish()
    },
  },
  'poison-record': {
    settings: { ...hasty, ...byNoClock },
    play: async (stage) => {
      const a = await held(stage, later)
      const poison = a.held
      stage.decide = (_, { partition, offset }) =>
        partition === poison?.partition && offset === poison.offset ? 'fail' : 'done'
      stage.release(a, 'fail')
      await stage.until('what follows', () => a.ended || a.polling || a.given > later)
      if (a.ended) stage.start(a.slot)
      await stage.finish()
    },
  },
  pause: {
    settings: { ...hasty, ...byNoClock },
    play: async (stage) => {
      const a = await held(stage, later)
      a.signal('SIGSTOP')
      a.note({ kind: 'frozen' })
      const b = stage.start(1)
      const { partitions, records } = stage.play
      const isThrough = () =>
        b.polling && b.assigned.size === partitions && lastsOf(b, records) === partitions
      await stage.until('the other one', isThrough)
      a.note({ kind: 'thawed', after: stage.knownTo(a.name) })
      a.signal('SIGCONT')
      // The heartbeat thread finds out that its session is over.
      await pause(2 * beatMs)
      stage.release(a)
      await stage.finish()
    },
  },
  'slow-handler': {
    settings: { ...calm, ...byNoClock, 'max.poll.interval.ms': pollIntervalMs },
    play: async (stage) => {
      const a = await held(stage, later)
      await stage.untilGroup('the member that leaves', (_, members) => members === 0)
      a.note({ kind: 'kept-busy' })
      const b = stage.start(1)
      await stage.until('the other one', () => b.given > 0)
      stage.release(a)
      await stage.finish()
    },
  },
  'commit-in-rebalance': {
    settings: { ...calm, ...byNoClock, 'heartbeat.interval.ms': 10_000 },
    play: async (stage) => {
      const a = await held(stage, 3)
      stage.start(1)
      await stage.untilGroup('the join', joined)
      stage.release(a)
      await stage.finish()
    },
  },
  'coordinator-failover': {
    settings: { ...calm, ...byNoClock },
    play: async (stage) => {
      const a = await held(stage, later)
      await stage.play.restartBroker()
      a.note({ kind: 'coordinator-restarted' })
      stage.release(a)
      await stage.finish()
    },
  },
}

/** Of how many partitions the member has done the last record. */
function lastsOf({ events }: Member, records: number): number {
  const lasts = events.filter(
    (event) => event.kind === 'processing-done' && event.offset === records - 1,
  )
  return new Set(lasts.map((event) => ('partition' in event ? event.partition : -1))).size
}
