/**
 * Plays schedules for all properties at once and remembers what each showed.
 *
 * The properties of one search mostly fall to the same stories: what was played to shrink for one
 * of them need not be played again for the next, and is often its answer already.
 */

import type { ShippedProperty } from '../../properties/all.ts'
import { createJudge, type Judge, type Judgement } from '../../properties/judge.ts'
import type { PlacedSchedule } from '../schedules/known/disturbance.ts'
import { KnownChoices } from '../schedules/known/known-choices.ts'
import { RandomChoices } from '../schedules/random-choices.ts'
import { choicesOf, copyRecording, entriesOf } from '../schedules/recording.ts'
import { ReplayChoices } from '../schedules/replay-choices.ts'
import type { Subject } from '../schedules/subject.ts'
import type { SwarmRanges } from '../schedules/swarm.ts'
import { type Moment, momentsOf } from './moments.ts'
import { compareTrials, held, isCalmer, type Trial, undecided } from './trial.ts'

/** A schedule as a search drew it. */
export interface Drawn {
  readonly choices: readonly number[]
  readonly entries: readonly number[]
}

/** All that was played while shrinking for the properties of one search. */
export class Trials {
  readonly subject: Subject
  readonly properties: readonly ShippedProperty[]
  /** How many runs, and how many steps in them; a step's cost is about the same everywhere. */
  runs = 0
  steps = 0
  readonly #judge: Judge
  readonly #choices = new ReplayChoices([], 'entries')
  readonly #placed = new KnownChoices()
  readonly #known = new Map<string, Trial>()
  readonly #drawn = new Map<number, Drawn>()
  readonly #best: (Trial | undefined)[] = []
  #moments: readonly Moment[] | null = null
  #events = 0

  constructor(subject: Subject, properties: readonly ShippedProperty[]) {
    this.subject = subject
    this.properties = properties
    this.#judge = createJudge(properties, subject.context)
  }

  /** Where each fault could be injected in a run in which nothing else goes wrong. */
  get moments(): readonly Moment[] {
    this.#moments ??= momentsOf(this.subject)
    return this.#moments
  }

  /** What is known of these entries without playing them. */
  known(entries: readonly number[]): Trial | undefined {
    return this.#known.get(keyOf(entries))
  }

  /** The calmest trial so far that broke the property of that number. */
  best(property: number): Trial | undefined {
    return this.#best[property]
  }

  /** Whether a trial is known that is a calmer story of the property of that number. */
  knowsCalmer(than: Trial, property: number): boolean {
    const best = this.#best[property]
    return best !== undefined && isCalmer(best, than, property)
  }

  /** What the schedule of that seed chooses; it is drawn once for all properties. */
  drawn(seed: number, ranges: SwarmRanges): Drawn {
    const known = this.#drawn.get(seed)
    if (known !== undefined) return known
    const choices = new RandomChoices(ranges, seed)
    const { strategy, scenario, runner } = this.subject
    runner(strategy, scenario, choices, () => {})
    const { recording } = choices
    const drawn = { choices: choicesOf(recording), entries: entriesOf(recording) }
    this.#drawn.set(seed, drawn)
    return drawn
  }

  /** Plays the entries, unless that was done before. */
  play(entries: readonly number[]): Trial {
    const key = keyOf(entries)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    this.#choices.reset(entries)
    const trial = this.#run(this.#choices)
    this.#known.set(key, trial)
    // What did not fit was answered by 0: without it the run is the same.
    if (this.#choices.misfitAt >= 0) this.#known.set(recordedKey(trial), trial)
    this.#compare(trial)
    return trial
  }

  /** Plays a schedule that is told by what happens in it. */
  playKnown(schedule: PlacedSchedule): Trial {
    this.#placed.reset(schedule)
    const trial = this.#run(this.#placed)
    const key = recordedKey(trial)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    this.#known.set(key, trial)
    this.#compare(trial)
    return trial
  }

  #compare(trial: Trial): void {
    for (let i = 0; i < this.properties.length; i++) {
      if (trial.stories[i] === held) continue
      const best = this.#best[i]
      if (best === undefined || compareTrials(trial, best, i) < 0) this.#best[i] = trial
    }
  }

  #run(choices: ReplayChoices | KnownChoices): Trial {
    const { strategy, scenario, runner } = this.subject
    this.#judge.reset()
    this.#events = 0
    const { steps } = runner(strategy, scenario, choices, (event) => {
      this.#events++
      this.#judge.emit(event)
    })
    this.runs++
    this.steps += steps
    const stories = this.#judge.results().judgements.map((one) => this.#storyOf(one))
    return { recording: copyRecording(choices.recording), stories }
  }

  #storyOf({ witnesses, notApplicable }: Judgement): number {
    if (witnesses.length === 0 || notApplicable !== null) return held
    let last = 0
    for (const { at } of witnesses) last = Math.max(last, at)
    return last + 1 >= this.#events ? undecided : last + 1
  }
}

/** Names the entries other than 0: two lists of the same name give the same run. */
function keyOf(entries: readonly number[]): string {
  let key = ''
  for (let at = 0; at < entries.length; at++) if (entries[at] !== 0) key += `${at}:${entries[at]} `
  return key
}

function recordedKey({ recording: { positions, entries } }: Trial): string {
  return positions.reduce((key, position, i) => `${key}${position}:${entries[i]} `, '')
}
