/** Plays counterexamples again and watches the network, so that a page can draw them. */
import { Command } from 'commander'
import { runStrategy } from '../../kafkajs/runner.ts'
import { AssertionBug } from '../../model/assert.ts'
import type { Scenario } from '../../model/scenario.ts'
import { properties } from '../../properties/all.ts'
import { explorerStory } from '../../report/explorer/build-story.ts'
import type { ExplorerStory } from '../../report/explorer/explorer-story.ts'
import type { Violation } from '../../report/tables/shortest.ts'
import { cellScenario } from '../../search/planning/plan.ts'
import { traceReplay } from '../../search/replay/replay.ts'
import { parsePath } from '../../search/schedules/path.ts'
import { loadStrategy } from '../loading/load-strategy.ts'
import { type RawOptions, readSearchOptions, withScenarioOptions } from '../options/options.ts'

/** What a replay line says: the strategy's name or file, and the sizes of the run. */
interface ReadLine {
  readonly word: string
  readonly scenario: Scenario
}

/** Reads `ackurate replay WORD --option value …` as the command line would. */
function readLine(line: string): ReadLine {
  const [head = '', ...options] = line.split(/ (?=--)/)
  const words = options.flatMap((option) => option.split(' '))
  const command = withScenarioOptions(new Command()).option('--path <path>')
  command
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .parse(words, { from: 'user' })
  const { scenario } = readSearchOptions({ ...command.opts<RawOptions>(), seed: 'replay' })
  return { word: head.replace(/^ackurate replay /, ''), scenario }
}

/**
 * The story of a violation with its messages. Null: it cannot be played again, because its file is
 * gone or no longer does what it did; then the events that the comparison kept are all there is.
 */
export async function tracedStory(
  { cell, counterexample }: Violation,
  seed: string,
  folder: string,
): Promise<ExplorerStory | null> {
  try {
    const { word, scenario } = readLine(counterexample.replay)
    const { strategy } = await loadStrategy(word, folder)
    const traced = traceReplay({
      strategy,
      scenario: cellScenario(strategy, cell.fault, cell.settings, scenario),
      choices: parsePath(counterexample.path),
      properties: properties.filter(({ name }) => name === cell.property),
      runner: runStrategy,
    })
    const [judgement] = traced.judgements
    if (traced.misfitAt >= 0 || judgement === undefined) return null
    const { witnesses } = judgement
    if (witnesses.length === 0) return null
    const statement = properties.find(({ name }) => name === cell.property)?.statement ?? ''
    const whole = { ...counterexample, witnesses, events: traced.events }
    return explorerStory(cell, whole, traced.trace, { seed, statement })
  } catch (error) {
    if (error instanceof AssertionBug) throw error
    return null
  }
}
