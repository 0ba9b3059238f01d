/** A request that is under way, in words. */
import type { Arrow } from '../../report/explorer/explorer-story.ts'

/** `OffsetCommit (orders-0 → 3, generation 1): on its way`, as it stands after a step. */
export function requestWords(arrow: Arrow, step: number): string {
  const { api, asks, taken, answered } = arrow
  const what = asks === '' ? api : `${api} (${asks})`
  if (taken === null || step < taken) return `${what}: on its way`
  if (answered === null || step < answered) return `${what}: taken, not answered`
  return `${what}: its answer is on its way`
}
