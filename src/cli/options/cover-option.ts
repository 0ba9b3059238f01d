/** `--cover THRESHOLD` or `--cover FILE.json`: what a search must have met, or is undecided. */
import { type Command, Option } from 'commander'
import { type Coverage, sumCoverage } from '../../search/coverage/coverage.ts'
import {
  failureOf,
  parseThreshold,
  type Threshold,
  ThresholdSyntaxError,
} from '../../search/coverage/threshold.ts'
import type { Comparison } from '../../search/verdicts/comparison.ts'
import { readJson } from '../read-json.ts'
import type { Ending, Terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'

/** As commander hands them over. */
export interface CoverOptions {
  readonly cover: readonly string[]
}

/** What a command tells of coverage at its end. */
export interface CoverWish {
  readonly thresholds: readonly Threshold[]
  /** Whether all of it is shown, not the summary. */
  readonly coverage?: boolean
}

/** Adds the option. */
export function withCoverOption(command: Command): Command {
  const collect = (text: string, all: readonly string[]): readonly string[] => [...all, text]
  return command.addOption(
    new Option('--cover <threshold>', "such as 'fault-phase>=80%', or a JSON list; repeatable")
      .argParser(collect)
      .default([]),
  )
}

/** Reads all thresholds before any search; throws a UsageError. */
export function readThresholds(cover: readonly string[], folder: string): readonly Threshold[] {
  const texts = cover.flatMap((word) => (word.endsWith('.json') ? fileOf(word, folder) : [word]))
  return texts.map((text) => {
    try {
      return parseThreshold(text)
    } catch (error) {
      if (error instanceof ThresholdSyntaxError) throw new UsageError(`--cover: ${error.message}`)
      throw error
    }
  })
}

function fileOf(word: string, folder: string): readonly string[] {
  const read = readJson(word, folder, '--cover: ')
  if (Array.isArray(read) && read.every((entry) => typeof entry === 'string')) return read
  throw new UsageError(`--cover: ${word} must be a list of thresholds: ["fault-phase>=80%"]`)
}

/** What all strategies of the comparison met together. */
export function wholeCoverage({ coverage }: Comparison): Coverage {
  return sumCoverage(coverage ?? [])
}

/**
 * The code of the whole command: a threshold that failed leaves undecided what would have held, and
 * takes nothing from a claim that is broken. Each failure is reported in a line of its own.
 */
export function codeWithCoverage(
  code: Ending['code'],
  thresholds: readonly Threshold[],
  comparison: Comparison,
  terminal: Terminal,
): Ending['code'] {
  const coverage = wholeCoverage(comparison)
  const failures = thresholds.flatMap((threshold) => failureOf(threshold, coverage) ?? [])
  for (const failure of failures) terminal.err(`ackurate: ${failure}\n`)
  return failures.length > 0 && code === 0 ? 3 : code
}
