import { describe, expect, it } from 'vitest'
import { commitAcknowledgedIsApplied } from '../../src/properties/commit-acknowledged-is-applied.ts'
import { commitMonotonic } from '../../src/properties/commit-monotonic.ts'
import { commitNotAhead } from '../../src/properties/commit-not-ahead.ts'
import * as h from './histories.ts'

const place = { topic: 'orders', partition: 0 }

describe('commit-not-ahead', () => {
  const verdict = (...lines: h.Line[]) => h.witnesses(commitNotAhead, ...lines, h.ended())
  const polled = h.polled('A', 0, 1)

  it('holds when what was handed out is done', () => {
    expect(verdict(polled, h.processes('A', 0, 1), h.requested('A', 2))).toEqual([])
  })

  it('breaks when it is not, and tells each record once', () => {
    const text = 'is passed by a commit of A before it is done'
    const lines = [polled, h.processes('A', 0), h.requested('A', 2, 1), h.requested('A', 2, 2)]
    expect(verdict(...lines)).toEqual([{ ...place, offsets: [1], text, at: 4 }])
  })

  it('breaks although the record is finished later', () => {
    const text = 'are passed by a commit of A before they are done'
    const found = verdict(polled, h.requested('A', 2), h.processes('A', 0, 1))
    expect(found).toEqual([{ ...place, offsets: [0, 1], text, at: 1 }])
  })

  it('holds for records that nobody was handed, or that another member finished', () => {
    expect(verdict(h.produced(0, 1), h.requested('A', 2))).toEqual([])
    const again = [polled, h.processes('A', 0, 1), h.polled('B', 0, 1), h.requested('B', 2)]
    expect(verdict(...again)).toEqual([])
  })

  it('looks again below an earlier commit when a record there is handed out later', () => {
    const lines = [h.polled('A', 5), h.processes('A', 5), h.requested('A', 6), h.polled('B', 3)]
    expect(verdict(...lines, h.requested('B', 6)).map(({ offsets, at }) => [offsets, at])).toEqual([
      [[3], 6],
    ])
  })

  it('does not forget what was handed out when more is', () => {
    const lines = [polled, h.polled('A', 2), h.processes('A', 2), h.requested('A', 3)]
    expect(verdict(...lines).map(({ offsets, at }) => [offsets, at])).toEqual([[[0, 1], 5]])
  })

  it('holds when offsets and effects travel in the same transaction', () => {
    const lines = [h.begun('A', 1), polled, h.processesIn(1, 'A', 0, 1)]
    expect(verdict(...lines, h.requested('A', 2, 1, 'transaction'))).toEqual([])
  })

  it('breaks when the effects are in a transaction and the commit is not', () => {
    const lines = [h.begun('A', 1), polled, h.processesIn(1, 'A', 0, 1), h.requested('A', 2)]
    expect(verdict(...lines).map(({ offsets, at }) => [offsets, at])).toEqual([[[0, 1], 8]])
  })

  it('breaks when the effects stand, but the processing has not come to its end', () => {
    const lines = [h.polled('A', 0), h.effect('A', 0, 1), h.committed('A', 1), h.begun('A', 2)]
    const found = verdict(...lines, h.requested('A', 1, 1, 'transaction'))
    expect(found.map(({ offsets, at }) => [offsets, at])).toEqual([[[0], 4]])
  })

  it('breaks when the transaction of the effects was aborted before', () => {
    const lines = [polled, h.processesIn(1, 'A', 0, 1), h.aborted('A', 1), h.begun('A', 2)]
    const found = verdict(...lines, h.requested('A', 2, 1, 'transaction', 2))
    expect(found.map(({ offsets, at }) => [offsets, at])).toEqual([[[0, 1], 9]])
  })

  it('holds when both are sent to one that was aborted: neither will ever stand', () => {
    const lines = [h.begun('A', 1), polled, h.processesIn(1, 'A', 0, 1), h.aborted('A', 1)]
    expect(verdict(...lines, h.requested('A', 2, 1, 'transaction', 1))).toEqual([])
    const next = [h.begun('A', 2), h.requested('A', 2, 2, 'transaction', 2)]
    const later = [...lines, h.requested('A', 2, 1, 'transaction', 1), ...next]
    expect(verdict(...later).map(({ offsets, at }) => [offsets, at])).toEqual([[[0, 1], 11]])
  })

  it('is not about a topic besides, unless records of it are processed', () => {
    const settings = (...lines: h.Line[]) =>
      lines.flat().map((event) => ('topic' in event ? { ...event, topic: 'settings' } : event))
    const read = settings(h.polled('A', 0), h.requested('A', 1))
    expect(verdict(h.produced(0), read)).toEqual([])
    // Records may come to the topic of the run later.
    expect(verdict(read, h.produced(0))).toEqual([])
    const other = settings(h.processes('A', 1))
    for (const lines of [
      [other, read],
      [read, other],
    ]) {
      const found = verdict(h.produced(0), ...lines)
      expect(found.map(({ topic, offsets }) => [topic, offsets])).toEqual([['settings', [0]]])
    }
    const orders = [h.produced(0), h.polled('A', 0), h.requested('A', 1)]
    expect(verdict(...orders, read).map(({ topic }) => topic)).toEqual(['orders'])
  })

  it('looks at the record that took the place of one that the log lost', () => {
    const lines = [
      polled,
      h.requested('A', 2, 1),
      h.truncatedTo(1),
      h.produced(1),
      h.polled('A', 1),
    ]
    const found = verdict(...lines, h.requested('A', 2, 2))
    expect(found.map(({ offsets, at }) => [offsets, at])).toEqual([
      [[0, 1], 1],
      [[1], 5],
    ])
  })

  it('judges a save of the store, at once or with its transaction', () => {
    const text = 'are passed by a save of A before they are done'
    expect(verdict(polled, h.saved('A', 2))).toEqual([{ ...place, offsets: [0, 1], text, at: 1 }])
    const together = [polled, h.processesIn(1, 'A', 0, 1), h.saved('A', 2, 1)]
    expect(verdict(...together, h.committed('A', 1))).toEqual([])
    expect(verdict(polled, h.saved('A', 2, 1), h.aborted('A', 1))).toEqual([])
    const apart = [polled, h.saved('A', 2, 1), h.committed('A', 1)]
    expect(verdict(...apart)).toEqual([{ ...place, offsets: [0, 1], text, at: 2 }])
  })
})

