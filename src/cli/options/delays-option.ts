/** `--delays N`: what is proved beside random search. */
import type { Command } from 'commander'
import { wholeNumber } from './numbers-option.ts'
import type { RawOptions, SearchOptions } from './options.ts'

/** Enough for what one late party breaks; each more takes several times as long. */
const delaysUsual = 1
/** With so many every order is reached in any scenario that can be searched. */
export const delaysMost = 20

/** As commander hands it over. */
export interface DelaysOptions {
  readonly delays?: number | false
}

/** Adds the option to a command that searches at random. */
export function withDelaysOption(command: Command): Command {
  return command
    .option(
      '--delays <n>',
      'try every schedule of a small scenario with so many delays, too ' +
        `(default: ${delaysUsual}; with --time or --exhaustive none)`,
      wholeNumber('--delays', 0, delaysMost),
    )
    .option('--no-delays', 'do not')
}

/** The options with the number of delays that was asked for. */
export function withDelays(
  options: SearchOptions,
  { delays, time, exhaustive }: DelaysOptions & Pick<RawOptions, 'time' | 'exhaustive'>,
): SearchOptions {
  if (delays === false) return options
  const usual = time === undefined && exhaustive !== true ? delaysUsual : null
  return { ...options, delays: delays ?? usual }
}
