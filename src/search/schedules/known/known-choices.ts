/** Plays a schedule that was told by what happens in it: what cannot be done there is left out. */
import type { Choices, Question } from '../../../model/choices.ts'
import {
  clearRecording,
  createRecording,
  delayEntry,
  faultEntry,
  type Recording,
} from '../recording.ts'
import type { Disturbance, PlacedSchedule } from './disturbance.ts'
import { Occurrences } from './occurrences.ts'

/** So many steps a fault waits until it can strike. */
const patience = 40

/** One object serves many runs: `reset` starts the next one. */
export class KnownChoices implements Choices {
  readonly recording: Recording = createRecording()
  readonly #occurrences = new Occurrences()
  #schedule: PlacedSchedule = { disturbances: [], world: [] }
  #next = 0
  #details: readonly number[] = []
  #detail = 0
  #worldCount = 0

  /** Starts a run of that schedule. */
  reset(schedule: PlacedSchedule): void {
    clearRecording(this.recording)
    this.#occurrences.reset()
    this.#schedule = schedule
    this.#next = 0
    this.#details = []
    this.#detail = 0
    this.#worldCount = 0
  }

  takesDefault(what: Question): boolean {
    this.#occurrences.see(what)
    if (this.#due() !== null) return false
    this.#occurrences.answered()
    this.recording.count++
    return true
  }

  choose(bound: number, what: Question): number {
    const position = this.recording.count++
    if (what.about === 'step') return this.#step(position, what)
    if (what.about !== 'world') return this.#detailed(position, bound)
    const at = this.#worldCount++
    const known = this.#schedule.world.find((one) => one.at === at)
    const choice = known === undefined || known.choice >= bound ? 0 : known.choice
    return this.#record(position, choice, bound)
  }

  #step(position: number, what: Question): number {
    this.#occurrences.see(what)
    this.#occurrences.answered()
    const due = this.#due()
    if (due === null) return 0
    const { what: name, details } = due
    if (name === 'order') {
      this.#next++
      const choice = details[0] ?? 0
      return this.#record(position, choice < what.ordinary ? choice : 0, what.ordinary)
    }
    if (name === 'delay') {
      this.#next++
      if (what.delays === 0) return 0
      this.#begin(details)
      return this.#record(position, what.ordinary + what.faults.length, what.ordinary, delayEntry)
    }
    const option = what.faults.indexOf(name)
    if (option < 0 || !what.possible(name)) {
      if (option < 0 || this.#isPast(due)) this.#next++
      return 0
    }
    this.#next++
    this.#begin(details)
    return this.#record(position, what.ordinary + option, what.ordinary, faultEntry(name))
  }

  /** What is to be done at this step; null: nothing. */
  #due(): Disturbance | null {
    const next = this.#schedule.disturbances[this.#next]
    if (next === undefined) return null
    const from = this.#occurrences.stepOf(next.after)
    return from >= 0 && this.#occurrences.step >= from + next.steps ? next : null
  }

  #isPast({ after, steps }: Disturbance): boolean {
    return this.#occurrences.step > this.#occurrences.stepOf(after) + steps + patience
  }

  #begin(details: readonly number[]): void {
    this.#details = details
    this.#detail = 0
  }

  #detailed(position: number, bound: number): number {
    this.recording.details.push(position)
    this.recording.detailBounds.push(bound)
    return this.#record(position, this.#nextDetail(bound), bound)
  }

  /** Of fewer options than there were, another one. */
  #nextDetail(bound: number): number {
    const wanted = this.#details[this.#detail++] ?? 0
    return wanted < bound ? wanted : wanted % bound
  }

  /** As a replay of these choices would note them. */
  #record(position: number, choice: number, options: number, entry = choice): number {
    if (choice === 0) return 0
    this.recording.positions.push(position)
    this.recording.choices.push(choice)
    this.recording.bounds.push(options)
    this.recording.entries.push(entry)
    return choice
  }
}
