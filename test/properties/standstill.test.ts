/** Why a group stands still, and since which event. */
import { describe, expect, it } from 'vitest'
import type { HistoryEvent } from '../../src/model/history.ts'
import { progress } from '../../src/properties/progress.ts'
import * as h from './histories.ts'

const place = { time: 0, topic: 'orders', partition: 0 } as const
const pauses = (member: string): HistoryEvent => ({ kind: 'paused', ...place, member })
const resumes = (member: string): HistoryEvent => ({ kind: 'resumed', ...place, member })
const subscribes = (member: string, ...topics: string[]): HistoryEvent => ({
  ...{ kind: 'subscribed', time: 0, member, topics },
})
const silent: HistoryEvent = { kind: 'session-expired', time: 0, member: 'A' }
const andAnother = (event: HistoryEvent): HistoryEvent =>
  event.kind === 'subscribed' ? { ...event, consumer: 1 } : event

/** What the first witness says, and the event since which it is so. */
function told(...lines: h.Line[]): readonly [string | undefined, HistoryEvent | string] {
  const events = [...lines, h.ended()].flat()
  const [found] = h.witnesses(progress, ...events)
  const { since } = found ?? {}
  if (since === undefined) return [found?.text, 'nothing says']
  return [`${found?.text}${since.text}`, events[since.at] ?? 'no event']
}

const held = [h.produced(0), h.assigned('A'), h.position('A', 0)]
const notDone = 'is stuck: not processed to the end'
const keptByA = `${notDone}, nor handed to A, which holds the partition`

const threadEnds = (polled: boolean, error: string | null): HistoryEvent => ({
  ...{ kind: 'thread-ended', time: 0, member: 'A', polled, error, message: '' },
})

describe('a thread that ends in a process that lives on', () => {
  const dies = threadEnds(true, 'CommitFailedException')
  const died = 'A lives on, but its thread that polled died of CommitFailedException'
  const work = [h.polled('A', 0), h.started('A', 0), h.done('A', 0)]
  const texts = (...lines: h.Line[]) =>
    h.witnesses(progress, ...[...lines, h.ended()].flat()).map(({ text }) => text)

  it('is a dead consumer, also where another one does its work', () => {
    const lines = [...held, dies, h.revoked('A'), h.assigned('B'), h.position('B', 0)]
    const byB = [h.polled('B', 0), h.started('B', 0), h.done('B', 0), h.applied('B', 1)]
    expect(told(...lines, ...byB)).toEqual([`${died} at`, dies])
    expect(texts(...lines, ...byB)).toEqual([died])
  })

  it('is why what is held stays where it is', () => {
    expect(texts(...held, dies)).toEqual([died, `${keptByA}; ${died}`])
    expect(texts(...held, dies, h.revoked('A'))).toEqual([died, `${notDone}; ${died}`])
  })

  it('is why the committed offset stays behind', () => {
    const text = `lag does not reach zero: committed offset stays at 0, records end at 1; ${died}`
    expect(texts(...held, h.applied('A', 0), ...work, dies)).toEqual([died, text])
  })

  it('may have returned', () => {
    const returned = 'A lives on, but its thread that polled has returned'
    expect(texts(...held, threadEnds(true, null))).toEqual([returned, `${keptByA}; ${returned}`])
  })

  it('is no news where it did not poll, another polls, or its process is gone', () => {
    expect(texts(...held, threadEnds(false, 'Error'))).toEqual([keptByA])
    const again: HistoryEvent = { kind: 'polls-again', time: 0, member: 'A' }
    expect(texts(...held, dies, again, h.polled('A', 0))).toEqual([notDone])
    expect(texts(...held, dies, h.died('A', 'Error')).join()).not.toContain('thread')
  })
})

describe('records that are held and not handed out', () => {
  const pause = pauses('A')
  it('are paused since it was asked for first', () => {
    expect(told(...held, pause, pauses('A'))).toEqual([`${keptByA}; paused since`, pause])
  })

  it('are not paused any more when they were given up and assigned again', () => {
    const again = [h.revoked('A'), h.assigned('A'), h.position('A', 0)]
    expect(told(...held, pause, ...again)).toEqual([keptByA, 'nothing says'])
  })

  it('wait for a record of another partition that the member is at', () => {
    const begins: HistoryEvent = {
      ...{ kind: 'processing-started', time: 0, member: 'A' },
      ...{ topic: 'orders', partition: 1, offset: 3 },
    }
    const text = `${keptByA}; A is at orders-1@3 since`
    expect(told(...held, begins)).toEqual([text, begins])
  })

  it('may have no position in it', () => {
    const assigned = h.assigned('B')
    const lines = [...held, h.revoked('A'), assigned]
    const text = `${keptByA.replace('to A', 'to B')}, without knowing where to read it, since`
    expect(told(...lines)).toEqual([text, assigned])
  })

  it('may belong to a consumer of the process that reads other topics', () => {
    const others = andAnother(subscribes('A', 'others'))
    const [text] = told(subscribes('A', 'orders'), others, ...held)
    expect(text).toBe(`${keptByA}, perhaps by a consumer that is not subscribed to orders`)
  })

  it('are so for a reason that nobody told, if it was resumed or somebody else did', () => {
    const nothing = [keptByA, 'nothing says']
    expect(told(...held, pause, resumes('A'))).toEqual(nothing)
    expect(told(...held, pauses('B'))).toEqual(nothing)
  })

  it('are paused anew after a resume', () => {
    const again = pauses('A')
    const [, since] = told(...held, pause, resumes('A'), again)
    expect(since).toBe(again)
  })
})

