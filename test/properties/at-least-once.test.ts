import { describe, expect, it } from 'vitest'
import { atLeastOnce } from '../../src/properties/at-least-once.ts'
import * as h from './histories.ts'

const lost = (
  offsets: number[],
  at: number,
  how = 'never processed',
  below = 'committed offset',
) => ({
  topic: 'orders',
  partition: 0,
  offsets,
  text: `${offsets.length === 1 ? 'is' : 'are'} lost: below the ${below}, ${how}, held by nobody`,
  at,
})
const start = [h.produced(0, 1, 2), h.position('A', 0)]

const verdict = (...lines: h.Line[]) => h.witnesses(atLeastOnce, ...lines)

describe('at-least-once', () => {
  it('holds when every record is processed before it is committed', () => {
    const lines = [...start, h.polled('A', 0, 1, 2), h.processes('A', 0, 1, 2), h.applied('A', 3)]
    expect(verdict(...lines, h.ended())).toEqual([])
  })

  it('breaks when the next owner starts beyond what was committed first and never done', () => {
    const lines = [
      ...start,
      h.polled('A', 0, 1, 2),
      h.applied('A', 3),
      h.started('A', 0),
      h.crash('A'),
      h.assigned('B'),
      h.position('B', 3),
      h.ended(),
    ]
    expect(verdict(...lines)).toEqual([lost([0, 1, 2], 9)])
  })

  it('holds when the record was only at risk: its holder lived on and finished it', () => {
    const lines = [...start, h.polled('A', 0, 1, 2), h.applied('A', 3), h.processes('A', 0, 1, 2)]
    expect(verdict(...lines, h.ended())).toEqual([])
  })

  it('leaves what is above the committed offset to progress', () => {
    expect(verdict(...start, h.polled('A', 0, 1, 2), h.applied('A', 0), h.ended())).toEqual([])
  })

  it('parts losses that a finished record parts, and joins those that a marker parts', () => {
    const lines = [
      h.produced(0, 1, 3),
      h.producedAborted(4),
      h.produced(5),
      h.position('A', 0),
      h.polled('A', 0, 1, 3, 5),
      h.processes('A', 1),
      h.applied('A', 6),
      h.ended(),
    ]
    expect(verdict(...lines)).toEqual([lost([0], 10), lost([3, 5], 10)])
  })

  it('tells of a failure that the strategy swallowed, as of the commit that passed it', () => {
    const lines = [...start, h.polled('A', 0, 1, 2), h.failed('A', 0), h.processes('A', 1, 2)]
    const after = [h.applied('A', 3), h.crash('A'), h.position('B', 3), h.ended()]
    expect(verdict(...lines, ...after)).toEqual([lost([0], 12, 'failed')])
  })

  it('does not take a skipped record for a finished one', () => {
    const lines = [
      ...start,
      h.polled('A', 0),
      h.applied('A', 1),
      h.failed('A', 0),
      h.skipped('A', 0),
    ]
    expect(verdict(...lines, h.ended())).toEqual([lost([0], 6, 'skipped')])
  })

  it('holds when a failed record was read again and finished', () => {
    const lines = [...start, h.polled('A', 0), h.failed('A', 0), h.position('A', 0, 'seek')]
    const after = [h.polled('A', 0), h.processes('A', 0), h.applied('A', 1), h.ended()]
    expect(verdict(...lines, ...after)).toEqual([])
  })

  it('waits for the last holder when a first one is gone', () => {
    const lines = [
      ...start,
      h.polled('A', 0),
      h.crash('A'),
      h.position('B', 0),
      h.polled('B', 0),
      h.applied('B', 1),
      h.revoked('B'),
      h.position('C', 1),
      h.ended(),
    ]
    expect(verdict(...lines)).toEqual([lost([0], 10)])
  })

  it('does not owe what lies before the first start position', () => {
    const lines = [h.produced(0, 1, 2), h.position('A', 2, 'latest'), h.polled('A', 2)]
    expect(verdict(...lines, h.processes('A', 2), h.applied('A', 3), h.ended())).toEqual([])
  })

  it('owes all of a partition that is added while the group is subscribed', () => {
    const added = { ...h.fault('partition-added', null), detail: 'orders-0' }
    const read = [h.position('A', 2, 'latest'), h.polled('A', 2), h.processes('A', 2)]
    const after = [added, h.produced(0, 1, 2), ...read, h.applied('A', 3), h.ended()]
    expect(verdict(h.joined('A'), ...after)).toEqual([lost([0, 1], 10)])
    // Nobody is subscribed: an assignment by hand, or a group that is not there yet.
    expect(verdict(...after)).toEqual([])
    expect(verdict(added, h.joined('A'), ...after.slice(1))).toEqual([])
  })

  it('takes the first seek, or the first poll, for the start position', () => {
    const bySeek = [h.produced(0, 1), h.position('A', 1, 'seek'), h.applied('A', 2), h.ended()]
    expect(verdict(...bySeek)).toEqual([lost([1], 3)])
    const byPoll = [h.produced(0, 1), h.polled('A', 1), h.applied('A', 2), h.ended()]
    expect(verdict(...byPoll)).toEqual([lost([1], 3)])
  })

  it('does not owe aborted records, nor offsets that were never produced', () => {
    const lines = [h.produced(0), h.producedAborted(1), h.position('A', 0), h.processes('A', 0)]
    expect(verdict(...lines, h.applied('A', 3), h.ended())).toEqual([])
  })

  it('finds what a reset to latest jumped over, once a commit covers it', () => {
    const lines = [...start, h.offsetLost(0), h.position('B', 3, 'latest'), h.produced(3)]
    const after = [h.polled('B', 3), h.processes('B', 3), h.applied('B', 4), h.ended()]
    expect(verdict(...lines, ...after)).toEqual([lost([0, 1, 2], 11)])
  })

  it('goes by the position where no committed offset is left', () => {
    const lines = [...start, h.applied('A', 0), h.offsetLost(0), h.position('B', 3, 'latest')]
    expect(verdict(...lines, h.ended())).toEqual([lost([0, 1, 2], 6, undefined, 'position')])
  })

  it('goes by the committed offset, whatever position is beyond it', () => {
    const lines = [...start, h.applied('A', 0), h.position('A', 3, 'seek'), h.crash('A')]
    expect(verdict(...lines, h.ended())).toEqual([])
  })

  it('goes by the store where one keeps the offsets', () => {
    const lines = [...start, h.applied('A', 3), h.saved('A', 1), h.ended()]
    expect(verdict(...lines)).toEqual([lost([0], 5)])
  })

  it('counts a save in a transaction from its commit on, and never if it is rolled back', () => {
    const lines = [...start, h.saved('A', 1, 7), h.saved('A', 2, 8), h.aborted('A', 8)]
    expect(verdict(...lines, h.committed('A', 7), h.ended())).toEqual([lost([0], 7)])
  })

  it('does not take a record for finished whose transaction was aborted', () => {
    const lines = [...start, h.polled('A', 0), h.processesIn(1, 'A', 0), h.aborted('A', 1)]
    const how = 'processed only in a transaction that was aborted'
    expect(verdict(...lines, h.applied('A', 1), h.ended())).toEqual([lost([0], 9, how)])
  })

  it('takes it for finished when its transaction is committed, before it is done or after', () => {
    const before = [...start, h.processesIn(1, 'A', 0), h.committed('A', 1), h.applied('A', 1)]
    expect(verdict(...before, h.ended())).toEqual([])
    const after = [...start, h.effect('A', 0, 1), h.committed('A', 1), h.done('A', 0)]
    expect(verdict(...after, h.applied('A', 1), h.ended())).toEqual([])
  })

  it('goes by the effect: one stands although the handler never returned', () => {
    const begun = [...start, h.polled('A', 0), h.applied('A', 1), h.started('A', 0)]
    const crashed = [h.crash('A'), h.position('B', 1), h.ended()]
    expect(verdict(...begun, h.effect('A', 0), ...crashed)).toEqual([])
    expect(verdict(...begun, ...crashed)).toEqual([lost([0], 8)])
    const committed = [h.effect('A', 0, 1), h.committed('A', 1)]
    expect(verdict(...begun, ...committed, ...crashed)).toEqual([])
    expect(verdict(...begun, h.effect('A', 0, 1), ...crashed)).toEqual([lost([0], 9)])
  })

  it('takes a return without an effect for no processing, and says so', () => {
    const lines = [...start, h.polled('A', 0), h.started('A', 0), h.done('A', 0), h.applied('A', 1)]
    const found = verdict(...lines, h.ended())
    expect(found).toEqual([lost([0], 7, 'processed without an effect')])
  })

  it('does not take a record for finished whose effect came after the abort', () => {
    const lines = [...start, h.polled('A', 0), h.aborted('A', 1), h.processesIn(1, 'A', 0)]
    expect(verdict(...lines, h.applied('A', 1), h.ended())).toEqual([lost([0], 9)])
  })

  it('takes it for finished by whom it was done, whatever others have in a transaction', () => {
    const lines = [...start, h.polled('A', 0), h.effect('A', 0, 1), h.polled('B', 0)]
    const after = [h.processes('B', 0), h.aborted('A', 1), h.applied('B', 1), h.ended()]
    expect(verdict(...lines, ...after)).toEqual([])
  })

  it('takes a new record at an old offset for finished, whatever became of the old one', () => {
    const lines = [h.produced(0), h.position('A', 0), h.polled('A', 0), h.effect('A', 0, 1)]
    const again = [h.truncatedTo(0), h.produced(0), h.polled('A', 0), h.processes('A', 0)]
    expect(verdict(...lines, ...again, h.applied('A', 1), h.ended())).toEqual([])
  })

  it('does not owe what the log lost, but owes the record that took its place', () => {
    const lines = [...start, h.polled('A', 0), h.applied('A', 1), h.truncatedTo(0)]
    expect(verdict(...lines, h.ended())).toEqual([])
    expect(verdict(...lines, h.produced(0), h.effect('A', 0), h.ended())).toEqual([lost([0], 7)])
    const again = [
      h.produced(0),
      h.position('A', 0, 'truncation'),
      h.polled('A', 0),
      h.effect('A', 0),
    ]
    expect(verdict(...lines, ...again, h.ended())).toEqual([])
  })

  it('goes on owing what retention deleted', () => {
    const lines = [...start, h.deletedBelow(2), h.position('A', 2, 'earliest'), h.processes('A', 2)]
    expect(verdict(...lines, h.applied('A', 3), h.ended())).toEqual([lost([0, 1], 9)])
  })

  it('keeps partitions apart', () => {
    const lines = [...start, h.processes('A', 0), h.applied('A', 1)]
    const other = h.inPartition(1, ...start, h.applied('A', 1))
    const [witness, ...none] = verdict(...lines, other, h.ended())
    expect([witness, none]).toEqual([{ ...lost([0], 12), partition: 1 }, []])
  })
})
