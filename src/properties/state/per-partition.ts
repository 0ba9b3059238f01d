/** A field that holds fields, and bits of records, of every partition. */
import type { Asked } from './asked.ts'
import type { Field, Fields } from './field.ts'
import { fieldSet, type SavedFields } from './field-set.ts'
import type { Hash } from './hash.ts'
import { type HashPartition, hashBits, hashPartitions } from './hash-partitions.ts'
import {
  createTable,
  type PartitionTable,
  resetTable,
  type SavedPartition,
} from './partition-table.ts'
import { restorePartitions, savePartitions } from './save-partitions.ts'

/** What is peculiar to a table. */
export interface PerPartitionOptions<Data> {
  /** What the bits of records are to verdicts; absent: verdicts depend on them. */
  readonly bits?: 'labels'
  /**
   * Mixes in what verdicts depend on of a partition, apart from names; false: nothing, as if it had
   * never been mentioned. Absent: all its fields and bits. Called once per saved partition and
   * `asked.reads`.
   */
  hash?(saved: SavedPartition<Data>, asked: Asked, part: Hash): boolean
}

/** What is known of each partition: these fields, and eight bits per record. */
export function perPartition<Data extends object>(
  fields: Fields<Data>,
  { bits, hash }: PerPartitionOptions<Data> = {},
): Field<PartitionTable<Data>> {
  const set = fieldSet(fields)
  const how: HashPartition<Data> = {
    hash:
      hash ??
      ((saved, asked, part) => {
        const says = set.hash(saved.data as SavedFields, asked, part)
        return (bits === undefined && hashBits(saved, part)) || says
      }),
    hashNames: ({ data }, names, part) => set.hashNames(data as SavedFields, names, part),
  }
  const field: Field<PartitionTable<Data>, readonly SavedPartition<Data>[]> = {
    fresh: () => createTable(set.fresh, set.clearParts),
    clear: resetTable,
    // What a table saves was made here, from the same fields.
    save: (table, last) => savePartitions(table, last, set) as readonly SavedPartition<Data>[],
    restore: (saved, table) => {
      restorePartitions(table, saved, set)
      return table
    },
    hash: (saved, asked, into) => {
      hashPartitions(saved, asked, how, into)
      return saved.length > 0
    },
  }
  return field
}
