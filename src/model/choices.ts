/**
 * The one source of choices: `choose` is the only way in which two runs of a scenario can differ.
 *
 * Option 0 is always "things go well", so smaller means calmer and a shrunk run holds only what
 * matters. Random, exhaustive, timed and replayed runs are implementations of this interface.
 */

/** What a choice is about, so that an implementation can weigh its options. Reused: do not keep. */
export interface Question {
  /** `step`: what happens next. Others: details of what was chosen. */
  readonly about:
    | 'step'
    | 'fault-target'
    | 'fault-detail'
    | 'delay-target'
    | 'delay-scope'
    | 'world'
  /**
   * For `step`: options `0 .. ordinary-1` are ordinary actions, option 0 the one that is due first;
   * option `ordinary + k` is the fault `faults[k]`; behind them, if there is one, a delay begins.
   * Known to `choose` only. For `world`: the options above it produce fewer records; 0: none does.
   */
  readonly ordinary: number
  readonly faults: readonly string[]
  /** For `step`: landmarks that came since the step before, as bits (`run/landmarks.ts`). */
  readonly happened: number
  /** For `step`: 1 if a delay may begin, else 0. */
  readonly delays: number
  /** For `step`: whether the fault could hit anything right now. */
  readonly possible: (fault: string) => boolean
}

export interface Choices {
  /** An integer in `[0, bound)`; `bound` is at least 1. */
  choose(bound: number, what: Question): number
  /**
   * Asked before each step: true answers its question with 0 without having it asked, so that the
   * world need not find out what else is possible. It stands for one `choose`, and takes one place
   * in a path. Absent: every question is asked.
   */
  takesDefault?(what: Question): boolean
}

/** Everything goes well: always option 0. */
export const calmChoices: Choices = { choose: () => 0, takesDefault: () => true }

const noFaults: readonly string[] = []

/** A choice of the world itself: how much of something, which of several. */
export const worldQuestion: Question = {
  about: 'world',
  ordinary: 0,
  faults: noFaults,
  happened: 0,
  delays: 0,
  possible: () => false,
}

/** Which of the possible victims a fault strikes. */
export const targetQuestion: Question = { ...worldQuestion, about: 'fault-target' }

/** What is to be slow for a while; 0 is the message that was sent last. */
export const delayTargetQuestion: Question = { ...worldQuestion, about: 'delay-target' }

/** How much of it; 0 is it alone. */
export const delayScopeQuestion: Question = { ...worldQuestion, about: 'delay-scope' }

/** How exactly a fault strikes. */
export const detailQuestion: Question = { ...worldQuestion, about: 'fault-detail' }
