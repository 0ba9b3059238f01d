/**
 * Bounded reprocessing: a fault costs no more repeated work than the strategy declares.
 *
 * At least once allows any number of repeats; in production the number is what one pays. The
 * bound is per partition and fault: with no fault at all, nothing may be started twice.
 */
import { property } from './property.ts'
import { STARTED } from './records/partition-records.ts'
import { recordState } from './records/record-state.ts'
import { label } from './state/field.ts'
import { entryOf } from './state/partition-table.ts'
import { perPartition } from './state/per-partition.ts'
import { flag, number } from './state/values.ts'

/** Re-deliveries after one fault stay within the bound that the strategy declares. */
export const boundedReprocessing = property({
  name: 'bounded-reprocessing',
  heading: 'bounded',
  statement: 'Per fault, no more records were started again than the strategy declares.',
  shares: { records: recordState },
  reads: STARTED,
  state: {
    /** How many repeats the faults so far excuse. */
    allowed: number(0),
    faults: label(number(0)),
    started: perPartition({ again: number(0), exceeded: label(flag(false)) }),
  },
  notApplicable: ({ reprocessingMax }) => (reprocessingMax === null ? 'declares no bound' : null),
  on: ({ own, records, found, context: { reprocessingMax } }) => {
    const bound = reprocessingMax ?? 0
    return {
      // What hits a process with several consumers is one fault.
      fault: (event) => {
        if (event.with !== undefined) return
        own.faults++
        own.allowed += bound
      },
      'processing-started': ({ topic, partition, offset }, index) => {
        if (!records.restarted) return
        const { data } = entryOf(own.started, topic, partition)
        data.again++
        if (data.exceeded || data.again <= own.allowed) return
        data.exceeded = true
        const text = textOf(data.again, own.faults, bound)
        found.push({ topic, partition, offsets: [offset], text, at: index })
      },
    }
  },
  brokenBy: { strategy: 'kafkajs-no-op-commit', under: 'crash' },
  examples: {
    breaks: [
      {
        when: 'a crash makes a whole batch come again',
        reprocessingMax: 1,
        history: `
          A processes 0 1
          A crashes
          B processes 0
          B begins 1
          ✗ is started again: 2 repeats in the partition after 1 fault, at most 1 per fault`,
      },
    ],
    holds: [
      {
        when: 'no more comes again than was declared',
        reprocessingMax: 2,
        history: `
          A processes 0 1
          A crashes
          B processes 0 1`,
      },
    ],
  },
})

function textOf(repeats: number, faults: number, bound: number): string {
  const after = faults === 1 ? '1 fault' : `${faults} faults`
  const times = repeats === 1 ? '1 repeat' : `${repeats} repeats`
  return `is started again: ${times} in the partition after ${after}, at most ${bound} per fault`
}
