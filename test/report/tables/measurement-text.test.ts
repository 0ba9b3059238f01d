import { expect, test } from 'vitest'
import { defaultSettings } from '../../../src/model/settings.ts'
import { measurementText } from '../../../src/report/tables/measurement-text.ts'
import type {
  MeasuredFigure,
  MeasuredPoint,
  MeasuredQuiet,
  Measurement,
} from '../../../src/search/timed/measurement.ts'

function figure(value: number, half: number, precise = true): MeasuredFigure {
  return { value, ci95: [Math.max(0, value - half), value + half], precise }
}

const quiet: MeasuredQuiet = {
  throughput: figure(99.9, 0.3),
  commits: figure(5.98, 0.02),
  batch: figure(1.01, 0),
  blocked: figure(0, 0),
  lagMean: figure(4.25, 0.013),
  lagP50: figure(3.41, 0.006),
  lagP95: figure(9.88, 0.066),
  lagP99: figure(15.9, 2.1, false),
  duplicates: figure(0, 7.8),
  losses: figure(0, 7.8),
}

const point: MeasuredPoint = {
  value: null,
  settings: defaultSettings,
  virtualHours: 4.02,
  runs: { quiet: 20, crash: 100 },
  converged: false,
  behind: false,
  quiet,
  events: [
    {
      event: 'crash',
      perDay: 1,
      duplicates: figure(83.3, 4.9),
      losses: figure(0, 0.03),
      recovery: figure(54.2, 0.18),
      worstLag: null,
      unrecovered: 2,
    },
  ],
  duplicates: figure(9.64, 0.57),
  losses: figure(0, 7.8),
}

const measurement: Measurement = {
  schema: 'ackurate/measurement@1',
  version: '0.1.0',
  seed: '42',
  strategy: { name: 'auto-commit', family: 'kafka-consumer', claims: 'at-least-once' },
  profile: {
    name: 'steady',
    values: { 'records.per.second': 100, partitions: 6, members: 3, 'handler.ms': '5' },
  },
  precision: 0.1,
  hoursMax: 4,
  sweep: null,
  points: [point],
}

test('a point: intervals, bounds of what was never seen, and what is rough', () => {
  expect(measurementText(measurement)).toBe(`\
auto-commit under steady
100 records/s over 6 partitions, 3 members, handler.ms 5

  throughput          99.9 ± 0.3    records/s
  commit requests     5.98 ± 0.02   per 1000 records
  records in a poll   1.01
  blocked on commits  0             % of the time
  lag, mean           4.25 ± 0.013  ms
  lag, p50            3.41 ± 0.006  ms
  lag, p95            9.88 ± 0.066  ms
  lag, p99            15.9 ± 2.1 ~  ms
  duplicates          9.64 ± 0.57   per million records, all events included
  losses              0 (< 7.8)     per million records, all events included

             a day  duplicates  losses      recovery s   longest wait s
  per crash  1      83.3 ± 4.9  0 (< 0.03)  54.2 ± 0.18  -

  per crash  2 not recovered

Mean ± half the 95 % confidence interval; 4.02 virtual hours in 120 runs, seed 42.
~ is wider than 10 %: more than 4 virtual hours would be needed (--hours).`)
})

test('a sweep: a row per value, and where progress ends', () => {
  const stalled = { ...quiet, throughput: figure(0, 0.001), commits: null }
  const swept = {
    ...measurement,
    sweep: 'handler.ms',
    points: [
      { ...point, value: '5', converged: true },
      { ...point, value: '40', converged: true, behind: true },
      { ...point, value: '700', converged: true, behind: true, quiet: stalled },
    ],
  }
  const text = measurementText(swept, 200)
  expect(text).toContain('auto-commit under steady, sweeping handler.ms')
  expect(text).toMatch(/^ {2}handler\.ms +records\/s +commits\/1000 .* dup\/crash +dup\/million/m)
  expect(text).toMatch(/^ {2}40 \(falls behind\) +99/m)
  expect(text).toMatch(/^ {2}700 \(livelock\) +0 \(< 0\.001\) +- /m)
  const narrow = measurementText(swept)
  expect(narrow.split('\n').filter((line) => line.startsWith('  ') && line.length > 80)).toEqual([])
  expect(narrow.match(/^ {2}40 \(falls behind\) /gm)).toHaveLength(2)
  expect(text).toContain('12.1 virtual hours in 360 runs, seed 42.\nEvery figure is within 10 %.')
})
