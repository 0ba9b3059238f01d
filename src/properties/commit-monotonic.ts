/**
 * Commit monotonic: the committed offset of a partition never goes back by itself.
 *
 * The coordinator takes whatever offset a valid member sends, lower ones too. A commit that is
 * applied after a newer one (a retry, a delayed request, a zombie of the same generation) undoes
 * it, and what was done in between will be read again. A member that set its position explicitly
 * (a seek, a reset) after the higher commit has said that it wants to go back. So has one that
 * commits no place at all: kafkajs gives an offset up by committing -1 (latest) or -2 (earliest).
 */
import type { EventOf } from '../model/history.ts'
import type { Witness } from './frame/witness.ts'
import { property } from './property.ts'
import type { StateOf } from './state/field.ts'
import { empty, members } from './state/lists.ts'
import { entryOf } from './state/partition-table.ts'
import { perPartition } from './state/per-partition.ts'
import { number } from './state/values.ts'

const fields = {
  /** The committed offset; -1: none. */
  offset: number(-1),
  /** Who has set a position explicitly since then. */
  moved: members(),
}

/** The committed offset of a partition never goes back, except by an explicit reset or seek. */
export const commitMonotonic = property({
  name: 'commit-monotonic',
  heading: 'monotonic',
  statement: 'The committed offset of a partition never went back without a reset or a seek.',
  state: { committed: perPartition(fields) },
  on: ({ own: { committed }, found }) => ({
    position: ({ topic, partition, member, reason }) => {
      if (reason === 'committed') return
      const { moved } = entryOf(committed, topic, partition).data
      if (!moved.includes(member)) moved.push(member)
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
    ],
    holds: [
      {
        when: 'the member went back itself',
        history: `
          A commits 5
          A seeks 1
          A commits 2`,
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

function apply(data: Committed, event: EventOf<'commit-applied'>, index: number): Witness | null {
  const before = Math.max(data.offset, event.previous ?? -1)
  const goesBack = event.offset < before && event.offset >= 0
  const wanted = goesBack && data.moved.includes(event.member)
  set(data, event.offset)
  if (!goesBack || wanted) return null
  const { topic, partition, offset, member } = event
  const text = `committed offset goes back from ${before} to ${offset}, by a commit of ${member}`
  return { topic, partition, offsets: [], text, at: index }
}