describe('records of a partition that nobody holds', () => {
  it.each([
    ['was given up', h.revoked('A')],
    ['was lost', h.lost('A')],
    ['was taken from a silent member', silent],
    ['went with a process that crashed', h.crash('A')],
    ['went with a process that died', h.died('A', 'Error')],
    ['went with a process that stopped', h.stopped('A')],
  ])('are stuck since it %s', (_, end) => {
    expect(told(...held, end)).toEqual([`${notDone}; nobody holds the partition since`, end])
  })

  it('are not stuck for that if somebody else holds it, or reads it without the group', () => {
    const after = [held, h.revoked('A')].flat()
    expect(told(...after, h.assigned('B'), h.position('B', 0))[0]).toContain('handed to B')
    expect(told(...after, h.position('B', 0))).toEqual([notDone, 'nothing says'])
  })

  it('are still held by the new owner when the old one finds out late', () => {
    const late = [h.assigned('B'), h.position('B', 0), h.lost('A')]
    expect(told(...held, ...late)[0]).toContain('handed to B, which holds the partition')
  })

  it('say nothing since when if one of several consumers of a process crashed', () => {
    const restarts = h.consumerCrashed('A', true, 1)
    expect(told(...held, restarts)).toEqual([notDone, 'nothing says'])
  })
})

describe('a topic to which nobody is subscribed', () => {
  const other = subscribes('A', 'others')
  const both = subscribes('B', 'orders', 'others')
  const never = 'is stuck: nobody ever read the partition; no member is subscribed to orders since'

  it('stands still since the last one left it', () => {
    const leaves = subscribes('B', 'others')
    const all = [h.produced(0), subscribes('A', 'orders'), both, other, leaves]
    expect(told(...all)).toEqual([never, leaves])
    const dies = h.crash('B')
    expect(told(h.produced(0), other, both, dies)).toEqual([never, dies])
  })

  it('says so of what was begun, too', () => {
    const leaves: HistoryEvent = { kind: 'unsubscribed', time: 0, member: 'A' }
    const lines = [subscribes('A', 'orders'), ...held, leaves, h.revoked('A')]
    expect(told(...lines)).toEqual([`${notDone}; no member is subscribed to orders since`, leaves])
  })

  it('does not as long as another consumer of the process is', () => {
    const second = andAnother(subscribes('A', 'others'))
    const first = [h.produced(0), subscribes('A', 'orders')].flat()
    const text = 'is stuck: nobody ever read the partition'
    expect(told(...first, second)).toEqual([text, 'nothing says'])
    const dead = h.consumerCrashed('A', false)
    const all = h.witnesses(progress, ...first, second, dead, h.ended())
    expect(all.map(({ since }) => since?.at)).toEqual([3, 3])
  })

  it('does not as long as anybody is, or says so by a pattern', () => {
    const gone = [subscribes('A', 'orders'), subscribes('B', '/^or/'), subscribes('A', 'others')]
    expect(told(h.produced(0), ...gone)[1]).toBe('nothing says')
    const [text] = told(h.produced(0), subscribes('A', 'orders'), both, other)
    expect(text).toBe('is stuck: nobody ever read the partition')
  })
})

describe('a member that asks for commit after commit', () => {
  const asks = Array.from({ length: 20 }, () => h.requested('A', 1))
  it('is named where nobody ever read the partition', () => {
    const text = 'is stuck: nobody ever read the partition; A asks for commit after commit'
    const [found, since] = told(h.produced(0), ...asks)
    expect(found).toBe(`${text}, 20 of them, since`)
    expect(since).toMatchObject({ kind: 'commit-requested' })
  })

  it('is not if it is handed something meanwhile', () => {
    const [found] = told(h.produced(0), ...asks.slice(1), h.polled('A', 0), ...asks.slice(1))
    expect(found).not.toContain('commit after commit')
  })
})

describe('a record that a member is at', () => {
  const begins = h.started('A', 0)
  it('is so since it was begun', () => {
    const lines = [...held, h.polled('A', 0), begins]
    expect(told(...lines)).toEqual([`${notDone}; A is at @0 since`, begins])
    const text = 'is stuck: with an effect, but never returned from; A is at @0 since'
    expect(told(...lines, h.effect('A', 0))).toEqual([text, begins])
  })

  it('is not if that failed', () => {
    expect(told(...held, h.polled('A', 0), begins, h.failed('A', 0))[1]).toBe('nothing says')
  })
})
