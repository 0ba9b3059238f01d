/**
 * A comparison as it is kept (schema `ackurate/packed-comparison@1`), a third of `--json` in size.
 *
 * Neighbouring cells of one strategy, fault and settings are a unit, which says once what they
 * share. A cell is a line, `[property, verdict, search]`: its search is a number in its unit's
 * `searches`, so that nothing elsewhere changes with it. What else it has, such as a reason, a
 * claim or a counterexample, stands behind in an object. A counterexample is `[path, schedule,
 * choicesFound, choices, witnesses]`; its replay line is the unit's `replay` and the path, unless
 * it says another, and `events` is a number in `histories`, for strategies share them. A unit has
 * the figures of its runs, too; those in another order than the units' are whole, in their lists.
 */
import { comparisonMember } from '../../report/tables/json.ts'
import type { Comparison, Statistics } from '../../search/verdicts/comparison.ts'
import type { Cell, Counterexample } from '../../search/verdicts/verdict.ts'
import { UsageError } from '../usage-error.ts'

/** What a packed comparison says that it is. */
export const packedSchema = 'ackurate/packed-comparison@1'

type UnitName = Pick<Cell, 'strategy' | 'fault' | 'settings'>
type Row = readonly unknown[]
type Members = Readonly<Record<string, unknown>>

const witnessColumns = ['topic', 'partition', 'offsets', 'text', 'at']
const figureColumns = ['mean', 'p50', 'p99', 'max', 'ci95']
const storyColumns = ['path', 'schedule', 'choicesFound', 'choices']
/** What is absent in older comparisons comes last. */
const statisticsColumns = [
  ...['schedules', 'records', 'lost', 'reprocessed', 'commitRequests', 'rejoins'],
  ...['consumerRestarts', 'consumerDeaths', 'duplicated', 'rebalances', 'restarts'],
]
const figures = ['lost', 'reprocessed', 'duplicated']
const counts = ['schedules', 'records']

/** The text that is kept: a cell a line, so that a changed verdict is a changed line. */
export function packedJson(comparison: Comparison): string {
  const { units, ...others } = packed(comparison)
  const members = Object.entries(others).map(([name, value]) => comparisonMember(name, value))
  const texts = units.map(({ cells, ...head }) => {
    const lines = cells.map((cell) => `      ${JSON.stringify(cell)}`)
    return `    ${JSON.stringify(head).slice(0, -1)},"cells":[\n${lines.join(',\n')}\n    ]}`
  })
  return `{\n${[...members, `  "units": [\n${texts.join(',\n')}\n  ]`].join(',\n')}\n}\n`
}

function packed({ schema: _, cells, statistics, sometimes, ...head }: Comparison) {
  const groups = neighbours(cells)
  const keys = groups.map(([cell]) => (cell === undefined ? '' : keyOf(cell)))
  const figured = inUnits(keys, statistics)
  const seen = inUnits(keys, sometimes)
  const histories = table()
  const units = groups.map((group, at) => {
    const own = figured.of.get(at)
    const often = seen.of.get(at)?.seen
    const shared = own === undefined ? {} : { statistics: packedStatistics(own) }
    const more = { ...shared, ...(often === undefined ? {} : { seen: often }) }
    return packedUnit(group, more, histories.numberOf)
  })
  const others = { statistics: figured.others, sometimes: seen.others }
  return { schema: packedSchema, ...head, ...others, histories: histories.values, units }
}

function keyOf({ strategy, fault, settings }: UnitName): string {
  return JSON.stringify([strategy, fault, settings])
}

function neighbours(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const groups: Cell[][] = []
  let last = ''
  for (const cell of cells) {
    const key = keyOf(cell)
    if (key === last) groups.at(-1)?.push(cell)
    else groups.push([cell])
    last = key
  }
  return groups
}

/** The entries that follow the order of the units, by their unit; all others keep their place. */
function inUnits<T extends UnitName>(keys: readonly string[], entries: readonly T[]) {
  const of = new Map<number, T>()
  let from = 0
  for (const [at, entry] of entries.entries()) {
    const unit = keys.indexOf(keyOf(entry), from)
    if (unit < 0) return { of, others: entries.slice(at) }
    of.set(unit, entry)
    from = unit + 1
  }
  return { of, others: [] }
}

/** Names a value by its number in a table. */
type NumberOf = (value: unknown) => number

function table() {
  const numbers = new Map<string, number>()
  const values: unknown[] = []
  const numberOf: NumberOf = (value) => {
    const text = JSON.stringify(value)
    const number = numbers.get(text) ?? values.push(value) - 1
    numbers.set(text, number)
    return number
  }
  return { values, numberOf }
}

function packedUnit(cells: readonly Cell[], shared: Members, historyOf: NumberOf) {
  const [first] = cells
  const story = cells.find(({ counterexample }) => counterexample !== null)?.counterexample
  const isLast = story?.replay.endsWith(story.path) === true
  const replay = isLast ? story.replay.slice(0, story.replay.lastIndexOf(story.path)) : undefined
  const searches = table()
  const rows = cells.map((cell): Row => {
    const { strategy: _, fault: _fault, settings: _settings, ...own } = cell
    const { property, verdict, search, reason, claimed, counterexample, ...more } = own
    return rowOf([property, verdict, searches.numberOf(search)], {
      ...(reason === null ? {} : { reason }),
      ...(claimed ? { claimed } : {}),
      ...(counterexample === null
        ? {}
        : { counterexample: packedStory(counterexample, replay, historyOf) }),
      ...more,
    })
  })
  const name = { strategy: first?.strategy, fault: first?.fault, settings: first?.settings }
  return { ...name, replay, searches: searches.values, ...shared, cells: rows }
}

