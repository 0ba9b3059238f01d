/** The model's scenario for the schedule of a trace, and which of its faults may happen. */
import type { FaultName } from '../../src/model/faults/all.ts'
import { defaultScenario, type Scenario } from '../../src/model/scenario.ts'
import { defaultSettings, type SettingName } from '../../src/model/settings.ts'
import { planned } from './model-state.ts'
import type { Seen, Trace, TraceEvent } from './trace.ts'

/** Settings that decide what a run does; the others say how long things take. */
const decisive: readonly SettingName[] = [
  'auto.offset.reset',
  'enable.auto.commit',
  'max.poll.records',
  'isolation.level',
  'partition.assignment.strategy',
  'group.instance.id',
]

/** Sizes and limits: what the trace had, and as many faults of each kind as its script says. */
export function scenarioOf(trace: Trace): Scenario {
  const budgets = budgetsOf(trace)
  const given = decisive.flatMap((name) => {
    const value = trace.settings[name]
    return value === undefined ? [] : [[name, value]]
  })
  return {
    ...defaultScenario,
    partitions: trace.partitions,
    records: planned(trace.partitions * trace.records),
    members: 1,
    // Only one is asked; the coordinator must have somewhere to go.
    brokers: trace.schedule === 'coordinator-failover' ? 2 : 1,
    newGroup: true,
    budgets,
    faultsMax: Object.values(budgets).reduce((sum, count) => sum + count, 0),
    settings: {
      ...defaultSettings,
      ...Object.fromEntries(given),
      'broker.version': trace.versions.kafka.startsWith('3.') ? '3.9' : '4',
    },
  }
}

function budgetsOf(trace: Trace): Record<FaultName, number> {
  const members = Object.values(trace.members)
  const all = members.flat()
  const count = (kind: Seen['kind']) =>
    all.filter((event: TraceEvent) => event.kind === kind).length
  const budgets: Partial<Record<FaultName, number>> = {
    crash: count('killed'),
    pause: count('frozen'),
    shutdown: count('asked-to-stop'),
    'slow-handler': count('kept-busy'),
    'coordinator-failover': count('coordinator-restarted'),
    // The broker that is restarted leads the partitions, too, and does so again in a new epoch.
    'leader-failover': count('coordinator-restarted') * trace.partitions,
    join: joins.has(trace.schedule) ? members.length - 1 : 0,
  }
  const isPoison = trace.schedule === 'poison-record' || failsAgain(all)
  const fault = isPoison ? 'poison-record' : 'handler-error'
  if (count('processing-failed') > 0) budgets[fault] = 1
  return Object.fromEntries(Object.entries(budgets).filter(([, budget]) => budget > 0)) as Record<
    FaultName,
    number
  >
}

/** Whether a record has failed more than once, whoever had it: no script lets two of them fail. */
function failsAgain(events: readonly TraceEvent[]): boolean {
  return events.filter(({ kind }) => kind === 'processing-failed').length > 1
}

/** Where a member comes that takes nobody's place; elsewhere it follows one that has ended. */
const joins: ReadonlySet<Trace['schedule']> = new Set([
  'join',
  'pause',
  'slow-handler',
  'commit-in-rebalance',
])
