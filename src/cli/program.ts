/** The commands, and what their ends mean: the one place where exit codes are given. */
import { Command, CommanderError } from 'commander'
import { AssertionBug } from '../model/assert.ts'
import { StrategyFailure } from '../model/instance/ops.ts'
import { plainText } from '../model/thrown.ts'
import { addBreakingCommand } from './commands/breaking.ts'
import { addCheckCommand } from './commands/check.ts'
import { addClusterCommand } from './commands/cluster.ts'
import { addCompareCommand } from './commands/compare.ts'
import { addExplainCommand } from './commands/explain.ts'
import { addExploreCommand } from './commands/explore.ts'
import { addHuntCommand } from './commands/hunt.ts'
import { addInitCommand } from './commands/init.ts'
import { addListCommand } from './commands/list.ts'
import { addMeasureCommand } from './commands/measure.ts'
import { addMergeCommand } from './commands/merge.ts'
import { addReplayCommand } from './commands/replay.ts'
import { addReportCommand } from './commands/report.ts'
import { addRunCommand } from './commands/run.ts'
import { withConfig } from './config/config-option.ts'
import { withSetFiles, withSettingNotes } from './config/set-file.ts'
import { Interrupted, interruption, signalCodes } from './interrupt.ts'
import type { Ending, Terminal } from './terminal.ts'
import { Undecided, UsageError } from './usage-error.ts'
import { version } from './version.ts'

/** What a command's end says to the shell; verdicts are 0, 1 and 3 (`exit-code.ts`). */
export const exitCodes = { holds: 0, usage: 2, undecided: 3, bug: 70, ...signalCodes } as const

/** The command line, ready to parse; the reference of commands is read from it, too. */
export function programFor(terminal: Terminal, folder: string, ending: Ending): Command {
  const program = new Command('ackurate')
    .description('Does my Kafka consumer lose or repeat records when things go wrong?')
    .version(version())
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      // Errors are reported once, by `tellError`.
      writeErr: () => {},
    })
  addCompareCommand(program, terminal, folder, ending)
  addCheckCommand(program, terminal, folder, ending)
  addHuntCommand(program, terminal, folder, ending)
  addMergeCommand(program, terminal, folder, ending)
  addBreakingCommand(program, terminal, folder, ending)
  addExploreCommand(program, terminal, folder, ending)
  addReplayCommand(program, terminal, folder, ending)
  addReportCommand(program, terminal, folder, ending)
  addMeasureCommand(program, terminal, folder)
  addRunCommand(program, terminal, folder, ending)
  addClusterCommand(program, terminal)
  addListCommand(program, terminal)
  addExplainCommand(program, terminal)
  addInitCommand(program, terminal, folder)
  withSetFiles(program, folder)
  withConfig(program, folder)
  withSettingNotes(program, terminal)
  return program
}

/** A line of ours that may quote a user's text: nothing in it steers a terminal or a CI. */
function plainLine(line: string): string {
  return plainText(line).replace(/^\s*::/, ': :')
}

/** The line for an error, and the exit code. */
function tellError(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.holds
    const [line = '', hint = ''] = error.message.replace(/^error: /, '').split('\n')
    const parts = [line, hint].filter((part) => part !== '').map(plainLine)
    terminal.err(`ackurate: ${parts.join(' ')}\n`)
    return exitCodes.usage
  }
  if (error instanceof UsageError || error instanceof StrategyFailure) {
    terminal.err(`ackurate: ${error.message.split('\n').map(plainLine).join('\n')}\n`)
    return exitCodes.usage
  }
  if (error instanceof Undecided) {
    terminal.err(`ackurate: undecided: ${plainLine(error.message)}\n`)
    return exitCodes.undecided
  }
  if (error instanceof Interrupted) {
    terminal.err('ackurate: interrupted before anything was found\n')
    return exitCodes[interruption() ?? 'SIGINT']
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const bug = error instanceof AssertionBug ? error.message : text
  const lines = bug.split('\n').map(plainLine).join('\n')
  terminal.err(`ackurate: ${lines}\nThis is a bug in ackurate.\n`)
  return exitCodes.bug
}

/** Runs the command line; answers the exit code. Never throws. */
export async function runProgram(
  argv: readonly string[],
  terminal: Terminal,
  folder: string,
): Promise<number> {
  const ending: Ending = { code: exitCodes.holds }
  try {
    const program = programFor(terminal, folder, ending)
    if (argv.length === 0) {
      terminal.err(`${program.helpInformation()}`)
      return exitCodes.usage
    }
    await program.parseAsync([...argv], { from: 'user' })
    const signal = interruption()
    return signal === null || ending.ownSignal === true ? ending.code : exitCodes[signal]
  } catch (error) {
    return tellError(error, terminal)
  }
}
