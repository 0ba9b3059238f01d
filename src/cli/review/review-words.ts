/** What reviews take from the registry: who might be used instead, and what claims are. */
import type { Candidate, ReviewWords } from '../../report/review/words.ts'
import type { ReportContext } from '../../report/tables/summary.ts'
import { isClaimed } from '../../search/verdicts/claims.ts'
import type { StrategyEntry } from '../../search/verdicts/comparison.ts'
import { isUndecided } from '../../search/verdicts/exit-code.ts'
import { untouchable } from '../../search/verdicts/vacuity.ts'
import { strategies } from '../../strategies/all.ts'
import type { Family } from '../../strategies/strategy.ts'
import { isKafkajsFile } from './places.ts'

/** Shipped strategies that are sound. One that no such fault can touch is no answer to it. */
const candidates: readonly Candidate[] = strategies
  .filter(({ faulty }) => !faulty)
  .map(({ strategy, family }) => ({
    name: strategy.name,
    platform: family,
    claims: strategy.claims,
    claimed: ({ property, fault, settings }) =>
      isClaimed(strategy, property, fault, settings) && untouchable(strategy, fault) === null,
  }))

/** By the name of a known bug: the strategy that does it right. */
const fixes: ReadonlyMap<string, string> = new Map(
  strategies.flatMap(({ strategy: { name, fixedBy } }) =>
    fixedBy === undefined ? [] : [[name, fixedBy] as const],
  ),
)

/** What a shipped strategy uses besides its consumer, by its name. */
const uses: ReviewWords['uses'] = new Map(
  strategies.flatMap(({ strategy: { name, uses: used } }) =>
    used === undefined ? [] : [[name, used] as const],
  ),
)

/** The client that a strategy is written for; faulty ones say it at the start of their names. */
function platformOf({ name, family, file }: StrategyEntry, folder: string): Family {
  if (family === 'user') {
    return file !== undefined && isKafkajsFile(file, folder) ? 'kafkajs' : 'kafka-consumer'
  }
  if (family !== 'faulty') return family
  const [first] = name.split('-')
  if (first === 'spring') return 'spring-kafka'
  return first === 'spark' || first === 'kafkajs' || first === 'connect' ? first : 'kafka-consumer'
}

/** The words; `named` are the strategies that the user asked for by name. */
export function reviewWords(
  context: ReportContext,
  entries: readonly StrategyEntry[],
  named: readonly string[],
  folder: string,
): ReviewWords {
  return {
    ...context,
    named,
    undecided: isUndecided,
    candidates,
    uses,
    platforms: new Map(entries.map((entry) => [entry.name, platformOf(entry, folder)])),
    cures: fixes,
  }
}
