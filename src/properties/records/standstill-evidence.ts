/**
 * Why a partition may stand still: what was asked for, done, assigned, handed out and paused last,
 * and at which event.
 */
import { sharedState } from '../frame/shared-state.ts'
import { label } from '../state/field.ts'
import { labels } from '../state/lists.ts'
import { entryOf, type PartitionTable } from '../state/partition-table.ts'
import { perPartition } from '../state/per-partition.ts'
import { number } from '../state/values.ts'

interface Last {
  /** The offset that a commit was last requested of, and at which event; -1: none. */
  requested: number
  requestedAt: number
  /** The record that was last done, and at which event; -1: none. */
  done: number
  doneAt: number
  /** The event after which nobody held the partition, nor read it; -1: that is not so. */
  freedAt: number
}

interface Owned {
  readonly topic: string
  readonly partition: number
  readonly member: string
}

interface Held extends Owned {
  readonly at: number
  readonly placed: boolean
}

/** Something that a member began with a partition, and at which event. */
interface Begun extends Owned {
  readonly at: number
}

interface Asking {
  readonly member: string
  readonly count: number
  readonly at: number
}

/** A thread that had polled, and ended in a process that goes on; `error` null: by returning. */
interface Ended {
  readonly member: string
  readonly error: string | null
  readonly at: number
}

interface Wanted {
  readonly member: string
  readonly consumer: number
  readonly topics: readonly string[]
}

/** What is remembered; no verdict depends on it. Entries are replaced, never changed. */
export interface StandstillEvidence {
  readonly last: PartitionTable<Last>
  /** Who holds what, since which event, and whether it knows where to read. */
  readonly owned: Held[]
  /** Topics of which any partition was ever assigned. */
  readonly topics: string[]
  /** Who asks for commit after commit and is handed nothing meanwhile: how many, since when. */
  readonly asking: Asking[]
  /** What a member paused, and has neither resumed nor given up. */
  readonly paused: Begun[]
  /** Records that a member is at. */
  readonly working: (Begun & { readonly offset: number })[]
  /** Who polls no more in a living process. */
  readonly ended: Ended[]
  /** What the consumers of members said that they subscribe to. */
  readonly wanted: Wanted[]
  /** Topics that the last one who had subscribed to them left, and at which event. */
  readonly unwanted: { readonly topic: string; readonly at: number }[]
}

