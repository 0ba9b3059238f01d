/** A planned fault as one word: `crash@A.commit.2.applied`, `commit-refused:ERROR@…`. */
import { commitRefusals } from '../../model/faults/commit-refused.ts'
import { momentName, momentOf, momentWords } from './moment.ts'
import { canStrike, type PlannedFault, remoteFaults } from './remote-faults.ts'

/** The word. */
export function plannedName({ fault, at, error }: PlannedFault): string {
  return `${fault}${error === null ? '' : `:${error}`}@${momentName(at)}`
}

/** The fault of that word; a text: what is wrong with it. */
export function plannedOf(word: string): PlannedFault | string {
  const [, name, code, place = ''] = /^([a-z-]+)(?::([A-Z_]+))?@(.*)$/.exec(word) ?? []
  const fault = remoteFaults.find((one) => one === name)
  if (name === undefined) return `${word} is not of the form FAULT@MOMENT`
  if (fault === undefined) return `${name} is none of ${remoteFaults.join(', ')}`
  const at = momentOf(place)
  if (at === null)
    return `${place} is no moment: they look like A.commit.2.applied, A.effect.3.seen`
  if (!canStrike(fault, at)) return `${fault} cannot happen at ${place}`
  const error = commitRefusals.find((one) => one === code) ?? null
  if (fault !== 'commit-refused') {
    return code === undefined ? { fault, at, error: null } : `${fault} takes no error code`
  }
  return error === null
    ? `commit-refused takes one of ${commitRefusals.join(', ')} behind a colon`
    : { fault, at, error }
}

/** `crash at A's 2nd commit, applied, before its answer`. */
export function plannedWords({ fault, at, error }: PlannedFault): string {
  return `${fault}${error === null ? '' : ` (${error})`} at ${momentWords(at)}`
}
