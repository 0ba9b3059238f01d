/** What a running listener container keeps in memory; a crash forgets all of it. */
import type { Offsets, TopicPartition } from '../../model/consumer/api.ts'
import { samePartition } from '../offsets.ts'
import type { Services } from '../strategy.ts'
import type { ContainerProperties, MessageListener } from './container-properties.ts'
import { noPendingAcks, type PendingAcks } from './pending-acks.ts'

/** How often a partition's current record has failed in a row. */
export interface FailedRecord extends TopicPartition {
  offset: number
  deliveries: number
  /** A different exception starts the count again. */
  error: string
}

export interface Container {
  readonly services: Services
  readonly properties: ContainerProperties
  readonly listener: MessageListener
  /** `enable.auto.commit`: the client commits, and the container leaves acks alone. */
  readonly autoCommit: boolean
  readonly pending: PendingAcks
  /** Acks since the last commit. */
  count: number
  /** When TIME last committed. */
  lastCommitTime: number
  /** Refused because a rebalance was under way; sent again after the next poll. */
  commitsDuringRebalance: Offsets
  assigned: TopicPartition[]
  readonly failures: FailedRecord[]
}

/** A container that has not started. */
export function newContainer(
  services: Services,
  properties: ContainerProperties,
  listener: MessageListener,
): Container {
  return {
    services,
    properties,
    listener,
    autoCommit: services.settings['enable.auto.commit'],
    pending: noPendingAcks(),
    count: 0,
    lastCommitTime: 0,
    commitsDuringRebalance: [],
    assigned: [],
    failures: [],
  }
}

/** Whether the list names the partition. */
export function includes(list: readonly TopicPartition[], wanted: TopicPartition): boolean {
  for (const each of list) {
    if (samePartition(each, wanted)) return true
  }
  return false
}
