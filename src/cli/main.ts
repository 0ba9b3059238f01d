#!/usr/bin/env node
/** The command `ackurate`. What takes long to load is loaded after signals are heard. */
import { Console } from 'node:console'
import { writeSync } from 'node:fs'
import { watchSignals } from './interrupt.ts'
import { holdsThreads } from './workers/held-threads.ts'

/** Of `exitCodes`, which come later. */
const [holds, usage, bug] = [0, 2, 70]

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `ackurate list | head` closes the pipe early: that is no failure.
  if (error.code === 'EPIPE') void exit(holds)
  else giveUp(`cannot write to standard output: ${error.message}`, usage)
})
process.stderr.on('error', () => process.exit(usage))

watchSignals((signalCode) => giveUp('interrupted', signalCode))

// What a user's code prints disturbs no report; ours goes to the streams themselves.
globalThis.console = new Console(process.stderr, process.stderr)

/** Node's own code where nothing is left to wait for and the work is not done. */
const unsettled = 13

process.on('exit', (ended) => {
  if (ended === unsettled) {
    tell('the work never came back; this is a bug in ackurate')
    process.exitCode = bug
  }
})

const [{ lateError }, { ours }, { runProgram }, { processTerminal }, limits] = await Promise.all([
  import('./late-error.ts'),
  import('../ours.ts'),
  import('./program.ts'),
  import('./terminal.ts'),
  import('./workers/limits.ts'),
])

const onLateError = (error: unknown): void => {
  const { line, isOurs } = lateError(error, ours)
  giveUp(line, isOurs ? bug : usage)
}
process.on('uncaughtException', onLateError)
process.on('unhandledRejection', onLateError)

limits.countFromStart()
const colour = process.env['NO_COLOR'] === undefined || process.env['NO_COLOR'] === ''
const code = await runProgram(process.argv.slice(2), processTerminal(colour), process.cwd())
await Promise.all([process.stdout, process.stderr].map(written))
await exit(code)

function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()))
}

function tell(line: string): void {
  try {
    writeSync(process.stderr.fd, `ackurate: ${line}\n`)
  } catch {
    // Nobody can be told.
  }
}

function giveUp(line: string, code: number): void {
  tell(line)
  void exit(code)
}

/** Exits. Node would wait for a thread that nothing can end: then only a kill is an end. */
async function exit(code: number): Promise<never> {
  if (await holdsThreads()) {
    tell('a thread is in a call that cannot be ended; ackurate kills itself')
    process.kill(process.pid, 'SIGKILL')
  }
  process.exit(code)
}
