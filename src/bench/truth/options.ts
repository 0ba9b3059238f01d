/** The options of `npm run bench -- --truth`. */
import type { Command } from 'commander'
import { wholeNumber } from '../../cli/options/numbers-option.ts'
import { parseSeed } from '../../cli/options/options.ts'
import { commaList } from '../../cli/usage-error.ts'

/** As commander hands them over. */
export interface TruthOptions {
  readonly seeds: readonly string[]
  readonly strategies?: readonly string[]
  readonly schedules?: number
  readonly until?: number
  readonly add?: readonly string[]
  readonly learn?: boolean
  readonly quick?: boolean
  readonly choose?: boolean
  readonly prune?: boolean
  readonly without?: readonly string[]
  readonly json?: string
}

/** Adds them to the command. */
export function addTruthOptions(command: Command): void {
  command
    .option('--truth', 'how much of what is known to be broken a comparison shows')
    .option('--seeds <list>', 'truth: the seeds, one comparison each', seedsOf, ['42', '43', '44'])
    .option('--strategies <list>', 'truth: only these: a,b', (text) =>
      commaList(text, '--strategies'),
    )
    .option(
      '--schedules <n>',
      "truth: instead of the comparison's own",
      wholeNumber('--schedules', 1, 1_000_000),
    )
    .option(
      '--until <percent>',
      'truth: twice as many schedules again and again until so much is shown',
      wholeNumber('--until', 1, 100),
    )
    .option('--choose', 'truth: choose the schedules that every search tries, and search nothing')
    .option('--prune', 'truth: make the known schedules of services shorter, and search nothing')
    .option('--without <list>', 'truth: choose from all strategies but these', (text) =>
      commaList(text, '--without'),
    )
    .option('--quick', 'truth: of quick comparisons')
    .option('--learn', 'truth: add what is found and not known')
    .option(
      '--add <files>',
      'truth: add what these comparisons found, and search nothing',
      (text) => commaList(text, '--add'),
    )
}

function seedsOf(text: string): readonly string[] {
  return commaList(text, '--seeds').map(parseSeed)
}
