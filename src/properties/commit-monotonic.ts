/**
 * Commit monotonic: the committed offset of a partition never goes back by itself.
 *
 * The coordinator takes whatever offset a valid member sends, lower ones too. A commit that is
 * applied after a newer one (a retry, a delayed request, a zombie of the same generation) undoes
 * it, and what was done in between will be read again. A member that set its position explicitly
 * (a seek, a reset) after the higher commit has said that it wants to go back. So has one that
 * commits no place at all: kafkajs gives an offset up by committing -1 (latest) or -2 (earliest).
 *
 * Commits that are under way when a member seeks come between: kafkajs commits what the handler has
 * done before it looks at the seek, and then the very place that was sought (`consumerGroup.fetch`,
 * `OffsetManager.seek`). So a commit of just that place is excused, once, and so is the first one
 * after the member was handed records from there again; not when the partition had moved to another
 * member or out of its hands meanwhile, for then it undoes what others did.
 */
import type { EventOf } from '../model/history.ts'
import type { Witness } from './frame/witness.ts'
import { property } from './property.ts'
import type { StateOf } from './state/field.ts'
import { hashNumber } from './state/hash.ts'
import { bag, empty, hashName, members } from './state/lists.ts'
import { entryOf } from './state/partition-table.ts'
import { perPartition } from './state/per-partition.ts'
import { number } from './state/values.ts'

interface Sought {
  readonly member: string
  readonly offset: number
}

const fields = {
  /** The committed offset; -1: none. */
  offset: number(-1),
  /** Who has set a position explicitly since then. */
  moved: members(),
  /** Where who wants to go, and has not been since. */
  sought: bag<Sought>(({ member, offset }, names, part) => {
    hashNumber(part, offset)
    return hashName(part, names.member(member))
  }),
}

/** The committed offset of a partition never goes back, except by an explicit reset or seek. */
export const commitMonotonic = property({
  name: 'commit-monotonic',
  heading: 'monotonic',
  statement: 'The committed offset of a partition never went back without a reset or a seek.',
  state: { committed: perPartition(fields) },
  on: ({ own: { committed }, found }) => ({
    position: ({ topic, partition, member, offset, reason }) => {
      if (reason === 'committed') return
      const { moved, sought } = entryOf(committed, topic, partition).data
      if (!moved.includes(member)) moved.push(member)
      forget(sought, (one) => one.member === member)
      if (reason === 'seek') sought.push({ member, offset })
    },
    polled: ({ topic, partition, member, offsets }) => {
      const { data } = entryOf(committed, topic, partition)
      if (data.sought.length > 0) isHandedOut(data, member, offsets[0] ?? -1)
    },
    assigned: ({ topic, partition, member }) => {
      const { sought } = entryOf(committed, topic, partition).data
      forget(sought, (one) => one.member !== member)
    },
    revoked: ({ topic, partition, member }) => {
      forget(entryOf(committed, topic, partition).data.sought, (one) => one.member === member)
    },
    lost: ({ topic, partition, member }) => {
      forget(entryOf(committed, topic, partition).data.sought, (one) => one.member === member)
    },
    'committed-offset-lost': ({ topic, partition, offset }) => {
      set(entryOf(committed, topic, partition).data, offset ?? -1)
    },
    'commit-applied': (event, index) => {
      const { data } = entryOf(committed, event.topic, event.partition)
      const witness = apply(data, event, index)
      if (witness !== null) found.push(witness)
    },
  }),
  brokenBy: { strategy: 'commit-async-retry-in-callback', under: 'commit-lost' },
  examples: {
    breaks: [
      {
        when: 'an older commit is applied after a newer one',
        history: `
          A commits 5
          A commits 3
          ✗ committed offset goes back from 5 to 3, by a commit of A`,
      },
      {
        when: 'the place that was sought is committed when the partition had moved',
        history: `
          A commits 5
          A seeks 0
          B is assigned
          B commits 7
          A commits 0
          ✗ committed offset goes back from 7 to 0, by a commit of A`,
      },
    ],
    holds: [
      {
        when: 'the member went back itself',
        history: `
          A commits 5
          A seeks 1
          A commits 2`,
      },
      {
        when: 'a commit that was under way came before that of the place that was sought',
        history: `
          A commits 5
          A seeks 0
          A commits 7
          A commits 0`,
      },
    ],
  },
})

type Committed = StateOf<typeof fields>

/** From here on whoever wants to go back has to say so again. */
function set(data: Committed, offset: number): void {
  data.offset = Math.max(offset, -1)
  empty(data.moved)
}

/** The seek has taken effect: what was committed is read again. */
function isHandedOut({ offset, moved, sought }: Committed, member: string, first: number): void {
  const at = sought.findIndex((one) => one.member === member)
  const place = sought[at]?.offset ?? Number.POSITIVE_INFINITY
  // What was fetched before the seek and is handed out after it lies beyond.
  if (first < place || first >= offset) return
  sought.splice(at, 1)
  if (!moved.includes(member)) moved.push(member)
}

function forget(sought: Sought[], which: (one: Sought) => boolean): void {
  for (let at = sought.length - 1; at >= 0; at--) {
    if (which(sought[at] as Sought)) sought.splice(at, 1)
  }
}

function apply(data: Committed, event: EventOf<'commit-applied'>, index: number): Witness | null {
  const before = Math.max(data.offset, event.previous ?? -1)
  const goesBack = event.offset < before && event.offset >= 0
  const isSought = ({ member, offset }: Sought) =>
    member === event.member && offset === event.offset
  const wanted = data.moved.includes(event.member) || data.sought.some(isSought)
  // Once: and what another member has committed is not undone by a seek of before.
  forget(data.sought, (one) => one.member !== event.member || isSought(one))
  set(data, event.offset)
  if (!goesBack || wanted) return null
  const { topic, partition, offset, member } = event
  const text = `committed offset goes back from ${before} to ${offset}, by a commit of ${member}`
  return { topic, partition, offsets: [], text, at: index }
}
