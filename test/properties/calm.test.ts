import { describe, expect, it } from 'vitest'
import { boundedReprocessing } from '../../src/properties/bounded-reprocessing.ts'
import { progress } from '../../src/properties/progress.ts'
import * as h from './histories.ts'

const place = { topic: 'orders', partition: 0 }

describe('bounded-reprocessing', () => {
  const judge = (bound: number | null, ...lines: h.Line[]) =>
    h.results([boundedReprocessing], [], [...lines, h.ended()], bound).judgements[0]

  it('is not judged without a bound', () => {
    const judgement = judge(null, h.processes('A', 0, 0))
    expect(judgement?.notApplicable).toBe('declares no bound')
    expect(judgement?.witnesses).toEqual([])
  })

  it('holds within the bound', () => {
    const lines = [h.processes('A', 0, 1), h.crash('A'), h.processes('B', 0, 1)]
    expect(judge(2, ...lines)).toMatchObject({ witnesses: [], notApplicable: null })
  })

  it('breaks on the start that exceeds it', () => {
    const lines = [h.processes('A', 0, 1), h.crash('A'), h.processes('B', 0, 1)]
    const text = 'is started again: 2 repeats in the partition after 1 fault, at most 1 per fault'
    expect(judge(1, ...lines)?.witnesses).toEqual([{ ...place, offsets: [1], text, at: 10 }])
  })

  it('allows no repeat before the first fault', () => {
    const text = 'is started again: 1 repeat in the partition after 0 faults, at most 5 per fault'
    const found = judge(5, h.processes('A', 0, 0), h.crash('A'))?.witnesses
    expect(found).toEqual([{ ...place, offsets: [0], text, at: 3 }])
  })

  it('tells a partition once, however often it is exceeded', () => {
    const lines = [h.processes('A', 0, 1, 2), h.crash('A'), h.processes('B', 0, 1, 2)]
    expect(judge(1, ...lines)?.witnesses.map(({ offsets, at }) => [offsets, at])).toEqual([
      [[1], 13],
    ])
  })

  it('counts per partition', () => {
    const both = (...lines: h.Line[]) => [lines, h.inPartition(1, ...lines)]
    const lines = [...both(h.processes('A', 0)), [h.crash('A')], ...both(h.processes('B', 0))]
    expect(judge(1, ...lines.flat())?.witnesses).toEqual([])
  })

  it('takes a new record at an old offset for no repeat', () => {
    const lines = [h.polled('A', 0), h.processes('A', 0), h.truncatedTo(0), h.produced(0)]
    expect(judge(0, ...lines, h.polled('A', 0), h.processes('A', 0))?.witnesses).toEqual([])
    const late = [h.polled('B', 0), h.processes('B', 0), h.started('A', 0)]
    expect(judge(0, ...lines, ...late)?.witnesses).toEqual([])
  })
})

const ofNobody = (text: string, at: number, since: { text: string; at: number }) => ({
  ...{ topic: null, partition: -1, offsets: [], text, at, since },
})

