/** Plays a list of choices back; beyond its end everything goes well. */
import type { Choices, Question } from '../../model/choices.ts'
import {
  clearRecording,
  createRecording,
  delayEntry,
  faultEntry,
  faultOf,
  type Recording,
} from './recording.ts'

/**
 * How to read a list. `choices`: to the letter, as a path says. `entries`: as the shrinker edits
 * them, where what no longer fits its place is answered by 0, so that an edit only ever calms.
 */
export type Reading = 'choices' | 'entries'

/** Answers from a list and records what the run took of it. */
export class ReplayChoices implements Choices {
  readonly recording: Recording = createRecording()
  /** Where a choice first did not fit its question (a path of another scenario), or -1. */
  misfitAt = -1
  #list: readonly number[]
  readonly #reading: Reading

  constructor(list: readonly number[], reading: Reading) {
    this.#list = list
    this.#reading = reading
  }

  /** Starts again, with another list. */
  reset(list: readonly number[]): void {
    this.#list = list
    this.misfitAt = -1
    clearRecording(this.recording)
  }

  takesDefault(): boolean {
    const position = this.recording.count
    if (position < this.#list.length && this.#list[position] !== 0) return false
    this.recording.count++
    return true
  }

  choose(bound: number, what: Question): number {
    const position = this.recording.count++
    if (what.about !== 'step' && what.about !== 'world') {
      this.recording.details.push(position)
      this.recording.detailBounds.push(bound)
    }
    if (position >= this.#list.length) return 0
    const wanted = this.#list[position] ?? 0
    if (wanted === 0) return 0
    const choice = this.#fit(wanted, bound, what)
    if (choice === 0) {
      if (this.misfitAt < 0) this.misfitAt = position
      return 0
    }
    this.#record(position, choice, bound, what)
    return choice
  }

  #fit(wanted: number, bound: number, what: Question): number {
    const step = what.about === 'step'
    if (wanted === delayEntry) return step && what.delays > 0 ? delayOption(what) : 0
    const fault = faultOf(wanted)
    if (fault !== undefined) {
      const option = step ? what.faults.indexOf(fault) : -1
      return option >= 0 && what.possible(fault) ? what.ordinary + option : 0
    }
    const limit = step && this.#reading === 'entries' ? what.ordinary : bound
    return wanted < limit ? wanted : 0
  }

  #record(position: number, choice: number, bound: number, what: Question): void {
    const recording = this.recording
    const step = what.about === 'step'
    const fault = step ? what.faults[choice - what.ordinary] : undefined
    const delay = step && choice === delayOption(what)
    recording.positions.push(position)
    recording.choices.push(choice)
    recording.bounds.push(step ? what.ordinary : bound)
    recording.entries.push(fault !== undefined ? faultEntry(fault) : delay ? delayEntry : choice)
  }
}

function delayOption({ ordinary, faults }: Question): number {
  return ordinary + faults.length
}
