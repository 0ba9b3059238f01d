/**
 * Moments of the protocol: where a run can be told to go wrong, so that it goes wrong there again
 * although real programs never run twice alike.
 *
 * A moment is named by what it is: `A.commit.2.applied` is A's second commit, which is applied and
 * not answered yet.
 */

/** What happens at a moment. `records`: an answer to a fetch that has records. */
export const happenings = ['join', 'sync', 'records', 'effect', 'commit', 'produce'] as const
export type Happening = (typeof happenings)[number]

/** How far a request has come; an effect is seen, and that is all. */
export const stages = ['arrived', 'applied', 'answered', 'seen'] as const
export type Stage = (typeof stages)[number]

/** What happens to a process, for the how-manieth time. */
export interface Moment {
  /** The name of the process. */
  readonly member: string
  readonly happening: Happening
  /** From 1. */
  readonly nth: number
  readonly stage: Stage
}

const shape = /^([A-Z]\d{0,3})\.([a-z]+)\.([1-9]\d{0,8})\.([a-z]+)$/

/** `A.commit.2.applied`. */
export function momentName({ member, happening, nth, stage }: Moment): string {
  return `${member}.${happening}.${nth}.${stage}`
}

/** The moment of that name; null: it is none. */
export function momentOf(name: string): Moment | null {
  const [, member, what, nth, how] = shape.exec(name) ?? []
  const happening = happenings.find((one) => one === what)
  const stage = stages.find((one) => one === how)
  if (member === undefined || happening === undefined || stage === undefined) return null
  if ((happening === 'effect') !== (stage === 'seen')) return null
  return { member, happening, nth: Number(nth), stage }
}

const nouns: Readonly<Record<Happening, string>> = {
  join: 'JoinGroup',
  sync: 'SyncGroup',
  records: 'fetch with records',
  effect: 'effect',
  commit: 'commit',
  produce: 'Produce',
}

const stageWords: Readonly<Record<Stage, string>> = {
  arrived: ', before it is applied',
  applied: ', applied, before its answer',
  answered: ', after its answer',
  seen: '',
}

/** `A's 2nd commit, applied, before its answer`. */
export function momentWords({ member, happening, nth, stage }: Moment): string {
  return `${member}'s ${ordinal(nth)} ${nouns[happening]}${stageWords[stage]}`
}

function ordinal(nth: number): string {
  const teens = nth % 100 >= 11 && nth % 100 <= 13
  const suffix = teens ? 'th' : (['th', 'st', 'nd', 'rd'][nth % 10] ?? 'th')
  return `${nth}${suffix}`
}
