/** What every fault must do: fire when it can, be told once, and have its effect. */
import { describe, expect, it } from 'vitest'
import type { FaultName } from '../../../src/model/faults/all.ts'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { defaultSettings } from '../../../src/model/settings.ts'
import type { Strategy } from '../../../src/strategies/strategy.ts'
import { lines, of, play, type Strike, seen, shipped, type When } from '../scripted.ts'

/** When a fault is injected into a usual run, and what must follow. */
export interface FaultCase {
  readonly when: When
  /** Absent: commit-sync-after-batch. */
  readonly strategy?: Strategy
  /** The answers to what the fault asks; absent: the mildest. */
  readonly details?: readonly number[]
  /** What shows that the fault did what it is named for; `after` begins with its event. */
  readonly consequence: (after: readonly HistoryEvent[]) => boolean
}

/** Tests the fault in a run of two members with two partitions. */
export function testFault(
  fault: FaultName,
  { when, strategy = shipped('commit-sync-after-batch'), details = [], consequence }: FaultCase,
): void {
  const settings = { ...defaultSettings, ...strategy.settings }
  const scenario = { partitions: 2, records: 20, members: 2 }
  const eventsUnder = (faults: readonly Strike[]) =>
    play({ scenario, settings, faults }, strategy.run).events

  describe(fault, () => {
    it('fires once, and does what it is named for', () => {
      const events = eventsUnder([{ fault, when, details }])
      const fired = of(events, 'fault')
      expect(fired.map((event) => event.fault)).toEqual([fault])
      const after = events.slice(events.indexOf(fired[0] as HistoryEvent))
      expect(consequence(after)).toBe(true)
    })

    it('is what that comes from: the same run without it has no such consequence', () => {
      const events = eventsUnder([])
      const from = events.findIndex((event, i) => when(event, events.slice(0, i + 1)))
      expect(from).toBeGreaterThan(0)
      expect(consequence(events.slice(from))).toBe(false)
    })
  })
}

/** Tests that the fault hits the member that is chosen, the second of three. */
export function testTarget(fault: FaultName): void {
  it(`${fault} hits the member that is chosen`, () => {
    const { run } = shipped('commit-sync-after-batch')
    const scenario = { members: 3, partitions: 3, records: 9 }
    const { events } = play(
      { scenario, faults: [{ fault, target: 'B', when: seen('joined', 'C') }] },
      run,
    )
    expect(of(events, 'fault')[0]?.member).toBe('B')
  })
}

/** Whether any event reads so: `A stopping`, `A commit-applied 0@3`. */
export function some(after: readonly HistoryEvent[], pattern: RegExp): boolean {
  return lines(after, ...after.map(({ kind }) => kind)).some((line) => pattern.test(line))
}
