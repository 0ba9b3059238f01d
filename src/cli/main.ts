#!/usr/bin/env node
/** The command `ackurate`. */
import { runProgram } from './program.ts'
import { processTerminal } from './terminal.ts'

// `ackurate list | head` closes the pipe early: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

const colour = process.env['NO_COLOR'] === undefined || process.env['NO_COLOR'] === ''
process.exitCode = await runProgram(process.argv.slice(2), processTerminal(colour), process.cwd())
