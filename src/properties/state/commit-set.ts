/** Numbers of commits: a set that is emptied without being touched. */
import type { Field } from './field.ts'
import { addPart, createHash, createSum, hashBoth } from './hash.ts'
import { hashName } from './lists.ts'

/** A number is in the set if it was added in this round. */
export interface CommitSet {
  round: number
  /** The round in which the commit of that number was added last. */
  readonly rounds: number[]
}

/** Whether the commit is in the set. */
export function hasCommit({ round, rounds }: CommitSet, commit: number): boolean {
  return rounds[commit] === round
}

/** Adds the commit. */
export function addCommit(set: CommitSet, commit: number): void {
  set.rounds[commit] = set.round
}

/** Commits, as long as anybody can be told of them. */
export function commits(): Field<CommitSet, readonly number[]> {
  return {
    fresh: () => ({ round: 1, rounds: [] }),
    clear: (set) => {
      set.round++
    },
    save: ({ round, rounds }) => {
      const added: number[] = []
      for (let commit = 0; commit < rounds.length; commit++) {
        if (rounds[commit] === round) added.push(commit)
      }
      return added
    },
    restore: (saved, set) => {
      set.round++
      for (const commit of saved) addCommit(set, commit)
      return set
    },
    hash: (saved) => saved.length > 0,
    hashNames: (saved, names, into) => {
      const sum = createSum()
      for (const commit of saved) {
        const part = createHash()
        if (hashName(part, names.commit(commit))) addPart(sum, part)
      }
      hashBoth(into, sum)
    },
  }
}
