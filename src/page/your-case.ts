/** A case as an address has it: `spring-kafka.elsewhere.repeat.order`. */
import type { Allowed, Effect, UsingProfile, YourCase } from '../report/answers/your-case.ts'
import type { Report } from './open-report.ts'

const effects: readonly Effect[] = ['store', 'kafka', 'elsewhere']
const allowed: readonly Allowed[] = ['repeat', 'lose', 'neither']

/** The word. */
export function caseWord({ family, effect, allowed: may, order }: YourCase): string {
  return [family, effect, may, order ? 'order' : 'any'].join('.')
}

/** What it says; the usual where it says nothing known. Null: there is no family. */
export function readCase(word: string, families: readonly string[]): YourCase | null {
  const [family, effect, may, order] = word.split('.')
  const [first] = families
  if (first === undefined) return null
  return {
    family: families.find((one) => one === family) ?? first,
    effect: effects.find((one) => one === effect) ?? 'elsewhere',
    allowed: allowed.find((one) => one === may) ?? 'repeat',
    order: order !== 'any',
  }
}

/** The families that may be asked about: those with strategies that are no known bugs. */
export function familiesOf({ data }: Report): readonly string[] {
  return [...new Set(data.profiles.flatMap(({ faulty, family }) => (faulty ? [] : [family])))]
}

/** What advice is made from, by the numbers of the strategies. */
export function usingProfiles({ data }: Report): readonly UsingProfile[] {
  return data.profiles.map((profile, at) => ({
    ...profile,
    uses: data.strategies[at]?.uses ?? [],
  }))
}
