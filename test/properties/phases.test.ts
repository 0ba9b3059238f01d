import { describe, expect, it } from 'vitest'
import type { HistoryEvent } from '../../src/model/history.ts'
import {
  createProcesses,
  follow,
  type PhaseName,
  phaseBit,
  phasesOf,
  resetProcesses,
} from '../../src/properties/phases.ts'

const place = { topic: 'orders', partition: 0 }
const a = { time: 0, member: 'A' }
const started: HistoryEvent = { ...a, kind: 'started', replaces: null }
const assigned: HistoryEvent = { ...a, ...place, kind: 'assigned', generation: 1 }
const polled: HistoryEvent = { ...a, ...place, kind: 'polled', generation: 1, offsets: [0, 1] }
const begins = (offset: number): HistoryEvent => {
  return { ...a, ...place, kind: 'processing-started', offset }
}
const effect = (offset: number): HistoryEvent => {
  return { ...a, ...place, kind: 'effect', offset, transaction: null }
}
const done = (offset: number): HistoryEvent => {
  return { ...a, ...place, kind: 'processing-done', offset }
}
const requested: HistoryEvent = {
  ...{ ...a, ...place, kind: 'commit-requested', generation: 1 },
  ...{ commit: 0, offset: 2, source: 'sync' },
}
const whole = [
  ...[started, assigned, polled],
  ...[begins(0), effect(0), done(0), begins(1), effect(1), done(1), requested],
]

function told(events: readonly HistoryEvent[]): number {
  const processes = createProcesses()
  for (const event of events) follow(processes, event)
  return processes.running.reduce((met, doing) => met | phasesOf(doing), 0)
}

describe('what a process does', () => {
  it.each<[number, PhaseName]>([
    [1, 'idle'],
    [2, 'polling'],
    [3, 'handed'],
    [4, 'processing'],
    [5, 'effect-left'],
    [6, 'handed'],
    [9, 'done'],
    [10, 'polling'],
  ])('after %i events: %s', (events, phase) => {
    expect(told(whole.slice(0, events))).toBe(phaseBit(phase))
  })

  it('is several things when records are in work at once', () => {
    const met = told([started, assigned, polled, begins(0), begins(1), effect(0)])
    expect(met).toBe(phaseBit('processing') | phaseBit('effect-left'))
  })

  it('holds nothing of a partition that was taken from it', () => {
    const revoked: HistoryEvent = { ...a, ...place, kind: 'revoked', generation: 1 }
    expect(told([started, assigned, polled, revoked])).toBe(phaseBit('idle'))
  })

  it('is nothing after its end, and the next one has another number', () => {
    const processes = createProcesses()
    for (const event of [started, { ...a, kind: 'stopped' } as const]) follow(processes, event)
    expect(processes.running).toEqual([])
    follow(processes, { ...started, member: 'B' })
    expect(processes.running.map(({ index }) => index)).toEqual([1])
    resetProcesses(processes)
    expect(processes).toEqual(createProcesses())
  })
})
