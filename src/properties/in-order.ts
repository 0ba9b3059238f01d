/**
 * In order: first-time effects of a partition are in offset order.
 *
 * Kafka keeps the order of a partition, and what reads it may rely on that. A repeat is no breach
 * of it: somebody who ignores repeats still sees every record in order. A record that takes effect
 * for the first time after a later one did has been overtaken for good.
 */
import { property } from './property.ts'
import { EFFECTIVE } from './records/partition-records.ts'
import { recordState } from './records/record-state.ts'
import { entryOf } from './state/partition-table.ts'
import { perPartition } from './state/per-partition.ts'
import { number } from './state/values.ts'

/** First-time effects of a partition are in offset order. */
export const inOrder = property({
  name: 'in-order',
  heading: 'in order',
  statement: 'The records of a partition took effect in offset order, repeats aside.',
  shares: { records: recordState },
  reads: EFFECTIVE,
  state: { highest: perPartition({ effective: number(-1) }) },
  on: ({ own: { highest }, records, found }) => {
    records.first.push(({ topic, partition }, offset, _, at) => {
      const { data } = entryOf(highest, topic, partition)
      if (offset > data.effective) data.effective = offset
      else {
        const text = `took effect only after @${data.effective} had`
        found.push({ topic, partition, offsets: [offset], text, at })
      }
    })
    return {
      'truncated-to': ({ topic, partition, offset }) => {
        const { data } = entryOf(highest, topic, partition)
        data.effective = Math.min(data.effective, offset - 1)
      },
    }
  },
  brokenBy: { strategy: 'commit-highest-seen', under: 'none' },
  examples: {
    breaks: [
      {
        when: 'a record takes effect for the first time after a later one',
        history: `
          A processes 0
          A processes 2
          A processes 1
          ✗ took effect only after @2 had`,
      },
    ],
    holds: [{ when: 'an earlier record takes effect again', history: 'A processes 0 1 2 0 1 3' }],
  },
})
