/**
 * Plays a sequence on both sides and compares after every request.
 *
 * Virtual time follows the clock: before a request is sent the model's clock is set to the time
 * that has passed, and while a timer of the model's is due soon nothing is sent, so that both sides
 * are asked on the same side of it. What a real broker does by itself after an answer (markers of a
 * transaction, a new partition) is waited for: reads are asked again for a while before they count
 * as different.
 */
import { isDeepStrictEqual } from 'node:util'
import type { BrokerSide } from './broker-side.ts'
import type { ModelSide } from './model-side.ts'
import type { Answer } from './observed.ts'
import type { Answers } from './side.ts'
import { sorted } from './sorted.ts'
import {
  type ClusterEvent,
  type RequestStep,
  type Sequence,
  type SessionRef,
  type Step,
  type TopicRef,
  tellStep,
} from './step.ts'

/** Where the two parted. */
export interface Divergence {
  /** The place of the request whose answers differ; its step. */
  readonly index: number
  readonly step: RequestStep
  readonly model: Answer | 'held' | 'no answer'
  readonly real: Answer | 'held' | 'no answer'
}

/** What a sequence came to. */
export interface Played {
  readonly divergence: Divergence | null
  /** They parted when a timer was due by then: the machine was too slow to tell. */
  readonly disturbed?: boolean
  readonly requests: number
}

/** No request is sent while a timer is due within so many milliseconds, or was. */
const guardMs = 150
/** How long reads are asked again until they are the same. */
const patienceMs = 500
/** How long markers may take, and a partition that was just created be without a leader. */
const laterPatienceMs = 5000
const betweenMs = 10
/** A timer fires a little earlier there than the model says. */
const marginMs = 20

/** The client that looks at groups between the requests of the others. */
const observer = 9

/** Plays it. Both sides are fresh. */
export async function play(
  { steps }: Sequence,
  model: ModelSide,
  real: BrokerSide,
  trace: (line: string) => void = () => {},
  happen: (event: ClusterEvent) => Promise<void> = async () => {},
): Promise<Played> {
  const player = new Player(steps, model, real, trace, happen)
  for (let index = 0; index < steps.length; index++) {
    const divergence = await player.step(index)
    if (divergence !== null) return played(player, divergence)
  }
  return played(player, await player.lookAtGroups())
}

function played({ requests, isLate }: Player, divergence: Divergence | null): Played {
  return divergence !== null && isLate
    ? { divergence: null, requests, disturbed: true }
    : { divergence, requests }
}

class Player {
  requests = 0
  /** When the first timer would fire that ran when the last request was sent. */
  #timer = Number.POSITIVE_INFINITY
  readonly #steps: Step[]
  readonly #model: ModelSide
  readonly #real: BrokerSide
  readonly #trace: (line: string) => void
  readonly #happen: (event: ClusterEvent) => Promise<void>
  readonly #startedAt = performance.now()

  constructor(
    steps: readonly Step[],
    model: ModelSide,
    real: BrokerSide,
    trace: (line: string) => void,
    happen: (event: ClusterEvent) => Promise<void>,
  ) {
    this.#trace = trace
    this.#happen = happen
    this.#steps = [...steps]
    this.#model = model
    this.#real = real
  }

  async step(index: number): Promise<Divergence | null> {
    const step = this.#steps[index]
    if (step === undefined) return null
    if (step.api === 'wait') return this.#waitUntil(this.#elapsed() + step.ms)
    if (step.api === 'event') return this.#event(step.event)
    return (await this.#waitUntil(this.#elapsed())) ?? this.#ask(index, step)
  }

  /** Both sides are through with it when time goes on; nobody hears of what was held. */
  async #event(event: ClusterEvent): Promise<Divergence | null> {
    const divergence = await this.#waitUntil(this.#elapsed())
    if (divergence !== null) return divergence
    this.#trace(`${this.#elapsed()} ms  ${event}`)
    this.#real.disconnect()
    this.#model.disconnect()
    // A restart comes first, and takes time; offsets have expired when enough of it has passed.
    if (event !== 'expiry') this.#model.happen(event)
    await this.#happen(event)
    await this.#model.passUntil(this.#elapsed())
    if (event === 'expiry') this.#model.happen(event)
    return null
  }

  /** Whether a timer is due that ran when the last request was sent. */
  get isLate(): boolean {
    return this.#elapsed() >= this.#timer - marginMs
  }

