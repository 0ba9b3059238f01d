/**
 * No needless rebalance: the group forms a new generation only for a reason.
 *
 * A rebalance stops the work of the whole group and makes it do some of it again. A start, a stop,
 * a death and a changed subscription ask for one; so do, by the rules of Kafka, partitions that are
 * added (reference A.9), a member that stalls past its session or its poll interval, first by its
 * absence and then by its return (A.7), an answer that puts a member out (A.4), a coordinator that
 * is lost with its memory of the group (A.11), and what a cooperative member gave up (A.6). Until
 * every member that lives has joined the generation that a reason led to, further ones belong to
 * it. A client that leaves the group at an error and joins it again, and one that joins again
 * because a leader moved, have none.
 *
 * A topic that a member subscribes to besides may come into being later, which brings each member a
 * rebalance. A consumer that is closed before its process dies leaves first: what that brings is
 * excused by the death.
 *
 * Left out: a pattern, of which nobody knows what it will match: such a run is not judged. A member
 * that joins the same generation twice has several consumers, whose joins cannot
 * be told apart, or asked again for an answer that it did not hear: such a run is not judged, nor
 * is one of several groups. A reason that is noticed late excuses one rebalance that somebody else
 * made.
 */
import type { EventOf } from '../model/history.ts'
import type { Handlers } from './deliveries.ts'
import type { Witness } from './frame/witness.ts'
import { rebalanceExamples } from './membership/examples.ts'
import { absences, forgetful, ofAll, putsOut } from './membership/reasons.ts'
import { property, type RuleParts } from './property.ts'
import { label } from './state/field.ts'
import { hashNumber, hashText } from './state/hash.ts'
import { bag } from './state/lists.ts'
import { flag, generation, member, number } from './state/values.ts'

/** A process that lives; replaced, never changed. */
interface Living {
  readonly member: string
  /** Whether it has joined the newest generation. */
  readonly current: boolean
  /** Whether it was assigned anything since it joined. */
  readonly assigned: boolean
  /** What it is subscribed to; null: it has not said so yet. */
  readonly topics: string | null
}

interface State {
  living: Living[]
  /** The newest that anybody joined; 0: none, or the group has been forgotten since. */
  generation: number
  /** Whether something has asked for a rebalance that not all have been through. */
  open: boolean
  /** How many rebalances are still to come of what will be noticed late. */
  owed: number
  /** Whether there was one for which nothing had asked. */
  needless: boolean
  /** Whether the history tells too little. */
  blurred: boolean
  /** Whose consumer left by itself last. */
  left: string | null
  /** The generation for which nothing had asked so far; 0: none is the newest. */
  suspect: number
}

type Rule = RuleParts<State, object>

/** The group was rebalanced only for a start, a stop, a death, or what else asks for it. */
export const noNeedlessRebalance = property({
  name: 'no-needless-rebalance',
  heading: 'rebal. needed',
  statement: 'The group was rebalanced only where a start, a stop or a loss asked for it.',
  state: {
    living: bag<Living>(({ member: name, current, assigned, topics }, names, part) => {
      hashNumber(part, names.member(name))
      hashNumber(part, (current ? 1 : 0) + (assigned ? 2 : 0))
      hashText(part, topics ?? '')
      return true
    }),
    generation: generation(),
    open: flag(false),
    owed: number(0),
    needless: flag(false),
    blurred: flag(false),
    left: label(member()),
    suspect: generation(),
  },
  on: (parts) => ({ ...ofProcesses(parts), ...ofGroup(parts) }),
  witnesses: ({ own: { blurred }, found }) => (blurred ? NONE : found.slice()),
  // That a run is not judged may turn out later.
  broken: () => false,
  brokenBy: { strategy: 'commit-sync-resubscribe-on-error', under: 'commit-refused' },
  examples: rebalanceExamples,
})

const NONE: readonly Witness[] = []