describe('commit-monotonic', () => {
  const verdict = (...lines: h.Line[]) => h.witnesses(commitMonotonic, ...lines, h.ended())
  const back = (from: number, to: number, at: number, by = 'A') => ({
    ...place,
    offsets: [],
    text: `committed offset goes back from ${from} to ${to}, by a commit of ${by}`,
    at,
  })

  it('holds while commits rise, or repeat themselves', () => {
    expect(verdict(h.applied('A', 3), h.applied('A', 3, 3), h.applied('B', 5, 3))).toEqual([])
  })

  it('breaks when an older commit is applied after a newer one, and tells it once', () => {
    const lines = [h.applied('A', 5), h.applied('A', 3, 5), h.applied('A', 4, 3)]
    expect(verdict(...lines)).toEqual([back(5, 3, 1)])
  })

  it('breaks when it goes below what was committed before the run', () => {
    expect(verdict(h.applied('A', 3, 8))).toEqual([back(8, 3, 0)])
  })

  describe('when a commit that was under way comes between the seek and that of its place', () => {
    const sought = [h.applied('A', 5), h.position('A', 0, 'seek'), h.applied('A', 7, 5)]

    it('holds for just that place, once', () => {
      expect(verdict(...sought, h.applied('A', 0, 7))).toEqual([])
      const again = [h.applied('A', 6, 0), h.applied('A', 0, 6)]
      expect(verdict(...sought, h.applied('A', 0, 7), ...again)).toEqual([back(6, 0, 5)])
    })

    it('breaks for another place, or one that another member sought', () => {
      expect(verdict(...sought, h.applied('A', 1, 7))).toEqual([back(7, 1, 3)])
      expect(verdict(...sought, h.applied('B', 0, 7))).toEqual([back(7, 0, 3, 'B')])
    })

    it('holds when what was sought is read again, breaks when what comes next is read', () => {
      expect(verdict(...sought, h.polled('A', 0, 1), h.applied('A', 1, 7))).toEqual([])
      expect(verdict(...sought, h.polled('A', 7, 8), h.applied('A', 1, 7))).toEqual([back(7, 1, 4)])
    })

    it('breaks for a stale place: it has sought another since, or been there and gone on', () => {
      const other = [h.position('A', 4, 'seek'), h.applied('A', 8, 7)]
      expect(verdict(...sought, ...other, h.applied('A', 0, 8))).toEqual([back(8, 0, 5)])
      const goneOn = [h.polled('A', 0), h.applied('A', 1, 7), h.applied('A', 8, 1)]
      expect(verdict(...sought, ...goneOn, h.applied('A', 0, 8))).toEqual([back(8, 0, 6)])
    })

    it('breaks when the seek comes late: the partition had moved', () => {
      const moved = [[h.revoked('A')], [h.lost('A')], [h.assigned('B')], [h.applied('B', 7, 7)]]
      for (const lines of moved) {
        const at = sought.length + lines.length
        expect(verdict(...sought, ...lines, h.applied('A', 0, 7))).toEqual([back(7, 0, at)])
      }
      // A rebalance that leaves it where it is changes nothing.
      expect(verdict(...sought, h.assigned('A'), h.applied('A', 0, 7))).toEqual([])
    })
  })

  it('holds after the member has gone back explicitly', () => {
    for (const reason of ['seek', 'earliest', 'latest', 'truncation'] as const) {
      expect(verdict(h.applied('A', 5), h.position('A', 1, reason), h.applied('A', 2, 5))).toEqual(
        [],
      )
    }
  })

  it('breaks after a seek of another member, or one before the higher commit', () => {
    const other = [h.applied('A', 5), h.position('B', 1, 'seek'), h.applied('A', 2, 5)]
    expect(verdict(...other)).toEqual([back(5, 2, 2)])
    const before = [h.position('A', 1, 'seek'), h.applied('A', 5), h.applied('A', 2, 5)]
    expect(verdict(...before)).toEqual([back(5, 2, 2)])
    const fetched = [h.applied('A', 5), h.position('A', 1), h.applied('A', 2, 5)]
    expect(verdict(...fetched)).toEqual([back(5, 2, 2)])
  })

  it('takes the commit of no place for a reset, whatever is committed next', () => {
    const lines = [h.applied('A', 5), h.applied('A', -1, 5), h.applied('A', 2, -1)]
    expect(verdict(...lines)).toEqual([])
    expect(verdict(...lines, h.applied('B', 1, 2))).toEqual([back(2, 1, 3, 'B')])
  })

  it('holds after the committed offset was lost', () => {
    expect(verdict(h.applied('A', 5), h.offsetLost(5), h.applied('B', 2))).toEqual([])
    const fellBack = [h.applied('A', 5), h.offsetLost(5, 3), h.applied('B', 2, 3)]
    expect(verdict(...fellBack)).toEqual([back(3, 2, 2, 'B')])
  })
})

