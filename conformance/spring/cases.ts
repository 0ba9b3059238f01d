/** What is played: which container, under which schedule. */
import type { Script } from '../play/scripts.ts'
import type { ScheduleName } from '../trace/trace.ts'
import type { Shelf } from './kept.ts'

/** Arguments of the program in `java/spring`. */
export type ContainerSettings = Readonly<Record<string, string | number>>

/** One strategy of the model, as a container has it. */
export interface SpringCase {
  /** Of its file. */
  readonly name: string
  /** Whether the model has it; if not, the line of versions in which the container does otherwise. */
  readonly modelled: true | { readonly notIn: string }
  readonly strategy: string
  readonly schedule: ScheduleName
  readonly settings: ContainerSettings
  /**
   * Whether it asks what time it is: its handlers take as long as the model's. Which record it
   * commits at is a matter of milliseconds on a busy machine, so it is played on request only.
   */
  readonly timed: boolean
  /** How long it may take, when all is read, until it commits what is left. */
  readonly settleMs: number
  /** The poll of the first member that returns only when a stop has been asked for; 0: none. */
  readonly heldPoll: number
  /** Whether partitions are assigned by the cooperative-sticky assignor. */
  readonly isCooperative: boolean
  /** Of each partition. */
  readonly records: number
  /** Absent or null: the one of its schedule. */
  readonly script?: Script | null
  /** How long to wait for the last records, if they may never be handed out. */
  readonly readingMs?: number
}

/** How long a poll waits for records. */
const pollTimeoutMs = 3000
/** Acks that trigger a commit, and milliseconds that do, as in the model. */
const ackCount = 5
const ackTimeMs = 5000
/** A second, as in the model, and a little more: five are more than `ackTime`, four are less. */
const recordMs = 1050

/** On a busy machine the first fetch of a process may take as long. */
const slowFetchMs = 1000

const records = 10
/**
 * A multiple of what a poll returns: which partition a poll begins with, if two have been sought,
 * is a matter of when they were drained last, and not in the model (`trace/allowed.ts`).
 */
const wholePolls = 9

/** The shipped strategies that commit by themselves, without their `-async` twins. */
const committing: Readonly<Record<string, ContainerSettings>> = {
  'spring-record': { ackMode: 'RECORD', listener: 'record' },
  'spring-batch': { ackMode: 'BATCH', listener: 'record' },
  'spring-time': { ackMode: 'TIME', listener: 'record', ackTime: ackTimeMs },
  'spring-count': { ackMode: 'COUNT', listener: 'record', ackCount },
  'spring-count-time': { ackMode: 'COUNT_TIME', listener: 'record', ackCount, ackTime: ackTimeMs },
  'spring-manual': { ackMode: 'MANUAL', listener: 'acknowledging' },
  'spring-manual-immediate': { ackMode: 'MANUAL_IMMEDIATE', listener: 'acknowledging' },
}

