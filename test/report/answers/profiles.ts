/** Profiles written by hand. */
import type { UsingProfile } from '../../../src/report/answers/your-case.ts'

/** One that loses nothing and repeats some under crash, unless told otherwise. */
export function profile(name: string, part: Partial<UsingProfile> = {}): UsingProfile {
  return {
    name,
    family: 'kafka-consumer',
    claims: 'at-least-once',
    faulty: false,
    loses: [],
    repeats: ['crash'],
    disorders: [],
    open: [],
    inCrash: 'proved',
    uses: [],
    means: { lost: 0, duplicated: 1, reprocessed: 1, commits: 10 },
    ...part,
  }
}

/** Means with so many duplicates and commits. */
export const means = (duplicated: number, commits = 10, lost = 0) => ({
  ...{ lost, duplicated, reprocessed: duplicated, commits },
})