function ofProcesses({ own, found }: Rule): Handlers {
  const asked = (owed: number) => {
    own.open = true
    own.owed += owed
  }
  const gone = ({ member: name }: { readonly member: string }) => {
    const at = own.living.findIndex((one) => one.member === name)
    if (at < 0) return
    // It had left before it was said to end, and never came back.
    const isOut = own.living[at]?.current === false
    if (isOut && own.suspect > 0 && own.suspect === own.generation) withdraw(own, found)
    own.living.splice(at, 1)
    // A join of its own may still be under way; and its session ends, if it does not say so itself.
    asked(2)
  }
  return {
    started: ({ member: name }) => {
      own.living.push({ member: name, current: false, assigned: false, topics: null })
      own.open = true
    },
    stopping: gone,
    stopped: gone,
    died: gone,
    'consumer-crashed': (event) => {
      if (event.restart) own.left = event.member
      else gone(event)
    },
    'poll-timeout-expired': () => asked(2),
    // First by its absence, then by its return.
    'session-expired': () => asked(1),
    fault: ({ fault, member: name }) => {
      if (fault === 'crash' && name !== null) gone({ member: name })
      if (absences.includes(fault)) asked(2)
      if (ofAll.includes(fault)) asked(own.living.length)
      if (forgetful.includes(fault)) own.generation = 0
    },
  }
}

function ofGroup(parts: Rule): Handlers {
  const { own } = parts
  /** The member has to join again, whatever the others do. */
  const mustJoin = (name: string) => {
    own.open = true
    update(own, name, (one) => ({ ...one, current: false }))
  }
  return {
    joined: (event, index) => joined(parts, event, index),
    assigned: ({ member: name }) => update(own, name, (one) => ({ ...one, assigned: true })),
    // Whoever gives up partitions once it has joined is cooperative, and joins again.
    revoked: ({ member: name }) => {
      const one = own.living.find((living) => living.member === name)
      if (one?.current === true && !one.assigned) mustJoin(name)
    },
    'commit-refused': ({ member: name, error }) => {
      if (putsOut.includes(error)) mustJoin(name)
    },
    subscribed: ({ member: name, topics }) => {
      const text = [...topics].sort().join()
      own.owed += topics.length - 1
      if (topics.some((topic) => topic.startsWith('/'))) own.blurred = true
      const before = own.living.find((living) => living.member === name)?.topics ?? null
      if (before !== null && before !== text) mustJoin(name)
      update(own, name, (one) => ({ ...one, topics: text }))
    },
    // The group has put it out, or its client thinks so.
    lost: ({ member: name }) => mustJoin(name),
  }
}

function joined({ own, found }: Rule, event: EventOf<'joined'>, index: number): void {
  const { member: name, generation, group } = event
  if (group !== undefined) own.blurred = true
  if (generation > own.generation) {
    if (own.generation > 0 && !own.open) {
      if (own.owed > 0) own.owed--
      else {
        own.needless = true
        own.suspect = generation
        found.push(witness(own, name, generation, index))
        // What comes until all have joined again is of the same making.
        own.open = true
      }
    }
    own.generation = generation
    for (const { member: other } of [...own.living]) {
      update(own, other, (one) => ({ ...one, current: false }))
    }
  }
  if (generation < own.generation) return
  update(own, name, (one) => {
    if (one.current) own.blurred = true
    return { ...one, current: true, assigned: false }
  })
  if (own.living.every(({ current }) => current)) own.open = false
}

/** There was a reason after all. */
function withdraw(own: State, found: Witness[]): void {
  found.pop()
  own.suspect = 0
  own.needless = found.length > 0
}

function update({ living }: State, name: string, change: (one: Living) => Living): void {
  const at = living.findIndex((one) => one.member === name)
  const one = living[at]
  if (one !== undefined) living[at] = change(one)
}

function witness({ left }: State, name: string, generation: number, at: number): Witness {
  const why =
    left === null
      ? 'for which nothing had asked'
      : `though only ${left}'s consumer had stopped, and started again`
  const text = `${name} joined generation ${generation}, ${why}`
  return { topic: null, partition: -1, offsets: [], text, at }
}
