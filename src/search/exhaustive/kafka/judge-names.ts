/** How the world calls what its history names, so that the judge can call equal things alike. */

import { instanceIndex } from '../../../model/instance/instance.ts'
import type { Names } from '../../../properties/state/asked.ts'
import { ageOf, commitName } from './canonical-names.ts'
import type { Parts } from './scratch-world.ts'

/** More than any member asks for in one search. */
const commitsPerMember = 4096

/** Names in a state: what a history can still mention has a number, what it cannot has none. */
export function namesIn(parts: Parts): Names {
  return {
    member: (name) => memberName(parts, name),
    generation: (generation) => ageOf(parts, generation),
    partition: (_topic, partition) => partition,
    commit: (commit) => commitNumber(parts, commit),
    transaction: (transaction) => transaction,
  }
}

/**
 * An instance may be mentioned while it runs, is the last of its slot, or left something behind.
 */
function memberName(parts: Parts, name: string): number {
  const index = instanceIndex(name)
  const instance = parts.instances[index]
  if (instance === undefined) return index
  if (instance.status === 'live' || instance.status === 'frozen') return index
  if (parts.slots[instance.slot]?.instance === index) return index
  for (const message of parts.messages) if (message.instance === index) return index
  for (const { member, status } of parts.transactions) {
    if (status === 'open' && member === name) return index
  }
  const { log, highWatermark, pending } = parts.cluster.offsets
  for (let i = highWatermark; i < log.length; i++) {
    const entry = log[i]
    if (entry?.kind === 'offsets' && parts.commits[entry.commit]?.member === name) return index
  }
  for (const { commit } of pending) if (parts.commits[commit]?.member === name) return index
  return isInTail(parts, name) ? index : -1
}

/** Whether records of its producer wait for their replicas: the history tells of them then. */
function isInTail({ cluster }: Parts, name: string): boolean {
  for (const { records, unreplicated } of cluster.partitions) {
    for (let i = records.length - unreplicated; i < records.length; i++) {
      if (records.at(i)?.payload?.copyOf?.member === name) return true
    }
  }
  return false
}

/** A commit may be mentioned until its answer is taken, or while the log has it unapplied. */
function commitNumber(parts: Parts, commit: number): number {
  if (!isUnderWay(parts, commit)) return -1
  const member = parts.commits[commit]?.member ?? ''
  return instanceIndex(member) * commitsPerMember + commitName(parts, commit)
}

function isUnderWay(parts: Parts, commit: number): boolean {
  for (const { request } of parts.messages) {
    const isCommit = request.api === 'OffsetCommit' || request.api === 'TxnOffsetCommit'
    if (isCommit && request.commit === commit) return true
  }
  const { log, highWatermark, pending } = parts.cluster.offsets
  for (let i = highWatermark; i < log.length; i++) {
    const entry = log[i]
    if (entry?.kind === 'offsets' && entry.commit === commit) return true
  }
  for (const one of pending) if (one.commit === commit) return true
  for (const { consumer, tasks } of parts.running) {
    for (const one of consumer.asyncCommits) if (one.commit === commit) return true
    for (const task of tasks) if (task.pending?.commit === commit) return true
  }
  return false
}
