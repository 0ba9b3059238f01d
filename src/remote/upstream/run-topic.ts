/** A run's own topic in real brokers, which nobody else writes to. */
import { randomBytes } from 'node:crypto'
import { encodeRecordBatch } from '../../wire/record-batch.ts'
import { type RecordTemplates, recordContent } from '../watching/record-template.ts'
import type { RealBrokers } from './real-brokers.ts'

/** What it is called by the user, how large it is, and what its records hold. */
interface TopicContents extends RecordTemplates {
  readonly topic: string
}

export class RunTopic {
  /** What brokers call it. */
  readonly name: string
  readonly #brokers: RealBrokers
  readonly #contents: TopicContents
  readonly #failed: (problem: string) => void
  /** Offsets that are to be written, by partition. */
  #added = new Map<number, number[]>()
  #written: Promise<void> = Promise.resolve()
  #isCreated = false

  constructor(brokers: RealBrokers, contents: TopicContents, failed: (problem: string) => void) {
    this.#brokers = brokers
    this.#contents = contents
    this.#failed = failed
    this.name = `${contents.topic}-${randomBytes(4).toString('hex')}`
  }

  /** What the user calls a topic of the brokers'. */
  ownName(topic: string): string {
    return topic === this.name ? this.#contents.topic : topic
  }

  async create(): Promise<void> {
    await this.#brokers.createTopic(this.name, this.#contents.partitions)
    this.#isCreated = true
  }

  /** A record is to be written, which will have that offset. */
  add(partition: number, offset: number): void {
    this.#added.set(partition, [...(this.#added.get(partition) ?? []), offset])
  }

  /** Writes what was added, behind all that was before; records have that time, since 1970. */
  write(timestamp: number): void {
    const added = this.#added
    this.#added = new Map()
    this.#written = this.#written
      .then(async () => {
        for (const [partition, offsets] of added) await this.#append(partition, offsets, timestamp)
      })
      .catch((error: Error) => this.#failed(error.message))
  }

  async delete(): Promise<void> {
    await this.#written
    if (this.#isCreated) await this.#brokers.deleteTopic(this.name).catch(ignore)
  }

  async #append(partition: number, offsets: readonly number[], timestamp: number): Promise<void> {
    const { topic } = this.#contents
    const [first = 0] = offsets
    const records = offsets.map((offset) => ({
      offset,
      ...recordContent({ topic, partition, offset }, timestamp, this.#contents),
    }))
    const batch = encodeRecordBatch({
      // Brokers give offsets themselves: those of a batch begin with 0.
      baseOffset: 0,
      lastOffset: offsets.length - 1,
      ...{ leaderEpoch: -1, producerId: -1, producerEpoch: -1, baseSequence: -1 },
      ...{ isTransactional: false, control: null },
      records: records.map((record) => ({ ...record, offset: record.offset - first })),
    })
    const base = await this.#brokers.append(this.name, partition, batch)
    if (base !== first) throw new Error(`somebody else writes to topic ${this.name}`)
  }
}

function ignore(): void {}
