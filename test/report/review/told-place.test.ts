/** Annotations and SARIF point at the line of the service, which is in the diff. */
import { expect, test } from 'vitest'
import type { HistoryEvent } from '../../../src/model/history.ts'
import { toldPlace } from '../../../src/report/review/told-place.ts'

const record = { time: 0, member: 'A', topic: 'orders', partition: 0, offset: 3 }
const started = (line: string): HistoryEvent => ({ kind: 'processing-started', ...record, line })
const committed = (line?: string): HistoryEvent => ({
  ...{ kind: 'commit-requested', ...record, generation: 1, commit: 0, source: 'manual' },
  ...(line === undefined ? {} : { line }),
})

test('the last commit that the code asks for, else where it works', () => {
  const work = started('src/consumer.ts:14')
  expect(toldPlace([work, committed('src/commit.ts:3'), committed(), work])).toEqual({
    file: 'src/commit.ts',
    line: 3,
  })
  expect(toldPlace([work, committed()])).toEqual({ file: 'src/consumer.ts', line: 14 })
})

test('none where nothing is told, or outside of the working directory', () => {
  expect(toldPlace([committed()])).toBeNull()
  expect(toldPlace([started('/elsewhere/consumer.ts:14'), started('C:\\consumer.ts:1')])).toBeNull()
})
