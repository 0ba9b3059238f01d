/** Runs a strategy of either kind: a program over the model, or a service in the real client. */
import { run } from '../model/run/run.ts'
import type { Runner } from '../search/schedules/subject.ts'
import { runKafkajs } from './run.ts'

/** The runner for every strategy. */
export const runStrategy: Runner = (strategy, scenario, choices, emit, meter) =>
  'service' in strategy
    ? runKafkajs(strategy, scenario, choices, emit, meter)
    : run(strategy, scenario, choices, emit, null, meter)
