/** Has counterexamples played again with their messages, where what hangs can be ended. */
import { availableParallelism } from 'node:os'
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import type { Violation } from '../../report/tables/shortest.ts'
import { isStrategyFile, mayHang } from '../loading/load-strategy.ts'
import type { Limits } from '../workers/limits.ts'
import { isLost } from '../workers/lost.ts'
import { runTasks } from '../workers/pool.ts'
import type { Task } from '../workers/task.ts'
import { readReplayLine } from './replay-line.ts'

type StoryTask = Extract<Task, { kind: 'story' }>

/** Null: its line is none of this version. */
function taskOf({ cell, counterexample }: Violation, seed: string, folder: string) {
  try {
    const { word, scenario } = readReplayLine(counterexample.replay)
    const { strategy, fault, settings, property } = cell
    const chosen = { strategy, fault, settings, properties: [property] }
    // Of what was kept nothing but the path is needed, and events are long.
    const untold = { ...counterexample, events: [] }
    const task: StoryTask = {
      ...{ kind: 'story', strategy: word, folder, beat: null, cell, counterexample: untold },
      unit: { ...chosen, scenario, seed, schedules: 1 },
    }
    return task
  } catch {
    return null
  }
}

/** A thread takes longer to start than some stories to play. */
const storiesPerThread = 20

/**
 * The stories of violations with their messages. Null: it cannot be played again, because its file
 * is gone, hangs, or no longer does what it did; then the events that the comparison kept are all
 * there is.
 */
export async function tracedStories(
  violations: readonly Violation[],
  seed: string,
  folder: string,
  limits: Limits,
): Promise<readonly (ExplorerStory | null)[]> {
  const asked = violations.map((violation) => taskOf(violation, seed, folder))
  const tasks = asked.filter((task) => task !== null)
  const told = new Map<StoryTask, ExplorerStory | null>()
  const play = async (own: readonly StoryTask[]): Promise<void> => {
    const outcomes = await playAll(own, limits)
    for (const [at, task] of own.entries()) told.set(task, outcomes[at] ?? null)
  }
  await play(tasks.filter(({ strategy }) => !isStrategyFile(strategy)))
  const files = tasks.map(({ strategy }) => strategy).filter(isStrategyFile)
  for (const file of new Set(files)) await play(tasks.filter(({ strategy }) => strategy === file))
  return asked.map((task) => (task === null ? null : (told.get(task) ?? null)))
}

/** Of a file of which one story hung, no other is waited for. */
async function playAll(
  tasks: readonly StoryTask[],
  limits: Limits,
): Promise<readonly (ExplorerStory | null)[]> {
  const hung = new AbortController()
  const outcomes = await runTasks<'story'>(tasks, {
    jobs: Math.min(availableParallelism(), Math.ceil(tasks.length / storiesPerThread)),
    limits,
    guarded: tasks.some(({ strategy }) => mayHang(strategy)),
    lenient: true,
    signal: hung.signal,
    onDone: (outcome, number) => {
      const file = tasks[number]?.strategy ?? ''
      if (isLost(outcome) && isStrategyFile(file)) hung.abort()
    },
  })
  return outcomes.map((outcome) => (isLost(outcome) ? null : outcome.told))
}
