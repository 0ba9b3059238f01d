/**
 * What a thread shows of its task while it is at it, in memory that the command reads: that it goes
 * on, which schedule it plays, and what was chosen in it so far. A thread that hangs can say
 * nothing any more; this is what is known of it then.
 */
import type { Choices, Question } from '../../model/choices.ts'

/** The memory that a thread and the command share. */
export interface Beat {
  /** The thread's own: its steps, its schedule, its choices. */
  readonly words: Int32Array
  /** Of all threads together: why they are to come to their end. */
  readonly stop: Int32Array
}

/** Why all tasks are to come to their end: the time is up, or somebody gives up. */
export type StopReason = 'time' | 'interrupt'

const [stepsAt, scheduleAt, choicesAt, firstChoiceAt] = [0, 1, 2, 3]
/** No run of a search asks that often; of a longer one no path is known. */
const choicesMax = 100_000
const noRun = -1

/** Memory for a thread. */
export function createBeat(stop: Int32Array): Beat {
  const words = new Int32Array(new SharedArrayBuffer(4 * (firstChoiceAt + choicesMax)))
  words[scheduleAt] = noRun
  words[choicesAt] = noRun
  return { words, stop }
}

/** Memory in which all threads see that they are to end. */
export function createStop(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4))
}

/** Asks all tasks to come to their end; the first reason stays. */
export function askToStop(stop: Int32Array, reason: StopReason): void {
  Atomics.compareExchange(stop, 0, 0, reason === 'time' ? 1 : 2)
}

/** Null: the tasks go on. */
export function stopReason(stop: Int32Array): StopReason | null {
  const value = Atomics.load(stop, 0)
  return value === 0 ? null : value === 1 ? 'time' : 'interrupt'
}

/** The thread is alive. */
export function beatOnce({ words }: Beat): void {
  Atomics.add(words, stepsAt, 1)
}

/** The thread begins another task, and has shown nothing of it. */
export function beginTask(beat: Beat): void {
  beat.words[scheduleAt] = noRun
  beat.words[choicesAt] = noRun
  beatOnce(beat)
}

/** The next run is the schedule of that number, counted from 0; null: one of another kind. */
export function beginSchedule({ words }: Beat, number: number | null): void {
  words[scheduleAt] = number ?? noRun
}

/** Plays a run whose choices can be read while it goes on; each of them is a sign of life. */
export function recorded<T>(beat: Beat, choices: Choices, play: (choices: Choices) => T): T {
  beat.words[choicesAt] = 0
  beatOnce(beat)
  const outcome = play(recording(beat, choices))
  beat.words[choicesAt] = noRun
  return outcome
}

function recording(beat: Beat, choices: Choices): Choices {
  const choose = (bound: number, what: Question): number => {
    const choice = choices.choose(bound, what)
    note(beat, choice)
    return choice
  }
  if (choices.takesDefault === undefined) return { choose }
  const takesDefault = (what: Question): boolean => {
    const taken = choices.takesDefault?.(what) === true
    if (taken) note(beat, 0)
    return taken
  }
  return { choose, takesDefault }
}

function note(beat: Beat, choice: number): void {
  const { words } = beat
  const count = words[choicesAt] ?? 0
  if (count < choicesMax) words[firstChoiceAt + count] = choice
  words[choicesAt] = count + 1
  beatOnce(beat)
}

/** What is known of the run that a thread is at. */
export interface LastRun {
  /** The number of its schedule, counted from 0; null: it is not one that the search drew. */
  readonly schedule: number | null
  /** Null: no run goes on, or it is too long. */
  readonly choices: readonly number[] | null
}

/** How many signs of life there were; wraps round. */
export function stepsOf({ words }: Beat): number {
  return Atomics.load(words, stepsAt)
}

/** Whether the thread is in the middle of a run. */
export function isRunning({ words }: Beat): boolean {
  return Atomics.load(words, choicesAt) !== noRun
}

/** The run that a thread is at. */
export function lastRun({ words }: Beat): LastRun {
  const [schedule = noRun, count = noRun] = [words[scheduleAt], words[choicesAt]]
  const isKnown = count >= 0 && count <= choicesMax
  return {
    schedule: schedule === noRun ? null : schedule,
    choices: isKnown ? [...words.slice(firstChoiceAt, firstChoiceAt + count)] : null,
  }
}
