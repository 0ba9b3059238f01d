/** Names for a caller that has no better ones. */
import type { Names } from './asked.ts'
import { createHash, hashText } from './hash.ts'

/**
 * Calls everything by what it is called in the history: right for everybody, but it keeps apart
 * states that differ only by how things are called.
 */
export const plainNames: Names = {
  member: (name) => textNumber(name),
  partition: (topic, partition) => (textNumber(topic) + partition) & 0x7fffffff,
  commit: (commit) => commit,
  generation: (generation) => generation,
  transaction: (transaction) => transaction,
}

function textNumber(text: string): number {
  const hash = createHash()
  hashText(hash, text)
  return (hash.low ^ hash.high) & 0x7fffffff
}
