/** Marked records that have been through the same, told once. */
import type { RecordState } from '../../report/explorer/explorer-story.ts'
import { recordsListed } from '../../report/place.ts'

/** Records of one partition with the same life. */
export interface RecordGroup {
  /** `orders-0@0, @1, @2`. */
  readonly title: string
  readonly offsets: readonly number[]
  readonly effects: number
  readonly life: RecordState['life']
}

/** How often something took effect, in words. */
export function effectsText(effects: number): string {
  if (effects === 0) return 'no effect yet'
  if (effects === 1) return 'took effect once'
  return effects === 2 ? 'took effect twice' : `took effect ${effects} times`
}

/** Groups in the order of their first records; that they were written one by one tells nothing. */
export function recordGroups(records: readonly RecordState[]): readonly RecordGroup[] {
  const groups = new Map<string, RecordState[]>()
  for (const record of records) {
    const told = record.life.filter(({ text }) => text !== 'produced')
    const written = told.length < record.life.length
    const key = JSON.stringify([record.topic, record.partition, record.effects, written, told])
    groups.set(key, [...(groups.get(key) ?? []), record])
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const offsets = group.map(({ offset }) => offset)
    const { effects, life } = first
    return [{ title: recordsListed(first, offsets), offsets, effects, life }]
  })
}
