/**
 * What a run came to, as one line per partition that does not depend on what cannot be the same in
 * two runs: times, and the order between partitions.
 *
 *     0 1 2 ask 3 ack 2 | 2 3 4 5 6 -> 7
 *
 * Before the bar is what had taken effect when the process was killed or asked to stop, and how far
 * commits had been requested and acknowledged by then; behind it what took effect afterwards, in
 * order, whoever did it; after the arrow what the group has committed in the end. Where an output
 * is written in transactions it follows: `out 0 1 2 3 4 5 6`.
 */
import type { StoryEvent } from './story.ts'

/** An outcome. */
export interface Outcome {
  /** One line per partition. */
  readonly partitions: readonly string[]
  /** How the process ended: `killed`, `stopped`, `died of` an error; `never` struck. */
  readonly end: string
  /** Records that nobody processed, and those that were processed again, over all partitions. */
  readonly lost: number
  readonly repeated: number
}

interface Line {
  readonly before: number[]
  readonly after: number[]
  readonly out: number[]
  asked: number
  acknowledged: number
  committed: number
}

/** The outcome of a story; `records` of each partition are owed. */
export function outcomeOf(story: readonly StoryEvent[], records: readonly number[]): Outcome {
  const lines = records.map(newLine)
  let victim: string | null = null
  let end = 'never'
  for (const event of story) {
    if (event.kind === 'killed' || event.kind === 'stopping') {
      // A process that is asked to stop and killed for not doing so was struck only once.
      if (victim === null) victim = event.member
      if (event.kind === 'killed') end = 'killed'
    } else if (event.kind === 'stopped') {
      if (event.member === victim) end = 'stopped'
    } else if (event.kind === 'died') {
      if (event.member === victim) end = `died of ${event.error}`
    } else if ('partition' in event) {
      const line = lines[event.partition]
      if (line !== undefined) note(line, event, victim !== null)
    }
  }
  const processed = lines.map(({ before, after, out }) =>
    out.length > 0 ? out : [...before, ...after],
  )
  const sum = (count: (of: readonly number[], owed: number) => number) =>
    processed.reduce((total, of, i) => total + count(of, records[i] ?? 0), 0)
  return {
    partitions: lines.map(lineOf),
    end,
    lost: sum((of, owed) => owed - new Set(of).size),
    repeated: sum((of) => of.length - new Set(of).size),
  }
}

function newLine(): Line {
  return { before: [], after: [], out: [], asked: -1, acknowledged: -1, committed: -1 }
}

function note(
  line: Line,
  { kind, offset }: Extract<StoryEvent, { partition: number }>,
  isAfter: boolean,
): void {
  if (kind === 'effect') (isAfter ? line.after : line.before).push(offset)
  else if (kind === 'counted') line.out.push(offset)
  else if (kind === 'committed') line.committed = offset
  else if (isAfter) return
  else if (kind === 'commit-requested') line.asked = offset
  else if (kind === 'commit-acknowledged') line.acknowledged = offset
}

function lineOf({ before, after, out, asked, acknowledged, committed }: Line): string {
  const commits = `ask ${shown(asked)} ack ${shown(acknowledged)}`
  const output = out.length > 0 ? ` out ${out.join(' ')}` : ''
  return `${[...before, commits].join(' ')} | ${[...after, '->', shown(committed)].join(' ')}${output}`
}

function shown(offset: number): string {
  return offset < 0 ? '-' : String(offset)
}
