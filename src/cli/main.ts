#!/usr/bin/env node
/** The command `ackurate`. */
import { writeSync } from 'node:fs'
import { watchSignals } from './interrupt.ts'
import { lateError } from './late-error.ts'
import { ours } from './ours.ts'
import { exitCodes, runProgram } from './program.ts'
import { processTerminal } from './terminal.ts'

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `ackurate list | head` closes the pipe early: that is no failure.
  if (error.code === 'EPIPE') process.exit(exitCodes.holds)
  giveUp(`cannot write to standard output: ${error.message}`, exitCodes.usage)
})
process.stderr.on('error', () => process.exit(exitCodes.usage))

watchSignals((signalCode) => giveUp('interrupted', signalCode))

/** Node's own code where nothing is left to wait for and the work is not done. */
const unsettled = 13

// What a user's code throws when nobody waits for it any more.
const onLateError = (error: unknown): never => {
  const { line, isOurs } = lateError(error, ours)
  return giveUp(line, isOurs ? exitCodes.bug : exitCodes.usage)
}
process.on('uncaughtException', onLateError)
process.on('unhandledRejection', onLateError)
process.on('exit', (ended) => {
  if (ended === unsettled) giveUp('the work never came back; this is a bug in ackurate', 70)
})

function giveUp(line: string, code: number): never {
  try {
    writeSync(process.stderr.fd, `ackurate: ${line}\n`)
  } catch {
    // Nobody can be told.
  }
  exit(code)
}

const ownExits = process.listeners('exit')

/** Exits; a user's file may have asked to be called then, and would not come back. */
function exit(code: number): never {
  for (const listener of process.listeners('exit')) {
    if (!ownExits.includes(listener)) process.off('exit', listener)
  }
  process.exit(code)
}

const colour = process.env['NO_COLOR'] === undefined || process.env['NO_COLOR'] === ''
const code = await runProgram(process.argv.slice(2), processTerminal(colour), process.cwd())
await Promise.all([process.stdout, process.stderr].map(written))
// A timer that a user's file has started must not keep the command.
exit(code)

function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()))
}