function rowOf(values: Row, more: Members): Row {
  return Object.keys(more).length === 0 ? values : [...values, more]
}

function packedStory(
  { path, replay, schedule, choicesFound, choices, witnesses, events, ...more }: Counterexample,
  prefix: string | undefined,
  historyOf: NumberOf,
): Row {
  const seen = witnesses.map(({ topic, partition, offsets, text, at, ...others }) =>
    rowOf([topic, partition, offsets, text, at], others),
  )
  return rowOf([path, schedule, choicesFound, choices, seen], {
    ...(prefix !== undefined && replay === prefix + path ? {} : { replay }),
    ...(events.length === 0 ? {} : { events: historyOf(events) }),
    ...more,
  })
}

/** Figures as rows, means as numbers; null: absent. */
function packedStatistics(entry: Statistics): Row {
  const found: Members = { ...entry }
  return statisticsColumns.map((name) => {
    if (counts.includes(name) || found[name] === undefined) return found[name] ?? null
    const value = found[name] as Members
    return figures.includes(name) ? figureColumns.map((column) => value[column]) : value.mean
  })
}

/** What `--json` would hold; throws a UsageError that says what is wrong, and where. */
export function unpacked(value: unknown): unknown {
  const { units, statistics, sometimes, histories, ...head } = members(value, 'it')
  const told = list(histories, 'histories')
  const all = list(units, 'units').map((unit, at) => unpackedUnit(unit, told, `units[${at}]`))
  return {
    ...{ ...head, schema: 'ackurate/comparison@1' },
    cells: all.flatMap(({ cells }) => cells),
    statistics: [...all.flatMap((unit) => unit.statistics), ...list(statistics, 'statistics')],
    sometimes: [...all.flatMap((unit) => unit.sometimes), ...list(sometimes, 'sometimes')],
  }
}

function unpackedUnit(value: unknown, histories: Row, at: string) {
  const unit = members(value, at)
  const { strategy, fault, settings, statistics, seen } = unit
  const name = { strategy, fault, settings }
  const searches = list(unit.searches, `${at}.searches`)
  const cells = list(unit.cells, `${at}.cells`).map((row, index) => {
    const place = `${at}.cells[${index}]`
    const [[property, verdict, search], { counterexample, ...more }] = parts(row, 3, place)
    const { reason = null, claimed = false, ...others } = more
    const story = () => unpackedStory(counterexample, unit.replay, histories, place)
    return {
      ...{ ...name, property, verdict, reason, claimed },
      ...{ search: entryOf(searches, search, `${place}: its search`), ...others },
      counterexample: counterexample === undefined ? null : story(),
    }
  })
  const figured = statistics === undefined ? [] : [unpackedStatistics(statistics, at)]
  return {
    cells,
    statistics: figured.map((own) => ({ ...name, ...own })),
    sometimes: seen === undefined ? [] : [{ ...name, seen }],
  }
}

function unpackedStory(value: unknown, prefix: unknown, histories: Row, cell: string): unknown {
  const at = `${cell}.counterexample`
  const [values, { replay, events, ...more }] = parts(value, storyColumns.length + 1, at)
  const seen = list(values.at(-1), `${at}.witnesses`).map((row, index) => {
    const [own, others] = parts(row, witnessColumns.length, `${at}.witnesses[${index}]`)
    return { ...named(witnessColumns, own), ...others }
  })
  const [path] = values
  const line = typeof prefix === 'string' && typeof path === 'string' ? prefix + path : undefined
  return {
    ...{ ...named(storyColumns, values), replay: replay ?? line, witnesses: seen },
    events: events === undefined ? [] : entryOf(histories, events, `${at}: events`),
    ...more,
  }
}

function unpackedStatistics(value: unknown, unit: string): Members {
  const at = `${unit}.statistics`
  const found = Object.entries(named(statisticsColumns, list(value, at)))
  const there = found.filter(([, one]) => one !== null && one !== undefined)
  return Object.fromEntries(
    there.map(([name, one]) => {
      if (counts.includes(name)) return [name, one]
      if (!figures.includes(name)) return [name, { mean: one }]
      return [name, named(figureColumns, list(one, `${at}: ${name}`))]
    }),
  )
}

function named(columns: readonly string[], values: Row): Members {
  return Object.fromEntries(columns.map((column, at) => [column, values[at]]))
}

/** A row: so many values, and the object behind them. */
function parts(value: unknown, length: number, at: string): readonly [Row, Members] {
  const row = list(value, at)
  if (row.length === length || row.length === length + 1) {
    return [row.slice(0, length), members(row[length] ?? {}, `${at}[${length}]`)]
  }
  throw new UsageError(`${at} must be ${length} values, and an object or nothing`)
}

function entryOf(entries: Row, number: unknown, at: string): unknown {
  if (Number.isSafeInteger(number) && Number(number) in entries) return entries[Number(number)]
  throw new UsageError(`${at} must be a whole number below ${entries.length}`)
}

function list(value: unknown, at: string): Row {
  if (Array.isArray(value)) return value
  throw new UsageError(`${at} must be a list`)
}

function members(value: unknown, at: string): Members {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members
  throw new UsageError(`${at} must be an object`)
}
