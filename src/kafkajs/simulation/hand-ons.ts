/** Tells the history which records were handed on: in a transaction, when that is committed. */
import type { TopicPartitionOffset } from '../../model/topic-partition.ts'
import type { World } from '../../model/world.ts'
import type { Copy } from '../app/records-in-hand.ts'

interface HandOn {
  readonly member: string
  readonly record: TopicPartitionOffset
  readonly copy: Copy
}

export class HandOns {
  readonly #world: () => World
  #open: HandOn[] = []

  constructor(world: () => World) {
    this.#world = world
  }

  /** A process has handed the record on. */
  tell({ name }: { readonly name: string }, record: TopicPartitionOffset, copy: Copy): void {
    this.#open.push({ member: name, record, copy })
    this.settle()
  }

  /** Looks at those whose transactions were open. */
  settle(): void {
    const before = this.#open
    this.#open = []
    for (const one of before) {
      const status = this.#statusOf(one.copy)
      if (status === 'open') this.#open.push(one)
      if (status === 'committed') this.#emit(one)
    }
  }

  #statusOf({ transaction }: Copy): 'open' | 'committed' | 'aborted' {
    if (transaction === null) return 'committed'
    return this.#world().transactions[transaction]?.status ?? 'aborted'
  }

  #emit({ member, record, copy: { to } }: HandOn): void {
    const world = this.#world()
    const { topic, partition, offset } = record
    world.emit({
      ...{ kind: 'handed-on', time: world.now, member, topic, partition, offset },
      ...{ toTopic: to.topic, toPartition: to.partition, toOffset: to.offset },
    })
  }
}
