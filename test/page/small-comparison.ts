/** A comparison of three strategies, one of which bears a name that wants to do harm. */
import type { Comparison, StrategyEntry } from '../../src/search/verdicts/comparison.ts'
import type { Cell } from '../../src/search/verdicts/verdict.ts'

/** The harm: markup, an end of the script, quotes, and signs that turn the direction of text. */
export const hostile = `<img src=x onerror="harmed=1"></script><script>window.harmed=1//"'\u202e`

const entry = (name: string, claims: StrategyEntry['claims']): StrategyEntry => ({
  name,
  family: name === hostile ? 'user' : 'kafka-consumer',
  claims,
  faulty: false,
})

const strategies = [
  entry('commit-sync-after-batch', 'at-least-once'),
  entry('commit-sync-before-processing', 'at-most-once'),
  entry(hostile, 'at-least-once'),
]

const faults = ['none', 'crash', 'retention']
const settings = [{ 'auto.offset.reset': 'earliest' }, { 'auto.offset.reset': 'latest' }] as const

/** What breaks: the second strategy loses records in a crash, the third breaks its claim. */
function isBroken(strategy: number, fault: string, property: Cell['property']): boolean {
  if (property !== 'at-least-once') return strategy === 0 && fault === 'crash'
  return fault === 'crash' && strategy > 0
}

function cellOf(
  { name, claims }: StrategyEntry,
  strategy: number,
  fault: string,
  property: Cell['property'],
  values: Cell['settings'],
): Cell {
  const broken = isBroken(strategy, fault, property)
  const vacuous = fault === 'retention' && strategy === 2
  return {
    strategy: name,
    fault,
    property,
    settings: values,
    verdict: broken ? 'violated' : vacuous ? 'vacuous' : 'not-found',
    reason: vacuous ? 'asks the group for no commit' : null,
    claimed: claims === property && !vacuous,
    search: { mode: 'random', schedules: 250, complete: true },
    counterexample: broken ? counterexampleOf(strategy, name) : null,
  }
}

/** The second strategy's run can be played again; those of the others are gone. */
function counterexampleOf(strategy: number, name: string): Cell['counterexample'] {
  const path = strategy === 1 ? '0x30.4' : '0x9.1'
  const witness = { topic: 'orders', partition: 0, offsets: [0], text: `is lost by ${name}`, at: 0 }
  return {
    path,
    replay: `ackurate replay ${name} --faults crash --path ${path}`,
    schedule: 7,
    choicesFound: 40,
    choices: 31,
    witnesses: [witness],
    events: [],
    eventsOmitted: 12,
  }
}

const figure = (mean: number) =>
  ({ mean, p50: Math.floor(mean), p99: 6, max: 7, ci95: [mean * 0.9, mean * 1.1] }) as const

const units = strategies.flatMap((one, strategy) =>
  settings.flatMap((values) => faults.map((fault) => ({ one, strategy, values, fault }))),
)

/** The comparison. */
export const smallComparison: Comparison = {
  schema: 'ackurate/comparison@1',
  version: '9.9.9',
  seed: "4'2",
  scenario: {
    topic: 'orders',
    partitions: 2,
    records: 20,
    members: 2,
    brokers: 3,
    faultsMax: 3,
    newGroup: false,
    settings: {} as Comparison['scenario']['settings'],
  },
  strategies,
  faults: [{ name: 'crash', summary: 'a process dies' }],
  cells: units.flatMap(({ one, strategy, values, fault }) =>
    (['at-least-once', 'at-most-once'] as const).map((property) =>
      cellOf(one, strategy, fault, property, values),
    ),
  ),
  statistics: units.map(({ one, strategy, values, fault }) => ({
    strategy: one.name,
    fault,
    settings: values,
    schedules: 250,
    records: 5000,
    lost: figure(fault === 'crash' && strategy > 0 ? 1.5 : 0),
    duplicated: figure(fault === 'crash' && strategy === 0 ? 0.75 : 0),
    reprocessed: figure(fault === 'crash' ? 2.25 : 0),
    commitRequests: { mean: 5 + 4 * strategy },
    rejoins: { mean: 0 },
    rebalances: { mean: 1 },
    restarts: { mean: 0.5 },
    consumerRestarts: { mean: 0 },
    consumerDeaths: { mean: 0 },
  })),
  sometimes: [],
  coverage: [
    {
      strategy: hostile,
      schedules: 1500,
      sometimes: { 'commit-refused': 4 },
      faultPhase: { crash: { processing: 1200, done: 3 } },
      faultGroup: {},
      groupState: {},
      transition: {},
      errorCode: {},
    },
  ],
}
