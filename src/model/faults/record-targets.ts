/** Handlers at work, as targets of a fault. */

import type { RecordInWork } from './processes.ts'
import type { Target } from './target.ts'

/** One target for each; the history names its record. */
export function recordTargets(
  works: readonly RecordInWork[],
  inject: (work: RecordInWork) => void,
): readonly Target[] {
  return works.map((work) => ({
    member: work.member,
    inject: (announce) => {
      const { topic, partition, offset } = work.record
      announce(`${topic}-${partition}@${offset}`)
      inject(work)
    },
  }))
}