describe('commit-acknowledged-is-applied', () => {
  const verdict = (...lines: h.Line[]) =>
    h.witnesses(commitAcknowledgedIsApplied, ...lines, h.ended())
  const text = 'commit of 3 was acknowledged to A but never applied'

  it('holds when the coordinator applied it before', () => {
    expect(verdict(h.requested('A', 3), h.applied('A', 3), h.acknowledged('A', 3))).toEqual([])
  })

  it('breaks when it did not', () => {
    const found = verdict(
      h.requested('A', 3, 7),
      h.applied('A', 3, null, 6),
      h.acknowledged('A', 3, 7),
    )
    expect(found).toEqual([{ ...place, offsets: [], text, at: 2 }])
  })

  it('breaks when it was applied for another partition only, or only afterwards', () => {
    const elsewhere = h.inPartition(1, h.applied('A', 3))
    expect(verdict(elsewhere, h.acknowledged('A', 3))).toEqual([
      { ...place, offsets: [], text, at: 1 },
    ])
    const late = verdict(h.acknowledged('A', 3), h.applied('A', 3))
    expect(late).toEqual([{ ...place, offsets: [], text, at: 0 }])
  })

  it('does not ask for an acknowledgement', () => {
    expect(verdict(h.requested('A', 3), h.applied('A', 3), h.unknown('A', 3))).toEqual([])
  })
})
