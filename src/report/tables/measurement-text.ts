/** A measurement as a reader on call wants it: one table per point, or one row per value. */
import type { MeasuredFigure, MeasuredPoint, Measurement } from '../../search/timed/measurement.ts'
import { columns, columnsWithin } from './text-table.ts'
import { widthUsual } from './width.ts'

/** The text for a terminal of so many columns. */
export function measurementText(measurement: Measurement, width = widthUsual): string {
  const { points, sweep } = measurement
  const [first] = points
  const body =
    sweep === null && first !== undefined ? pointText(first, width) : sweepText(measurement, width)
  return `${headText(measurement)}\n\n${body}\n\n${footText(measurement)}`
}

function headText({ strategy, profile, sweep }: Measurement): string {
  const { values } = profile
  const load =
    `${values['records.per.second']} records/s over ${values['partitions']} partitions, ` +
    `${values['members']} members, handler.ms ${values['handler.ms']}`
  const what = sweep === null ? '' : `, sweeping ${sweep}`
  return `${strategy.name} under ${profile.name}${what}\n${load}`
}

function pointText(point: MeasuredPoint, width: number): string {
  const { quiet, events, duplicates, losses } = point
  const rows: readonly (readonly [string, MeasuredFigure | null, string])[] = [
    ['throughput', quiet.throughput, 'records/s'],
    ['commit requests', quiet.commits, 'per 1000 records'],
    ['records in a poll', quiet.batch, ''],
    ['blocked on commits', quiet.blocked, '% of the time'],
    ['lag, mean', quiet.lagMean, 'ms'],
    ['lag, p50', quiet.lagP50, 'ms'],
    ['lag, p95', quiet.lagP95, 'ms'],
    ['lag, p99', quiet.lagP99, 'ms'],
    ['duplicates', duplicates, 'per million records, all events included'],
    ['losses', losses, 'per million records, all events included'],
  ]
  const table = columns(rows.map(([name, of, unit]) => [name, figureText(of), unit]))
  if (events.length === 0) return table
  const headings = ['', 'a day', 'duplicates', 'losses', 'recovery s', 'longest wait s', '']
  const lines = events.map((event) => [
    `per ${event.event}`,
    String(event.perDay),
    figureText(event.duplicates),
    figureText(event.losses),
    figureText(event.recovery),
    figureText(event.worstLag),
    event.unrecovered > 0 ? `${event.unrecovered} not recovered` : '',
  ])
  return `${table}\n\n${columnsWithin([headings, ...lines], width)}`
}

function sweepText({ sweep, points }: Measurement, width: number): string {
  const kinds = points[0]?.events.map(({ event }) => event) ?? []
  const headings = [
    sweep ?? '',
    'records/s',
    'commits/1000',
    'blocked %',
    'lag p50 ms',
    'lag p99 ms',
    ...kinds.map((kind) => `dup/${kind}`),
    'dup/million',
    'lost/million',
  ]
  const rows = points.map((point) => rowOf(point))
  return columnsWithin([headings, ...rows], width)
}

function rowOf(point: MeasuredPoint): readonly string[] {
  const { value, quiet, events, duplicates, losses } = point
  return [
    (value ?? '') + verdictOf(point),
    figureText(quiet.throughput),
    figureText(quiet.commits),
    figureText(quiet.blocked),
    figureText(quiet.lagP50),
    figureText(quiet.lagP99),
    ...events.map((event) => figureText(event.duplicates)),
    figureText(duplicates),
    figureText(losses),
  ]
}

/** A group that repeats ten records for each that is new works, and gets nowhere. */
function verdictOf({ behind, quiet }: MeasuredPoint): string {
  if (!behind) return ''
  const { throughput, duplicates } = quiet
  const isStuck = throughput?.value === 0 || (duplicates !== null && duplicates.value > 10e6)
  return isStuck ? ' (livelock)' : ' (falls behind)'
}

function footText({ points, precision, hoursMax, seed }: Measurement): string {
  const hours = points.reduce((sum, { virtualHours }) => sum + virtualHours, 0)
  const runs = points.reduce((sum, point) => sum + runsOf(point), 0)
  const late = points.filter(({ converged }) => !converged)
  const percent = `${Math.round(precision * 100)} %`
  const lines = [
    `Mean ± half the 95 % confidence interval; ${hoursText(hours)} in ${runs} runs, ` +
      `seed ${seed}.`,
    late.length === 0
      ? `Every figure is within ${percent}.`
      : `~ is wider than ${percent}: more than ${hoursText(hoursMax)} would be needed (--hours).`,
  ]
  if (points.length === 1 && points[0]?.behind === true) {
    lines.push('Fewer records took effect than came: lags grow as long as one looks.')
  }
  return lines.join('\n')
}

function hoursText(hours: number): string {
  const text = number(hours)
  return `${text} virtual ${text === '1' ? 'hour' : 'hours'}`
}

function runsOf({ runs }: MeasuredPoint): number {
  return Object.values(runs).reduce((sum, count) => sum + count, 0)
}

/** `83.2 ± 3.1`; `0 (< 0.02)` where nothing of the kind was seen; `-` where it means nothing. */
function figureText(figure: MeasuredFigure | null): string {
  if (figure === null) return '-'
  const { value, ci95, precise } = figure
  const sign = precise ? '' : ' ~'
  if (value === 0 && ci95[0] === 0) return ci95[1] === 0 ? '0' : `0 (< ${number(ci95[1])})${sign}`
  if (ci95[0] === ci95[1]) return number(value)
  return `${number(value)} ± ${small(ci95[1] - value)}${sign}`
}

/** Three digits, without an exponent. */
function number(value: number): string {
  return String(Number(value.toPrecision(value >= 100 ? 4 : 3)))
}

function small(value: number): string {
  return String(Number(value.toPrecision(2)))
}