describe('progress', () => {
  const verdict = (...lines: h.Line[]) => h.witnesses(progress, ...lines)
  const start = [h.produced(0, 1), h.position('A', 0)]

  it('holds when all is done and committed', () => {
    expect(verdict(...start, h.processes('A', 0, 1), h.applied('A', 2), h.ended())).toEqual([])
  })

  it('breaks on records that nobody finished, at or above the committed offset', () => {
    const found = verdict(...start, h.processes('A', 0), h.applied('A', 1), h.ended())
    const text = 'is stuck: not processed to the end'
    expect(found).toEqual([{ ...place, offsets: [1], text, at: 7 }])
  })

  it('leaves losses to at-least-once', () => {
    expect(verdict(...start, h.processes('A', 1), h.applied('A', 2), h.ended())).toEqual([])
  })

  it('breaks when all is done but the committed offset stays short', () => {
    const lines = [...start, h.processes('A', 0, 1), h.applied('A', 1), h.ended()]
    const lag = 'lag does not reach zero: committed offset stays at 1, records end at 2'
    const text = `${lag}; nobody has asked for a commit since @1 was done`
    const since = { text: ', at', at: 8 }
    expect(verdict(...lines)).toEqual([{ ...place, offsets: [], text, at: 10, since }])
  })

  it('breaks when the committed offset is gone', () => {
    const lines = [...start, h.processes('A', 0, 1), h.applied('A', 2), h.offsetLost(2), h.ended()]
    const text = 'lag does not reach zero: committed offset is gone, records end at 2'
    expect(verdict(...lines)).toEqual([{ ...place, offsets: [], text, at: 11 }])
  })

  it('asks no commit of a group that never committed, or keeps its offsets in a store', () => {
    const lines = [...start, h.processes('A', 0, 1)]
    expect(verdict(...lines, h.ended())).toEqual([])
    expect(verdict(...lines, h.applied('A', 1), h.saved('A', 2), h.ended())).toEqual([])
  })

  it('does not wait for aborted records', () => {
    const lines = [...start, h.producedAborted(2), h.processes('A', 0, 1), h.applied('A', 2)]
    expect(verdict(...lines, h.ended())).toEqual([])
  })

  it('breaks on a partition that nobody ever read', () => {
    const text = 'are stuck: nobody ever read the partition'
    const found = verdict(h.produced(0, 1), h.ended())
    expect(found).toEqual([{ ...place, offsets: [0, 1], text, at: 2 }])
  })

  it('names what a dead consumer died of', () => {
    const lines = [
      ...start,
      h.processes('A', 0, 1),
      h.died('B', 'NoOffsetForPartitionException'),
      h.died('A', 'KafkaException'),
      h.givenUp('B'),
      h.ended(),
    ]
    const text = 'B is dead, of NoOffsetForPartitionException'
    const since = { text: ', since', at: 9 }
    expect(verdict(...lines)).toEqual([ofNobody(text, 11, since)])
  })

  it('breaks on a consumer that stopped for good in a process that lives on', () => {
    const rest = [h.processes('B', 0, 1), h.applied('B', 2), h.ended()]
    const text =
      'the consumer of A is dead in a living process, ' +
      'of KafkaJSProtocolError (ILLEGAL_GENERATION)'
    const found = verdict(...start, h.consumerCrashed('A', false), ...rest)
    expect(found).toEqual([ofNobody(text, 3, { text: ', since', at: 3 })])
  })

  it('holds when that consumer starts again, or its process ends', () => {
    const rest = [h.processes('B', 0, 1), h.applied('B', 2), h.ended()]
    const crashed = [...start, h.consumerCrashed('A', false)]
    expect(verdict(...start, h.consumerCrashed('A', true), ...rest)).toEqual([])
    const ends = [h.consumerReplaced('A'), h.crash('A'), h.stopped('A'), h.died('A', 'Error')]
    for (const next of ends) expect(verdict(...crashed, next, ...rest)).toEqual([])
    expect(verdict(...crashed, h.joined('B'), ...rest)).toHaveLength(1)
  })

  it('says of what is stuck that it has an effect, if nothing but the return is missing', () => {
    const begun = [h.produced(0), h.position('A', 0), h.started('A', 0), h.effect('A', 0)]
    const [found] = verdict(...begun, h.ended())
    expect(found?.text).toBe('is stuck: with an effect, but never returned from')
  })

  it('takes no sign of life of another consumer of the process for that of the dead one', () => {
    const rest = [h.processes('B', 0, 1), h.applied('B', 2), h.ended()]
    const crashed = [...start, h.consumerCrashed('A', false, 1)]
    for (const other of [h.joined('A'), h.consumerReplaced('A'), h.consumerCrashed('A', true)]) {
      const [found] = verdict(...crashed, other, ...rest)
      expect(found?.text).toMatch(/^consumer no\. 2 of A is dead in a living process/)
    }
    expect(verdict(...crashed, h.consumerReplaced('A', 1), ...rest)).toEqual([])
    expect(verdict(...crashed, h.consumerCrashed('A', false), h.stopped('A'), ...rest)).toEqual([])
  })

  it('does not take a death for the end of a consumer that was started again', () => {
    const lines = [...start, h.died('A', 'KafkaException'), h.processes('A2', 0, 1), h.ended()]
    expect(verdict(...lines)).toEqual([])
  })

  it('breaks on a calm that did not settle, if nothing better explains it', () => {
    const text = 'did not settle in the calm'
    const lines = [...start, h.processes('A', 0, 1), h.ended(false)]
    expect(verdict(...lines)).toEqual([{ topic: null, partition: -1, offsets: [], text, at: 9 }])
    const stuck = verdict(...start, h.ended(false))
    expect(stuck.map((witness) => witness.text)).toEqual(['are stuck: not processed to the end'])
  })
})
