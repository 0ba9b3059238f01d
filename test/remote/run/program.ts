/** Programs for runs of real processes. */
import { fileURLToPath } from 'node:url'
import { type PropertyName, properties } from '../../../src/properties/all.ts'
import { createJudge } from '../../../src/properties/judge.ts'
import { plannedOf } from '../../../src/remote/moments/planned-name.ts'
import { Reaper } from '../../../src/remote/processes/reaper.ts'
import type { RemotePlan, RemoteProgram, RemoteRun } from '../../../src/remote/schedule/plan.ts'
import { runSchedule } from '../../../src/remote/schedule/run-schedule.ts'

/** A consumer of `consumers/`, with its arguments. */
export function consumerOf(file: string, ...args: readonly string[]): readonly string[] {
  const path = fileURLToPath(new URL(`consumers/${file}`, import.meta.url))
  return [process.execPath, path, ...args]
}

/** A program whose effects are the lines that it prints. */
export function programOf(command: readonly string[], more: Partial<RemoteProgram> = {}) {
  const program: RemoteProgram = {
    ...{ command, cwd: process.cwd(), env: {}, settings: {} },
    ...{ topic: 'orders', partitions: 2, records: 12, members: 2, brokers: 3, newGroup: false },
    ...{ upstream: null, effects: [{ kind: 'stdout', pattern: /billed/ }] },
    templates: [],
    limits: { joinMs: 60_000, patienceMs: 20_000, graceMs: 20_000 },
    ...more,
  }
  return program
}

/** Plays the plan of these words, such as `crash@A.commit.2.applied`. */
export async function play(program: RemoteProgram, ...words: readonly string[]) {
  const plan: RemotePlan = words.map((word) => {
    const planned = plannedOf(word)
    if (typeof planned === 'string') throw new Error(planned)
    return planned
  })
  const reaper = new Reaper()
  const refused: string[] = []
  try {
    const run = await runSchedule(program, plan, reaper, {
      printed: () => {},
      refused: (reason) => refused.push(reason),
      signal: new AbortController().signal,
    })
    return { ...run, refused, broken: brokenBy(run) }
  } finally {
    await reaper.close()
  }
}

/** The properties that the run breaks. */
export function brokenBy({ events }: Pick<RemoteRun, 'events'>): readonly PropertyName[] {
  const judge = createJudge(properties, { reprocessingMax: null })
  for (const event of events) judge.emit(event)
  return judge
    .results()
    .judgements.filter(({ witnesses }) => witnesses.length > 0)
    .map(({ property }) => property)
}
