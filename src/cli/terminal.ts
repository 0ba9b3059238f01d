/** Where a command writes and asks, and how it ends: the one place that the tests replace. */
import { createInterface } from 'node:readline/promises'
import { Interrupted } from './interrupt.ts'

/** Standard output and error, and what is known about them. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  /** Whether standard error is a screen, which a progress bar may redraw. */
  readonly interactive: boolean
  /** Whether standard output takes colours. */
  readonly colour: boolean
  /** Asks, and waits for the answer's line; absent where nobody is there to answer. */
  readonly ask?: (question: string) => Promise<string>
}

/** How a command ends: commander has no place for an exit code, so that commands set it here. */
export interface Ending {
  code: number
  /** Whether a signal is how it usually ends: then the code is that of what was found. */
  ownSignal?: boolean
}

/** The process's own streams. */
export function processTerminal(colour: boolean): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    interactive: process.stderr.isTTY === true,
    colour: colour && process.stdout.isTTY === true,
    ...(process.stdin.isTTY === true && process.stderr.isTTY === true ? { ask } : {}),
  }
}

/** An input that ends without an answer gave none; Ctrl-C gives up the command. */
async function ask(question: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  const ended = new Promise<string>((resolve, reject) => {
    reader.once('SIGINT', () => reject(new Interrupted()))
    reader.once('close', () => resolve(''))
  })
  try {
    return await Promise.race([reader.question(question), ended])
  } finally {
    reader.close()
  }
}
