/** Tasks that have no answer: their thread hung, ran out of memory, or was stopped. */
import { replayLine } from '../../search/replay/replay-line.ts'
import { replayWithWord } from '../replay-word.ts'
import type { LastRun, StopReason } from './beat.ts'
import type { Task } from './task.ts'

/** What is known of a task without an answer. */
export interface Lost {
  readonly lostTo: 'stuck' | 'memory' | 'mistake' | 'stopped'
  /** In one line, without a verb of its own: it follows what it is the reason for. */
  readonly reason: string
  /** The schedule in which it was lost, counted from 0; null: in none that the search drew. */
  readonly schedule: number | null
  /** Of what was stopped: why. */
  readonly why?: StopReason
}

/** Whether a task has no answer. */
export function isLost(outcome: unknown): outcome is Lost {
  return typeof outcome === 'object' && outcome !== null && 'lostTo' in outcome
}

/** A task that never came back. `place`: where its code was. */
export function stuck(task: Task, run: LastRun, afterMs: number, place: string | null): Lost {
  const where = place === null ? '' : ` at ${place}`
  const what = `${runOf(task, run)} did not come back for ${afterMs / 1000} s: `
  const reason = `${what}it seems to loop for ever${where}${replayOf(task, run)}`
  return { lostTo: 'stuck', reason, schedule: run.schedule }
}

/** A task that took all the memory that a thread gets. */
export function outOfMemory(task: Task, run: LastRun): Lost {
  const reason = `${runOf(task, run)} ran out of memory${replayOf(task, run)}`
  return { lostTo: 'memory', reason, schedule: run.schedule }
}

/** A task whose code has ended its thread. */
export function failed({ strategy }: Task, { message }: Error): Lost {
  return { lostTo: 'mistake', reason: `${strategy}: ${message}`, schedule: null }
}

/** A task that was not finished when all had to end. */
export function stopped(
  why: StopReason,
  { kind, strategy }: Pick<Task, 'kind' | 'strategy'>,
): Lost {
  const what = kind === 'probe' ? `${strategy} came back from a first run` : 'its search was done'
  const reason = `${stopText(why)} before ${what}`
  return { lostTo: 'stopped', reason, schedule: null, why }
}

/** How a reason says why all had to end. */
export function stopText(why: StopReason): string {
  return why === 'time' ? 'time was up' : 'interrupted'
}

/** The strategy, and which of its runs it is. */
function runOf(task: Task, { schedule, choices }: LastRun): string {
  if (!('unit' in task) || task.kind === 'probe') return task.strategy
  const { seed } = task.unit
  if (schedule !== null) return `schedule ${schedule + 1} (seed ${seed}) of ${task.strategy}`
  return choices === null ? task.strategy : `a run of ${task.strategy}`
}

function replayOf(task: Task, { choices }: LastRun): string {
  if (choices === null || !('unit' in task) || task.kind === 'probe') return ''
  const { strategy, fault, settings, scenario } = task.unit
  const line = replayLine(strategy, fault, settings, scenario, choices)
  return `; replay: ${replayWithWord(line, strategy, task.strategy)}`
}
