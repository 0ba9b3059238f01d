/** The external store: a database table with results and, per partition, an offset. */
import type { TopicPartitionOffset } from '../consumer/api.ts'

/** One partition's saved offset: the next one to read. */
export interface StoredOffset extends Omit<TopicPartitionOffset, 'offset'> {
  offset: number
}

export interface StoreState {
  readonly offsets: StoredOffset[]
}
