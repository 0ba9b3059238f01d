/** Marked records that have been through the same, shown once. */
import type { RecordState } from '../../report/explorer/explorer-story.ts'
import { recordsListed } from '../../report/story/place.ts'

/** What some records have been through, and at which steps: one for all, or one for each. */
export interface LifeEntry {
  readonly text: string
  readonly steps: readonly number[]
}

/** Records of one partition with the same life. */
export interface RecordGroup {
  /** `orders-0@0, @1, @2`. */
  readonly title: string
  readonly offsets: readonly number[]
  readonly effects: number
  readonly life: readonly LifeEntry[]
}

/** How often something took effect, in words. */
export function effectsText(effects: number): string {
  if (effects === 0) return 'no effect yet'
  if (effects === 1) return 'took effect once'
  return effects === 2 ? 'took effect twice' : `took effect ${effects} times`
}

/** Groups in the order of their first records. */
export function recordGroups(records: readonly RecordState[]): readonly RecordGroup[] {
  const groups = new Map<string, RecordState[]>()
  for (const record of records) {
    const { topic, partition, effects, life } = record
    const key = JSON.stringify([topic, partition, effects, life.map(({ text }) => text)])
    groups.set(key, [...(groups.get(key) ?? []), record])
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const offsets = group.map(({ offset }) => offset)
    const life = first.life.map(({ text }, index) => {
      const steps = new Set(group.flatMap((record) => record.life[index]?.step ?? []))
      return { text, steps: [...steps].sort((a, b) => a - b) }
    })
    return [{ title: recordsListed(first, offsets), offsets, effects: first.effects, life }]
  })
}
