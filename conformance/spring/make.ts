/** Makes one trace: prepares the stage, plays the script, and writes down what was seen. */
import type { SpringCase } from './cases.ts'
import { scripts } from './scripts.ts'
import type { SpringTrace } from './spring-trace.ts'
import { partitions, records, Stage, type Stand } from './stage.ts'

/** Versions as Maven Central names them. */
export type Versions = Required<SpringTrace['versions']>

/** Plays the case in a group that nobody else uses. */
export async function makeTrace(
  stand: Stand,
  group: string,
  played: SpringCase,
  versions: Versions,
): Promise<SpringTrace> {
  const stage = new Stage(stand, group, played)
  try {
    await stage.connect()
    const script = scripts[played.schedule]
    if (script === undefined) throw new Error(`no script for ${played.schedule}`)
    await script(stage)
    const committed = await stage.committed()
    const { strategy, schedule } = played
    const settings = { 'max.poll.records': 3 }
    const members = Object.fromEntries(stage.members.map((m) => [m.name, [...m.events]]))
    return {
      ...{ strategy, schedule, versions, settings, partitions, records },
      ...{ members, committed },
    }
  } finally {
    await stage.end()
  }
}