  /** What the groups have come to: their members, and what they have committed. */
  async lookAtGroups(): Promise<Divergence | null> {
    const groups = new Set(this.#steps.flatMap((step) => ('group' in step ? [step.group] : [])))
    for (const group of [...groups].sort()) {
      const divergence =
        (await this.#look({ api: 'DescribeGroups', client: observer, groups: [group] })) ??
        (await this.#look({ api: 'OffsetFetch', client: observer, group, partitions: null }))
      if (divergence !== null) return divergence
    }
    return null
  }

  #elapsed(): number {
    return Math.round(performance.now() - this.#startedAt)
  }

  /** Lets time pass on both sides until then, and on until no timer is near. */
  async #waitUntil(time: number): Promise<Divergence | null> {
    const answered = new Map<number, Answer>()
    for (;;) {
      const timer = this.#model.nextTimer()
      const now = this.#elapsed()
      const isNear = timer <= Math.max(time, now) + guardMs
      const goal = isNear ? timer : time
      if (goal > now) await sleep(goal - now)
      const passed = await this.#model.passUntil(Math.max(goal, this.#model.now))
      for (const [index, answer] of passed) answered.set(index, answer)
      for (const id of this.#model.takeTimedOut()) await this.#markersAreWritten(id, true)
      if (!isNear) return this.#compare(answered)
      await sleep(guardMs)
    }
  }

  async #ask(index: number, step: RequestStep): Promise<Divergence | null> {
    this.requests++
    this.#trace(`${this.#elapsed()} ms  ${index}  ${tellStep(step)}`)
    this.#timer = this.#model.nextTimer()
    const answered = await this.#model.send(index, step)
    this.#timer = Math.min(this.#timer, this.#model.nextTimer())
    await this.#real.send(index, step)
    if (this.#model.isHeld(index)) return this.#held(index, step, answered)
    const divergence = await this.#compare(answered)
    if (endsTransaction(step)) await this.#markersAreWritten(step.transactional)
    return divergence
  }

  /**
   * A transaction is answered as ended before its markers are written, and one that takes too long
   * is found so by a timer. What is asked meanwhile depends on who is faster.
   */
  async #markersAreWritten(transactional: number, isTimedOut = false): Promise<void> {
    const deadline = performance.now() + laterPatienceMs
    while (performance.now() < deadline) {
      const state = await this.#real.transactionState(transactional)
      if (!state.startsWith('Prepare') && !(isTimedOut && state === 'Ongoing')) return
      await sleep(betweenMs)
    }
  }

  /** The model holds the request: so must the broker, and think of its group alike. */
  async #held(index: number, step: RequestStep, answered: Answers): Promise<Divergence | null> {
    const divergence = await this.#compare(answered)
    if (divergence !== null || !('group' in step)) return divergence
    await this.#real.fence()
    const early = (await this.#real.answersTo([])).get(index)
    if (early !== undefined) return { index, step, model: 'held', real: early }
    return this.#look({ api: 'DescribeGroups', client: observer, groups: [step.group] })
  }

  /** A read of our own, after which both sides must agree. */
  async #look(step: RequestStep): Promise<Divergence | null> {
    const index = this.#steps.push(step) - 1
    return this.#ask(index, step)
  }

  async #compare(answered: Answers): Promise<Divergence | null> {
    const indexes = [...answered.keys()]
    const real = await this.#real.answersTo(indexes)
    this.#followLeader(answered, real)
    for (const index of new Set([...indexes, ...real.keys()])) {
      const step = this.#steps[index]
      if (step === undefined || step.api === 'wait' || step.api === 'event') continue
      const ours = answered.get(index)
      const theirs = real.get(index)
      this.#trace(`  ${index} model ${JSON.stringify(ours)}`)
      this.#trace(`  ${index} real  ${JSON.stringify(theirs)}`)
      if (same(step, ours, theirs)) continue
      const settled = await this.#again(step, ours, theirs)
      if (settled !== null) return { index, step, ...settled }
    }
    return null
  }

