/**
 * Whether any program of a search has asked what time it is.
 *
 * A fingerprint says nothing of time, so that states which differ in it alone are one. A program
 * that reads the clock can distinguish them: then not every state was searched, only one time each.
 */
import type { Op } from '../../../model/instance/ops.ts'
import type { ProgramNode, ProgramTree } from './program-tree.ts'

/** Looks through everything that the programs of the tree have asked for. */
export function readsClock({ root }: ProgramTree): boolean {
  const open: ProgramNode[] = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (asksForTime(node)) return true
    for (const child of node.children.values()) open.push(child)
  }
  return false
}

function asksForTime({ reply }: ProgramNode): boolean {
  return !reply.threw && !reply.done && (reply.value as Op | undefined)?.op === 'now'
}
