/**
 * Plays one kill against a real broker: the members start, records come, one member is struck, it
 * is started again, the group gets to the end of its partitions.
 */
import { join } from 'node:path'
import { type Line, Members } from './members.ts'
import type { Strike } from './plan.ts'
import { production } from './production.ts'
import type { Rig } from './rig.ts'
import type { StoryEvent } from './story.ts'
import { tempo } from './tenfold.ts'

/** What is played. */
export interface Played {
  /** All that was written down, in order, with how it ended. */
  readonly lines: readonly Line[]
  readonly story: readonly StoryEvent[]
  /** At how many points the first member could have been struck before all was done. */
  readonly points: number
  readonly isHit: boolean
  /** Why this run says nothing: the machine was too busy. Null: it does. */
  readonly disturbed: string | null
}

/** What is to be played. */
export interface Play {
  /** Unique on the broker. */
  readonly name: string
  /** The module of the service. */
  readonly service: string
  readonly members: number
  /** The first member's; null: nobody is struck. */
  readonly strike: Strike | null
  readonly seed: string
}

/**
 * So long after all members have read come the records that are not there at the start, in
 * milliseconds. In simulated runs they read after 3 s, and these records come at 6.5 s.
 */
const firstProductionMs = 3500 / tempo
const productionEveryMs = 1500 / tempo
/** So long nothing was achieved where something is left uncommitted: nothing more will be. */
const idleMs = 11_000 / tempo
/**
 * So long nothing was done where something is left to do: the group is stuck. Simulated runs wait
 * for 130 s; a tenth of that is too little on a machine that takes seconds to start a process.
 */
const patienceMs = 60_000
const lookEveryMs = 25

/** Plays it. */
export async function play(rig: Rig, asked: Play): Promise<Played> {
  const { name, service, members, strike, seed } = asked
  const file = join(rig.folder, `${name}.lines`)
  const names = { topic: name, group: `${name}-group`, output: `${name}-invoices` }
  await rig.createTopics([
    { topic: names.topic, numPartitions: production.partitions },
    { topic: names.output, numPartitions: 1 },
  ])
  const produced = production.perPartition.map(() => 0)
  const produce = async (list: readonly number[]) => {
    await rig.produce(names.topic, list)
    for (const partition of list) produced[partition] = (produced[partition] ?? 0) + 1
  }
  await produce(production.atOnce)
  const crew = new Members({ ...names, service, file, seed, bootstrap: rig.bootstrap })
  try {
    for (let i = 0; i < members; i++) crew.add(i === 0 ? strike : null)
    await crew.ready()
    crew.go()
    const done = () => waitForTheEnd(rig, crew, names, produced)
    await crew.settled()
    await pause(firstProductionMs)
    for (const list of production.later) {
      await produce(list)
      await pause(productionEveryMs)
    }
    const drained = await done()
    const storm = crew.lines().length
    await produce(production.perPartition.map((_, partition) => partition))
    const isDrained = (await done()) && drained
    const committed = await rig.committed(names.group, names.topic)
    const ends = await rig.ends(names.topic)
    const counted = await rig.output(names.output)
    await crew.end()
    const played = playedOf(crew.lines(), storm, [
      ...counted,
      ...committed.map((offset, partition) => ({ kind: 'committed' as const, partition, offset })),
      { kind: 'ended', drained: isDrained },
    ])
    // A producer that asks again writes twice.
    const isAsPlanned = ends.every((end, partition) => end === produced[partition])
    return isAsPlanned ? played : { ...played, disturbed: 'a record was produced twice' }
  } finally {
    await crew.end()
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Resolves when nothing is left to do: true; or when nothing is achieved any more: false. */
async function waitForTheEnd(
  rig: Rig,
  crew: Members,
  { group, topic }: { readonly group: string; readonly topic: string },
  produced: readonly number[],
): Promise<boolean> {
  let seen = -1
  let since = Date.now()
  for (;;) {
    await pause(lookEveryMs)
    const achieved = crew.achieved()
    if (achieved !== seen) {
      seen = achieved
      since = Date.now()
    }
    const waited = Date.now() - since
    if (waited > patienceMs) return false
    if (waited < lookEveryMs || !crew.isIdle()) continue
    if (waited > idleMs) return true
    const committed = await rig.committed(group, topic)
    if (committed.every((offset, partition) => offset >= (produced[partition] ?? 0))) return true
  }
}

const points = new Set(['wire', 'processing-started', 'effect', 'processing-done'])

function playedOf(lines: readonly Line[], storm: number, last: readonly StoryEvent[]): Played {
  const ofFirst = lines
    .slice(0, storm)
    .filter((line) => points.has(line.kind) && 'member' in line && line.member === 'A')
  const isHit = lines.slice(0, storm).some(({ kind }) => kind === 'killed' || kind === 'stopping')
  const story = [
    ...lines.filter(
      (line): line is StoryEvent => !['wire', 'ready', 'stalled'].includes(line.kind),
    ),
    ...last,
  ]
  return { lines, story, points: ofFirst.length, isHit, disturbed: disturbanceIn(lines) }
}

function disturbanceIn(lines: readonly Line[]): string | null {
  for (const line of lines) {
    if (line.kind === 'stalled') return `${line.member} stood still for ${line.ms} ms`
  }
  const first = lines.findIndex(({ kind }) => kind === 'processing-started')
  const struck = lines.findIndex(({ kind }) => kind === 'killed' || kind === 'stopping')
  const joins = lines.slice(first, struck < 0 ? lines.length : struck)
  return first >= 0 && joins.some(({ kind }) => kind === 'joined') ? 'a member joined late' : null
}