  /** Asks again what may only be late. Returns null when the answers are the same after all. */
  async #again(step: RequestStep, ours: Answer | undefined, theirs: Answer | undefined) {
    let last = theirs
    if (isInSession(step) && ours !== undefined && theirs !== undefined) {
      await this.#completeInSession(step, ours, theirs)
      if (same(step, ours, theirs)) return null
    }
    const startedAt = performance.now()
    while (theirs !== undefined && performance.now() < startedAt + patienceFor(ours, last)) {
      if (!mayBeLate(step, ours, last)) break
      await sleep(betweenMs)
      last = await this.#askReal(step)
      if (step.api === 'Fetch' && !isInSession(step)) last = await this.#fetchOn(step, last)
      if (same(step, ours, last)) return null
    }
    return {
      model: ours === undefined ? ('held' as const) : sorted(ours, step),
      real: last === undefined ? ('no answer' as const) : sorted(last, step),
    }
  }

  async #askReal(step: RequestStep): Promise<Answer | undefined> {
    const index = this.#steps.push(step) - 1
    await this.#real.send(index, step)
    return (await this.#real.answersTo([index])).get(index)
  }

  /** A broker may answer with fewer records than there are: the next fetch brings the others. */
  async #fetchOn(
    step: RequestStep & { readonly api: 'Fetch'; readonly offset: number },
    first: Answer | undefined,
  ) {
    const last = messagesOf(first).at(-1)
    if (first === undefined || last === undefined) return first
    const offset = Number(last.offset) + 1
    const next = await this.#askReal({ ...step, offset })
    const more = messagesOf(next).filter((message) => Number(message.offset) >= offset)
    messagesOf(first).push(...more)
    return first
  }

  /** The same in a session, which cannot be asked twice: what is missing is read without it. */
  async #completeInSession(step: SessionStep, ours: Answer, theirs: Answer): Promise<void> {
    const { client, committedOnly } = step
    for (const topic of [0, 1] as const) {
      for (const { partition, messages } of partitionsOf(theirs, topic)) {
        const whole = partitionsOf(ours, topic).find((one) => one.partition === partition)
        const last = messages.at(-1)
        if (whole === undefined || last === undefined || messages.length >= whole.messages.length)
          continue
        const offset = Number(last.offset) + 1
        const place = { topic, partition, offset }
        const next = await this.#askReal({ api: 'Fetch', client, committedOnly, ...place })
        messages.push(...messagesOf(next).filter((message) => Number(message.offset) >= offset))
      }
    }
  }

  /**
   * Whom Kafka makes leader when the last one has gone is a matter of its hash table's order: the
   * model is made to follow.
   */
  #followLeader(answered: Answers, real: Answers): void {
    const joins = [...answered].flatMap(([index, ours]) => {
      const step = this.#steps[index]
      const theirs = real.get(index)
      if (step?.api !== 'JoinGroup' || theirs === undefined) return []
      // Who is refused is told of no leader.
      return ours['leaderId'] === '' ? [] : [{ step, ours, theirs }]
    })
    const differing = joins.find(({ ours, theirs }) => ours['leaderId'] !== theirs['leaderId'])
    if (differing === undefined) return
    const { step, theirs } = differing
    const leader = String(theirs['leaderId'])
    const id = this.#model.observed.idOf(leader)
    const [from, to] = [ledBy(joins, 'ours'), ledBy(joins, 'theirs')]
    if (id === undefined || from === undefined || to === undefined) return
    this.#model.lead(step.group, id)
    this.#model.observed.lead(step.group, from.step.client, to.step.client)
    for (const { ours } of joins) (ours as Record<string, unknown>)['leaderId'] = leader
    const { members } = from.ours
    ;(from.ours as Record<string, unknown>)['members'] = []
    ;(to.ours as Record<string, unknown>)['members'] = members
  }
}

interface Joined {
  readonly step: RequestStep & { readonly api: 'JoinGroup' }
  readonly ours: Answer
  readonly theirs: Answer
}

function ledBy(joins: readonly Joined[], side: 'ours' | 'theirs'): Joined | undefined {
  return joins.find((join) => (join[side]['members'] as readonly unknown[]).length > 0)
}

/** Ending one of its own, or that of a producer which it fences. */
function endsTransaction(step: RequestStep): step is RequestStep & { transactional: number } {
  const { api } = step
  if (api === 'InitProducerId') return step.transactional !== null
  return api === 'EndTxn'
}

const reads = new Set([
  'ListGroups',
  'OffsetFetch',
  'DescribeGroups',
  'Fetch',
  'ListOffsets',
  'Metadata',
])

/**
 * Reads may be early; so may a write that is refused because a transaction is still being ended, or
 * because a new partition has no leader yet.
 */
function mayBeLate(
  step: RequestStep,
  ours: Answer | undefined,
  theirs: Answer | undefined,
): boolean {
  // What goes on with a session cannot be asked twice.
  if (isInSession(step)) return false
  if (reads.has(step.api)) return true
  const [model, real] = [JSON.stringify(ours ?? null), JSON.stringify(theirs ?? null)]
  return early.some((error) => real.includes(error) && !model.includes(error))
}

/** A new partition's leader may take a while where the machine is busy; nothing else may. */
function patienceFor(ours: Answer | undefined, theirs: Answer | undefined): number {
  const [model, real] = [JSON.stringify(ours ?? null), JSON.stringify(theirs ?? null)]
  const error = 'NOT_LEADER_OR_FOLLOWER'
  return real.includes(error) && !model.includes(error) ? laterPatienceMs : patienceMs
}

const early = ['CONCURRENT_TRANSACTIONS', 'NOT_LEADER_OR_FOLLOWER', 'UNKNOWN_TOPIC_OR_PARTITION']

type SessionStep = Extract<RequestStep, { readonly session: SessionRef }>

function isInSession(step: RequestStep): step is SessionStep {
  return step.api === 'Fetch' && 'partitions' in step
}

interface FetchedPartition {
  readonly partition: number
  readonly messages: { readonly offset: string }[]
}

function partitionsOf(answer: Answer, topic: TopicRef): readonly FetchedPartition[] {
  const { responses } = answer as unknown as {
    readonly responses: readonly {
      readonly topicName: string
      readonly partitions: readonly FetchedPartition[]
    }[]
  }
  return responses.find(({ topicName }) => topicName === `topic ${topic}`)?.partitions ?? []
}

interface Fetched {
  readonly responses: readonly {
    readonly partitions: readonly { readonly messages: { readonly offset: string }[] }[]
  }[]
}

function messagesOf(answer: Answer | undefined): { readonly offset: string }[] {
  return (answer as Fetched | undefined)?.responses[0]?.partitions[0]?.messages ?? []
}

function same(step: RequestStep, ours: Answer | undefined, theirs: Answer | undefined): boolean {
  if (ours === undefined || theirs === undefined) return false
  return isDeepStrictEqual(sorted(ours, step), sorted(theirs, step))
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))
}