/** Those that have no twin. */
const others: Readonly<Record<string, ContainerSettings>> = {
  'spring-auto-commit': { ackMode: 'BATCH', listener: 'record', 'enable.auto.commit': 'true' },
  'spring-external-store-seek': {
    ackMode: 'MANUAL',
    listener: 'store',
    assignmentCommitOption: 'NEVER',
  },
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

/** Listeners of which no strategy ships (`strategies.ts`). */
const ofListeners: Readonly<Record<string, ContainerSettings>> = {
  'manual-acks-in-pairs': { ackMode: 'MANUAL', listener: 'pairing' },
  'manual-immediate-acks-in-pairs': { ackMode: 'MANUAL_IMMEDIATE', listener: 'pairing' },
}

const playedWithListeners: readonly ScheduleName[] = ['none', 'join', 'shutdown', 'crash']

/** What is drained from a buffer twice shows in which order the client fetches (`allowed.ts`). */
const betweenPolls: Readonly<Record<string, readonly ScheduleName[]>> = {
  'spring-batch': ['poison-record'],
}

/** Members that keep what they have while a rebalance is on: their commits meet it. */
const cooperative: Readonly<Record<string, readonly ScheduleName[]>> = {
  'spring-record': ['join', 'commit-in-rebalance'],
  'spring-batch': ['join', 'commit-in-rebalance'],
  'spring-batch-async': ['commit-in-rebalance'],
  'spring-manual-immediate': ['commit-in-rebalance'],
}

/** All of them, the quick ones first. */
export function springCases(): SpringCase[] {
  const cases: SpringCase[] = optionCases()
  for (const [strategy, settings] of Object.entries(strategies())) {
    for (const schedule of played) cases.push(caseOf(strategy, schedule, settings))
    // Asked to stop between what the second poll returns and what the container does with it.
    const inPoll = caseOf(strategy, 'shutdown', settings)
    // A commit that is woken up is sent again since 4.0.8 and 4.1.2; so it is in the model.
    const wakesCommit = 'ackCount' in settings || 'ackTime' in settings
    const modelled = wakesCommit && !('syncCommits' in settings) ? { notIn: '3.3' } : true
    cases.push({ ...inPoll, name: `${strategy}.shutdown-in-poll`, heldPoll: 2, modelled })
    for (const schedule of cooperative[strategy] ?? []) {
      const one = caseOf(strategy, schedule, settings)
      cases.push({ ...one, name: `${one.name}-cooperative`, isCooperative: true })
    }
    for (const schedule of betweenPolls[strategy] ?? []) {
      const one = caseOf(strategy, schedule, settings)
      cases.push({ ...one, name: `${one.name}-between-polls`, records })
    }
  }
  for (const [strategy, settings] of Object.entries(ofListeners)) {
    for (const schedule of playedWithListeners) cases.push(caseOf(strategy, schedule, settings))
  }
  return cases.sort((a, b) => Number(a.timed) - Number(b.timed))
}

function strategies(): Record<string, ContainerSettings> {
  const all: Record<string, ContainerSettings> = {}
  for (const [strategy, settings] of Object.entries(committing)) {
    all[strategy] = settings
    all[`${strategy}-async`] = { ...settings, syncCommits: 'false' }
  }
  return { ...all, ...others }
}

function caseOf(strategy: string, schedule: ScheduleName, settings: ContainerSettings): SpringCase {
  const timed = 'ackTime' in settings
  const counts = 'ackCount' in settings
  const pace = timed ? { recordMs } : {}
  return {
    name: `${strategy}.${schedule}`,
    modelled: true,
    strategy,
    schedule,
    settings: { ...settings, ...pace, pollTimeout: pollTimeoutMs },
    timed,
    settleMs: timed ? ackTimeMs + pollTimeoutMs : counts ? pollTimeoutMs + 300 : slowFetchMs,
    heldPoll: 0,
    isCooperative: false,
    records: schedule === 'poison-record' ? wholePolls : records,
  }
}

/** Listeners and options of which no strategy ships (`option-strategies.ts`). */
const ofOptions: Readonly<Record<string, ContainerSettings>> = {
  'batch-listener': { ackMode: 'BATCH', listener: 'batch' },
  'batch-listener-that-names-the-record': { ackMode: 'BATCH', listener: 'batch-naming' },
  'batch-listener-nack': { ackMode: 'MANUAL', listener: 'batch-nacking' },
  'manual-nack': { ackMode: 'MANUAL', listener: 'nacking' },
  'manual-immediate-nack': { ackMode: 'MANUAL_IMMEDIATE', listener: 'nacking' },
  'batch-without-seek-after-error': {
    ...{ ackMode: 'BATCH', listener: 'record', seekAfterError: 'false' },
  },
  'record-without-ack-after-handle': {
    ...{ ackMode: 'RECORD', listener: 'record', ackAfterHandle: 'false' },
  },
  'manual-immediate-commit-recovered': {
    ...{ ackMode: 'MANUAL_IMMEDIATE', listener: 'acknowledging', commitRecovered: 'true' },
  },
  'batch-three-deliveries': { ackMode: 'BATCH', listener: 'record', retries: 2 },
  'batch-stop-immediate': { ackMode: 'BATCH', listener: 'record', stopImmediate: 'true' },
}

/** A record that is given back each time that it fails comes for ever. */
function optionCases(): SpringCase[] {
  return Object.entries(ofOptions).flatMap(([strategy, settings]) => {
    const forEver = strategy.endsWith('nack')
    const schedules: ScheduleName[] = ['none', 'shutdown', 'crash', 'handler-error']
    if (!forEver) schedules.push('poison-record')
    return schedules.map((schedule) => caseOf(strategy, schedule, settings))
  })
}

/** Where its traces are kept. */
export function shelfOf({ modelled }: SpringCase, line: string): Shelf {
  const isModelled = modelled === true || modelled.notIn !== line
  return isModelled ? 'spring' : 'spring-unmodelled'
}