/** The evidence, followed only where it is told. */
export const standstillEvidence = sharedState<StandstillEvidence>({
  state: {
    last: perPartition({
      requested: label(number(-1)),
      requestedAt: label(number(-1)),
      done: label(number(-1)),
      doneAt: label(number(-1)),
      freedAt: label(number(-1)),
    }),
    owned: labels<Held>(),
    topics: labels<string>(),
    asking: labels<Asking>(),
    paused: labels<Begun>(),
    working: labels<Begun & { readonly offset: number }>(),
    ended: labels<Ended>(),
    wanted: labels<Wanted>(),
    unwanted: labels<{ readonly topic: string; readonly at: number }>(),
  },
  evidenceOnly: true,
  on: ({ own: { last, owned, topics, asking, paused, working, ended, wanted, unwanted } }) => {
    const asks = (member: string, event: number) => {
      const before = asking.findIndex((one) => one.member === member)
      const { count, at } = asking[before] ?? { count: 0, at: event }
      asking[before < 0 ? asking.length : before] = { member, count: count + 1, at }
    }
    const asksNoMore = (member: string) => {
      remove(asking, (one) => one.member === member)
    }
    const free = (one: Owned, at: number) => {
      if (remove(owned, (other) => isSame(one, other)) === 0) return
      entryOf(last, one.topic, one.partition).data.freedAt = at
    }
    const isRead = ({ topic, partition }: Omit<Owned, 'member'>) => {
      entryOf(last, topic, partition).data.freedAt = -1
    }
    const isPlaced = (place: Owned) => {
      isRead(place)
      const at = owned.findIndex((one) => isSame(one, place))
      if (at >= 0) owned[at] = { ...(owned[at] as Held), placed: true }
    }
    const noLongerWants = (isIt: (one: Wanted) => boolean, at: number) => {
      const before = wanted.filter(isIt).flatMap((one) => one.topics)
      remove(wanted, isIt)
      for (const topic of before) {
        if (!wanted.some((one) => one.topics.includes(topic))) unwanted.push({ topic, at })
      }
    }
    const wants = (one: Wanted, at: number) => {
      const { member, consumer } = one
      const before = wanted.filter((other) => isOf(other, member, consumer))
      wanted.push(one)
      noLongerWants((other) => before.includes(other), at)
      remove(unwanted, ({ topic }) => one.topics.includes(topic))
    }
    const letsGo = (member: string, at: number) => {
      asksNoMore(member)
      for (const one of owned.filter((each) => each.member === member)) free(one, at)
      remove(paused, (one) => one.member === member)
      remove(working, (one) => one.member === member)
      remove(ended, (one) => one.member === member)
    }
    const ends = (member: string, at: number) => {
      letsGo(member, at)
      noLongerWants((one) => one.member === member, at)
    }
    const givesUp = (one: Owned, at: number) => {
      free(one, at)
      // What a consumer is assigned anew is not paused.
      remove(paused, (other) => isSame(one, other))
    }
    const returned = ({ offset, ...one }: Owned & { readonly offset: number }) => {
      remove(working, (other) => isSame(one, other) && other.offset === offset)
    }
    return {
      'commit-requested': ({ topic, partition, offset, member }, index) => {
        asks(member, index)
        const { data } = entryOf(last, topic, partition)
        data.requested = offset
        data.requestedAt = index
      },
      'processing-started': ({ topic, partition, member, offset }, at) => {
        asksNoMore(member)
        working.push({ topic, partition, member, offset, at })
      },
      'processing-done': (event, index) => {
        returned(event)
        const { data } = entryOf(last, event.topic, event.partition)
        data.done = event.offset
        data.doneAt = index
      },
      'processing-failed': returned,
      'processing-skipped': returned,
      assigned: ({ topic, partition, member }, at) => {
        remove(owned, (one) => one.topic === topic && one.partition === partition)
        owned.push({ topic, partition, member, at, placed: false })
        isRead({ topic, partition })
        if (!topics.includes(topic)) topics.push(topic)
      },
      // Whoever assigns itself partitions is told by nothing but what it reads.
      position: isPlaced,
      polled: (event) => {
        asksNoMore(event.member)
        isRead(event)
      },
      revoked: givesUp,
      lost: givesUp,
      paused: ({ topic, partition, member }, at) => {
        const one = { topic, partition, member, at }
        if (!paused.some((other) => isSame(one, other))) paused.push(one)
      },
      resumed: (one) => {
        remove(paused, (other) => isSame(one, other))
      },
      subscribed: ({ member, consumer = 0, topics: now }, at) =>
        wants({ member, consumer, topics: now }, at),
      unsubscribed: ({ member }, at) => noLongerWants((one) => one.member === member, at),
      // It may be at a record still, of a partition that is nobody's now.
      'session-expired': ({ member }, at) => {
        for (const one of owned.filter((each) => each.member === member)) free(one, at)
      },
      'thread-ended': ({ member, polled, error }, at) => {
        if (polled) ended.push({ member, error, at })
      },
      'polls-again': ({ member }) => {
        remove(ended, (one) => one.member === member)
      },
      died: ({ member }, at) => ends(member, at),
      stopped: ({ member }, at) => ends(member, at),
      // Which partitions were that consumer's, nothing says.
      'consumer-crashed': ({ member, consumer, restart }, at) => {
        letsGo(member, -1)
        if (!restart) noLongerWants((one) => isOf(one, member, consumer), at)
      },
      fault: ({ fault, member }, at) => {
        if (fault === 'crash' && member !== null) ends(member, at)
      },
    }
  },
})

/** Whether both are about the same partition of the same member. */
function isSame(a: Owned, b: Owned): boolean {
  return a.partition === b.partition && a.topic === b.topic && a.member === b.member
}

function isOf(one: Wanted, member: string, consumer: number): boolean {
  return one.member === member && one.consumer === consumer
}

/** Removes what is so; returns how many. */
function remove<T>(list: T[], isSo: (one: T) => boolean): number {
  const before = list.length
  for (let at = before - 1; at >= 0; at--) if (isSo(list[at] as T)) list.splice(at, 1)
  return before - list.length
}
