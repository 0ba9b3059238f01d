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
  /** What stands before the bars, a line per partition. */
  readonly before: string
  /** How the process ended: `killed`, `stopped`, `died of` an error; `never`: it was not struck. */
  readonly end: string
  /** Records that nobody processed, and those that were processed again, over all partitions. */
  readonly lost: number
  readonly repeated: number
}

/** What is known of one partition so far. */
interface Line {
  readonly before: number[]
  readonly after: number[]
  readonly out: number[]
  asked: number
  acknowledged: number
  committed: number
}

/** Takes the events of a story one by one. */
export class Tally {
  readonly #records: readonly number[]
  readonly #lines: readonly Line[]
  #victim: string | null = null
  #end = 'never'

  /** So many records of each partition are owed. */
  constructor(records: readonly number[]) {
    this.#records = records
    this.#lines = records.map(() => ({
      ...{ before: [], after: [], out: [], asked: -1, acknowledged: -1, committed: -1 },
    }))
  }

  take(event: StoryEvent): void {
    switch (event.kind) {
      case 'killed':
        this.#victim ??= event.member
        this.#end = 'killed'
        return
      case 'stopping':
        this.#victim ??= event.member
        return
      case 'stopped':
        if (event.member === this.#victim) this.#end = 'stopped'
        return
      case 'died':
        if (event.member === this.#victim) this.#end = `died of ${event.error}`
        return
      case 'ended':
        if (!event.drained) this.#end += ', and the group got stuck'
        return
      default: {
        const line = 'partition' in event ? this.#lines[event.partition] : undefined
        if (line !== undefined && 'partition' in event) note(line, event, this.#victim !== null)
      }
    }
  }

  /** What stands before the bars now. */
  get before(): string {
    return this.#lines.map(beforeOf).join('\n')
  }

  get outcome(): Outcome {
    const processed = this.#lines.map(({ before, after, out }) =>
      out.length > 0 ? out : [...before, ...after],
    )
    const sum = (count: (of: readonly number[], owed: number) => number) =>
      processed.reduce((total, of, i) => total + count(of, this.#records[i] ?? 0), 0)
    return {
      partitions: this.#lines.map(lineOf),
      before: this.before,
      end: this.#end,
      lost: sum((of, owed) => owed - new Set(of).size),
      repeated: sum((of) => of.length - new Set(of).size),
    }
  }
}

/** The outcome of a whole story; `records` of each partition are owed. */
export function outcomeOf(story: readonly StoryEvent[], records: readonly number[]): Outcome {
  const tally = new Tally(records)
  for (const event of story) tally.take(event)
  return tally.outcome
}

/** Two outcomes are the same if this is. */
export function keyOf({ partitions, end }: Outcome): string {
  return [...partitions, end].join('\n')
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

function beforeOf({ before, asked, acknowledged }: Line): string {
  return [...before, 'ask', shown(asked), 'ack', shown(acknowledged)].join(' ')
}

function lineOf(line: Line): string {
  const { after, out, committed } = line
  const output = out.length > 0 ? ['out', ...out] : []
  return [beforeOf(line), '|', ...after, '->', shown(committed), ...output].join(' ')
}

function shown(offset: number): string {
  return offset < 0 ? '-' : String(offset)
}
