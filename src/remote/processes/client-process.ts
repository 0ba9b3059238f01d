/**
 * A process of the user's, with all that it starts: a process group of its own, which is ended as a
 * whole. What it prints is handed on line by line; the last lines are kept.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

/** How it ended: with a code, or by a signal; or it could not be started. */
export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** Why it could not be started; null: it was. */
  readonly failure: string | null
}

/** What is to be started, and who hears of it. */
export interface ProcessOptions {
  readonly command: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly cwd: string
  /** A line of its output, without the end of the line. */
  readonly line: (line: string) => void
  /** All of its output has been handed on. */
  readonly exited: (exit: Exit) => void
}

/** So many lines are kept, so long ones. */
const linesMax = 200
const lineMax = 10_000
/** So long its output is waited for when it has ended. */
const pipesMs = 300

export class ClientProcess {
  readonly #child: ChildProcess
  readonly #lines: string[] = []
  /** How it ended; null: it runs. */
  exit: Exit | null = null

  constructor({ command, env, cwd, line, exited }: ProcessOptions) {
    const [file = '', ...args] = command
    const child = spawn(file, args, {
      ...{ env, cwd, detached: true },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    const heard = (text: string) => {
      this.#lines.push(text)
      if (this.#lines.length > linesMax) this.#lines.shift()
      line(text)
    }
    for (const stream of [child.stdout, child.stderr]) if (stream !== null) hear(stream, heard)
    const end = (exit: Exit) => {
      if (this.exit !== null) return
      this.exit = exit
      exited(exit)
    }
    child.on('error', ({ message }) => end({ code: null, signal: null, failure: message }))
    child.on('exit', (code, signal) => {
      this.signal('SIGKILL')
      const exit = { code, signal, failure: null }
      child.once('close', () => end(exit))
      // What has left its process group may hold the pipes open for ever.
      setTimeout(() => end(exit), pipesMs).unref()
    })
  }

  /** Undefined: it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid
  }

  /** The last lines that it printed, the oldest first. */
  lastLines(count: number): readonly string[] {
    return this.#lines.slice(-count)
  }

  /** To it and to all that it has started. */
  signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child
    if (pid === undefined) return
    try {
      process.kill(-pid, signal)
    } catch (error) {
      // It has ended, or all that is left of its group has.
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'ESRCH' && code !== 'EPERM') throw error
    }
  }
}

function hear(stream: Readable, line: (text: string) => void): void {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = (lines.pop() ?? '').slice(0, lineMax)
    for (const one of lines) line(one.endsWith('\r') ? one.slice(0, -1) : one)
  })
  stream.on('end', () => {
    if (rest !== '') line(rest)
    rest = ''
  })
  stream.on('error', () => {})
}
