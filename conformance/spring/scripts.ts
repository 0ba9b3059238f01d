/**
 * The schedules, as scripts: who is started, held, killed, frozen, and when.
 *
 * The middle of a poll's records is the second of the second poll: the fifth record that comes.
 */
import type { ScheduleName } from '../trace/trace.ts'
import type { Member, Place } from './member.ts'
import { heartbeatMs, type Stage } from './stage.ts'

/** Plays it; resolves when all is done, and quiet. */
export type Script = (stage: Stage) => Promise<void>

const held = 5

const seldomHeartbeats = { 'session.timeout.ms': 6000, 'heartbeat.interval.ms': 4000 }

export const scripts: Readonly<Partial<Record<ScheduleName, Script>>> = {
  async none(stage) {
    stage.start()
    await toTheEnd(stage)
  },

  async join(stage) {
    const { member, place } = await holdInTheMiddle(stage)
    await startAnother(stage)
    await untilRebalance(stage)
    await pauseFor(4 * heartbeatMs)
    letGo(member, place)
    await toTheEnd(stage)
  },

  async shutdown(stage) {
    const { member, place } = await holdInTheMiddle(stage)
    member.say('stop')
    await stage.until('the stop is known', () => member.hasNoted('stop-known'))
    letGo(member, place)
    await stage.until('it has stopped', () => member.ended)
    await startAnother(stage)
    await toTheEnd(stage)
  },

  async crash(stage) {
    const { member } = await holdInTheMiddle(stage)
    stage.mark(member, { kind: 'killed' })
    member.signal('SIGKILL')
    await startAnother(stage)
    await toTheEnd(stage)
  },

  async 'handler-error'(stage) {
    const member = stage.start()
    member.answer = (_, nth) => (nth === held ? 'fail' : 'done')
    await toTheEnd(stage)
  },

  async 'poison-record'(stage) {
    const member = stage.start()
    member.answer = ({ partition, offset }) => {
      const fifth = member.handled[held - 1]
      return fifth?.partition === partition && fifth.offset === offset ? 'fail' : 'done'
    }
    await toTheEnd(stage)
  },

  async pause(stage) {
    const { member, place } = await holdInTheMiddle(stage)
    stage.mark(member, { kind: 'frozen' })
    member.signal('SIGSTOP')
    await startAnother(stage)
    await stage.untilAllDone()
    await untilQuiet(stage, (other) => other !== member)
    stage.mark(member, { kind: 'thawed' })
    member.signal('SIGCONT')
    letGo(member, place)
    await stage.until('it has come back', () => hasComeBack(member))
    await toTheEnd(stage)
  },

  async 'slow-handler'(stage) {
    const { member, place } = await holdInTheMiddle(stage, { 'max.poll.interval.ms': 2500 })
    await startAnother(stage)
    await stage.untilAllDone()
    await untilQuiet(stage, (other) => other !== member)
    stage.mark(member, { kind: 'kept-busy' })
    letGo(member, place)
    await stage.until('it has come back', () => hasComeBack(member))
    await toTheEnd(stage)
  },

  /**
   * The first goes on to the middle of its next poll before it hears of the rebalance: its
   * heartbeats are too far apart.
   */
  async 'commit-in-rebalance'(stage) {
    const { member, place } = await holdInTheMiddle(stage, seldomHeartbeats)
    await startAnother(stage)
    await untilRebalance(stage)
    member.answer = (_, nth) => (nth < held + 3 ? 'done' : null)
    member.release(place)
    const next = await stage.untilHandled(member, held + 3)
    await pauseFor(1.2 * seldomHeartbeats['heartbeat.interval.ms'])
    letGo(member, next)
    await toTheEnd(stage)
  },
}

interface Held {
  readonly member: Member
  readonly place: Place
}

/** Starts a member and lets it go on until its fifth record is in its handler. */
async function holdInTheMiddle(
  stage: Stage,
  settings: Readonly<Record<string, number>> = {},
): Promise<Held> {
  const member = stage.start(settings)
  member.answer = (_, nth) => (nth < held ? 'done' : null)
  const place = await stage.untilHandled(member, held)
  await stage.until('it is held', () => member.quietMs > 100)
  return { member, place }
}

function letGo(member: Member, place: Place): void {
  member.answer = () => 'done'
  member.release(place)
}

/** Starts another one; until it has started nothing else moves. */
async function startAnother(stage: Stage): Promise<Member> {
  const another = stage.start()
  const { after } = stage.after(another)
  await stage.until('another has started', () => another.events.length > 0)
  another.events[0] = { kind: 'started', after }
  return another
}

/** Whether it has been assigned anything since it lost what it had. */
function hasComeBack({ events }: Member): boolean {
  const last = events.map((event) => event.kind)
  return last.lastIndexOf('assigned') > Math.max(last.lastIndexOf('thawed'), last.lastIndexOf('kept-busy'))
}

/** Until somebody who has joined is waited for. */
function untilRebalance(stage: Stage): Promise<void> {
  return stage.until('a rebalance is on', async () => {
    return (await stage.groupState()) === 'PreparingRebalance'
  })
}

/** Nothing that the script can see says that a heartbeat was answered. */
function pauseFor(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

async function untilQuiet(stage: Stage, counts: (member: Member) => boolean): Promise<void> {
  await stage.until('the others are quiet', () =>
    stage.members.every((member) => !counts(member) || member.quietMs > 1000),
  )
}

async function toTheEnd(stage: Stage): Promise<void> {
  await stage.untilAllDone()
  await stage.untilQuiet()
}
