/** Reads `ackurate replay WORD --option value …` as the command line would. */
import { Command } from 'commander'
import type { Scenario } from '../../model/scenario.ts'
import { type RawOptions, readSearchOptions, withScenarioOptions } from '../options/options.ts'

/** What a replay line says: the strategy's name or file, and the sizes of the run. */
export interface ReplayLine {
  readonly word: string
  readonly scenario: Scenario
}

/** The line read. Throws where it is none of this version. */
export function readReplayLine(line: string): ReplayLine {
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
